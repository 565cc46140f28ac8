using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>The names in a spec that a checkpoint stores, so that one of another version of the spec can say what changed.</summary>
internal sealed class CheckpointNames
{
    private readonly List<string> _terms;

    // Elements in each environment; none of a parameter that all environments share.
    private readonly List<(string Name, int Size)> _states;
    private readonly List<(string Name, int Size)> _parameters;

    private CheckpointNames(List<string> terms, List<(string Name, int Size)> states, List<(string Name, int Size)> parameters)
    {
        _terms = terms;
        _states = states;
        _parameters = parameters;
    }

    public static CheckpointNames Of(EvaluatorLayout layout) => new(
        [.. layout.Spec.Columns],
        [.. layout.Carries.Where(static c => c.Constant is null).Select(static c => (c.Name, c.Width))],
        [.. layout.Spec.Parameters.Select(static p => (p.Name, p.PerEnvironment ? 1 : 0))]);

    public static CheckpointNames Read(BinaryReader reader) => new(
        [.. Enumerable.Range(0, Count(reader)).Select(_ => reader.ReadString())], Pairs(reader), Pairs(reader));

    public void Write(BinaryWriter writer)
    {
        writer.Write(_terms.Count);
        foreach (string term in _terms)
        {
            writer.Write(term);
        }

        foreach (List<(string Name, int Size)> list in new[] { _states, _parameters })
        {
            writer.Write(list.Count);
            foreach ((string name, int size) in list)
            {
                writer.Write(name);
                writer.Write(size);
            }
        }
    }

    /// <summary>In words, what the current spec has that a checkpoint's has not, and the reverse.</summary>
    /// <param name="saved">The names in the checkpoint.</param>
    public string ChangesSince(CheckpointNames saved)
    {
        var changes = new List<string>();
        Compare(changes, "term", saved._terms, _terms);
        Compare(changes, "state", saved._states.ConvertAll(static s => s.Name), _states.ConvertAll(static s => s.Name));
        foreach ((string name, int was, int now) in Changed(saved._states, _states))
        {
            changes.Add($"the state '{name}' has {Elements(now)} instead of {Elements(was)}");
        }

        Compare(changes, "parameter", saved._parameters.ConvertAll(static s => s.Name), _parameters.ConvertAll(static s => s.Name));
        foreach ((string name, _, int now) in Changed(saved._parameters, _parameters))
        {
            changes.Add(now != 0 ? $"the parameter '{name}' now has a value for each environment" : $"the parameter '{name}' is now shared by all environments");
        }

        return changes.Count > 0
            ? string.Join("; ", changes)
            : "terms, states and parameters have the same names; formulas, weights or constants have changed";
    }

    private static void Compare(List<string> changes, string what, List<string> saved, List<string> current)
    {
        changes.AddRange(current.Except(saved).Select(n => $"the {what} '{n}' is new"));
        changes.AddRange(saved.Except(current).Select(n => $"the {what} '{n}' is gone"));
        if (!current.SequenceEqual(saved) && current.Order(StringComparer.Ordinal).SequenceEqual(saved.Order(StringComparer.Ordinal)))
        {
            changes.Add($"the {what}s are in another order");
        }
    }

    private static IEnumerable<(string Name, int Was, int Now)> Changed(List<(string Name, int Size)> saved, List<(string Name, int Size)> current)
    {
        foreach ((string name, int now) in current)
        {
            foreach ((string savedName, int was) in saved)
            {
                if (name == savedName && now != was)
                {
                    yield return (name, was, now);
                }
            }
        }
    }

    private static string Elements(int count) => count == 1 ? "1 element" : $"{count} elements";

    private static List<(string Name, int Size)> Pairs(BinaryReader reader) =>
        [.. Enumerable.Range(0, Count(reader)).Select(_ => (reader.ReadString(), reader.ReadInt32()))];

    private static int Count(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        return count >= 0 && count <= reader.BaseStream.Length - reader.BaseStream.Position ? count : throw new EndOfStreamException();
    }
}
