using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>How a recording ends that does not say so itself.</summary>
internal enum TraceEnding
{
    /// <summary>It goes on.</summary>
    Open,

    /// <summary>The task ended there.</summary>
    Terminated,

    /// <summary>It was cut there.</summary>
    Truncated,
}

/// <summary>From the columns of a file to the signals of a spec.</summary>
internal sealed class TraceBinder
{
    private const string ResetColumn = "Reset";
    private const string EpisodeColumn = "Episode";
    private const string TerminatedColumn = "Terminated";
    private const string TruncatedColumn = "Truncated";

    // Columns that people have beside the signals and that say nothing about them.
    private static readonly string[] s_counted = ["Step", "Time", "T"];

    private readonly TraceTable _table;
    private readonly string _name;
    private readonly ImmutableArray<TraceElement> _elements;
    private readonly int[] _columns;
    private readonly int _reset;
    private readonly int _episode;
    private readonly int _terminated;
    private readonly int _truncated;

    private TraceBinder(TraceTable table, string name, ImmutableArray<TraceElement> elements, ImmutableArray<TraceElement> needed)
    {
        _table = table;
        _name = name;
        _elements = elements;
        var free = new HashSet<int>(Enumerable.Range(0, table.Columns.Length));
        _columns = [.. elements.Select(e => Find(e.Names, free))];
        _reset = Find([ResetColumn], free);
        _episode = Find([EpisodeColumn], free);
        _terminated = Find([TerminatedColumn], free);
        _truncated = Find([TruncatedColumn], free);
        foreach (string counted in s_counted)
        {
            Find([counted], free);
        }

        Unread = [.. free.Order().Select(c => table.Columns[c])];
        Require(needed);
    }

    /// <summary>Columns that belong to no signal.</summary>
    public ImmutableArray<string> Unread { get; }

    /// <summary>Reads the episodes of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <param name="elements">The elements of the signals.</param>
    /// <param name="rest">The signals where nothing is recorded of them.</param>
    /// <param name="needed">Elements that must be there.</param>
    /// <param name="ending">How it ends where it does not say so.</param>
    /// <param name="unread">Columns that belong to no signal.</param>
    /// <exception cref="UsageException">A column is missing, or a value is none.</exception>
    public static ImmutableArray<TraceEpisode> Read(
        TraceTable table, string name, ImmutableArray<TraceElement> elements, IReadOnlyList<float[]> rest, ImmutableArray<TraceElement> needed, TraceEnding ending, out ImmutableArray<string> unread)
    {
        var binder = new TraceBinder(table, name, elements, needed);
        unread = binder.Unread;
        return binder.Episodes(rest, ending);
    }

    private ImmutableArray<TraceEpisode> Episodes(IReadOnlyList<float[]> rest, TraceEnding ending)
    {
        var episodes = ImmutableArray.CreateBuilder<TraceEpisode>();
        var steps = ImmutableArray.CreateBuilder<TraceStep>();
        ImmutableArray<float[]>? reset = null;
        string episode = "";
        void Close()
        {
            if (steps.Count > 0)
            {
                episodes.Add(new TraceEpisode(reset, steps.ToImmutable()));
            }
            else if (reset is not null)
            {
                throw new UsageException("'" + _name + "': a reset is followed by no step");
            }

            steps.Clear();
            reset = null;
        }

        for (int i = 0; i < _table.Rows.Length; i++)
        {
            TraceRow row = _table.Rows[i];
            bool isReset = Flag(row, _reset);
            string now = _episode < 0 ? "" : row.Cells[_episode];
            if (isReset || (i > 0 && now != episode))
            {
                Close();
            }

            episode = now;
            ImmutableArray<float[]> inputs = Inputs(row, rest);
            if (isReset)
            {
                reset = inputs;
                continue;
            }

            bool isLast = i + 1 == _table.Rows.Length;
            bool terminated = Flag(row, _terminated);
            bool truncated = Flag(row, _truncated);
            bool isOpen = isLast && !terminated && !truncated;
            steps.Add(new TraceStep(inputs, terminated || (isOpen && ending == TraceEnding.Terminated), truncated || (isOpen && ending == TraceEnding.Truncated)));
            if (terminated || truncated)
            {
                Close();
            }
        }

        Close();
        return episodes.ToImmutable();
    }

    private ImmutableArray<float[]> Inputs(TraceRow row, IReadOnlyList<float[]> rest)
    {
        ImmutableArray<float[]> inputs = [.. rest.Select(static r => (float[])r.Clone())];
        for (int e = 0; e < _elements.Length; e++)
        {
            if (_columns[e] < 0)
            {
                continue;
            }

            TraceElement element = _elements[e];
            string cell = row.Cells[_columns[e]];
            if (element.PresenceSlot >= 0)
            {
                inputs[element.PresenceSlot][element.Index] = cell.Length > 0 ? 1f : 0f;
                if (cell.Length == 0)
                {
                    continue;
                }
            }

            inputs[element.Slot][element.Index] = Value(row, _columns[e], element);
        }

        return inputs;
    }

    private float Value(TraceRow row, int column, TraceElement element)
    {
        string cell = row.Cells[column];
        UsageException Wrong(string problem) => new("'" + _name + "', " + row.Place + ", column '" + _table.Columns[column] + "': " + problem);
        if (cell.Length == 0)
        {
            throw Wrong("there is no value");
        }

        foreach ((string name, float value) in element.Choices)
        {
            if (cell.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        if (element.Kind == TraceValueKind.Truth)
        {
            return Truth(cell) is { } truth ? (truth ? 1f : 0f) : throw Wrong("'" + cell + "' is neither true nor false");
        }

        if (Number(cell) is not { } number)
        {
            string? nearest = EditDistance.Nearest(cell, element.Choices.Select(static c => c.Name));
            throw Wrong(element.Kind == TraceValueKind.Choice
                ? "'" + cell + "' is none of " + string.Join(", ", element.Choices.Select(static c => c.Name)) + (nearest is null ? "" : "; did you mean '" + nearest + "'?")
                : "'" + cell + "' is no number");
        }

        return element.Kind is TraceValueKind.Whole or TraceValueKind.Choice && number != MathF.Truncate(number) ? throw Wrong("'" + cell + "' is no whole number") : number;
    }

    private bool Flag(TraceRow row, int column) =>
        column >= 0 && row.Cells[column] is { Length: > 0 } cell
        && (Truth(cell) ?? throw new UsageException("'" + _name + "', " + row.Place + ", column '" + _table.Columns[column] + "': '" + cell + "' is neither true nor false"));

    private static bool? Truth(string cell) =>
        cell.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : cell.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : Number(cell) switch { 0f => false, 1f => true, _ => null };

    private static float? Number(string cell) => cell.ToUpperInvariant() switch
    {
        "NAN" => float.NaN,
        "INF" or "+INF" or "INFINITY" or "+INFINITY" or "∞" => float.PositiveInfinity,
        "-INF" or "-INFINITY" or "-∞" => float.NegativeInfinity,
        _ => float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number : null,
    };

    /// <summary>The column of a name, by letter case only where no other name fits.</summary>
    private int Find(ImmutableArray<string> names, HashSet<int> free)
    {
        foreach (StringComparison comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            foreach (string name in names)
            {
                foreach (int column in free.Order())
                {
                    if (_table.Columns[column].Equals(name, comparison))
                    {
                        free.Remove(column);
                        return column;
                    }
                }
            }
        }

        return -1;
    }

    private void Require(ImmutableArray<TraceElement> needed)
    {
        // What is misspelled is missing: a signal that is not needed would silently be at rest otherwise.
        foreach (string column in Unread)
        {
            TraceElement[] missing = [.. _elements.Where((e, i) => _columns[i] < 0)];
            if (EditDistance.Nearest(column, missing.SelectMany(static e => e.Names)) is { } nearest)
            {
                throw new UsageException("'" + _name + "' has a column '" + column + "', which is no signal; did you mean '" + nearest + "'?");
            }
        }

        string[] absent = [.. _elements.Where((e, i) => _columns[i] < 0 && e.PresenceSlot < 0 && needed.Contains(e)).Select(static e => e.Name)];
        if (absent.Length > 0)
        {
            throw new UsageException(
                "'" + _name + "' has no column " + string.Join(", ", absent.Take(6).Select(static n => "'" + n + "'")) + (absent.Length > 6 ? string.Create(CultureInfo.InvariantCulture, $" and {absent.Length - 6} more") : "")
                + ", which the formulas read" + (Unread.IsEmpty ? "" : "; it has " + string.Join(", ", Unread.Take(12).Select(static n => "'" + n + "'"))));
        }
    }
}
