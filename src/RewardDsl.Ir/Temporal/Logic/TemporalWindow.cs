using System;
using System.Globalization;

namespace RewardDsl.Ir;

/// <summary>
/// How far from the present step an operator looks: <c>[2,5]</c> are the steps 2 to 5 away, ends included. A window that is written in
/// seconds has to be resolved to steps before a formula means anything (<see cref="TemporalSeconds"/>).
/// </summary>
public readonly struct TemporalWindow : IEquatable<TemporalWindow>
{
    /// <summary>The farthest step a window may name: more than any episode, and far from the limits of a whole number.</summary>
    public const int FarthestStep = 1_000_000;

    private TemporalWindow(decimal from, decimal? to, bool isSeconds)
    {
        if (from < 0 || to < from)
        {
            throw new ArgumentOutOfRangeException(nameof(to), "A window starts at 0 or later and does not end before it starts.");
        }

        From = from;
        To = to;
        // From now to the end is the same in every unit.
        IsSeconds = isSeconds && (from != 0 || to is not null);
    }

    /// <summary>Everything: what an operator without a window looks at.</summary>
    public static TemporalWindow Whole => default;

    /// <summary>The nearest distance.</summary>
    public decimal From { get; }

    /// <summary>The farthest distance; null when the window has no end.</summary>
    public decimal? To { get; }

    /// <summary>Whether the distances are seconds, not steps.</summary>
    public bool IsSeconds { get; }

    /// <summary>Whether this is no window at all.</summary>
    public bool IsWhole => From == 0 && To is null;

    /// <summary>Whether the window has an end.</summary>
    public bool IsBounded => To is not null;

    /// <summary>The nearest distance in steps.</summary>
    public int First => IsSeconds ? throw Unresolved() : (int)From;

    /// <summary>The farthest distance in steps; <see cref="int.MaxValue"/> when there is no end.</summary>
    public int Last => IsSeconds ? throw Unresolved() : To is { } to ? (int)to : int.MaxValue;

    /// <summary>A window in steps.</summary>
    public static TemporalWindow Steps(int from, int? to) =>
        from > FarthestStep || to > FarthestStep
            ? throw new ArgumentOutOfRangeException(nameof(to), "A window reaches " + Literals.Integer(FarthestStep) + " steps at most.")
            : new TemporalWindow(from, to, isSeconds: false);

    /// <summary>The steps from now to a last one, both included.</summary>
    public static TemporalWindow Within(int steps) => Steps(0, steps);

    /// <summary>A window in seconds.</summary>
    public static TemporalWindow Seconds(decimal from, decimal? to) => new(from, to, isSeconds: true);

    /// <inheritdoc/>
    public bool Equals(TemporalWindow other) => From == other.From && To == other.To && IsSeconds == other.IsSeconds;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TemporalWindow other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((((From.GetHashCode() * 31) + (To?.GetHashCode() ?? 7)) * 31) + (IsSeconds ? 1 : 0));

    /// <summary>The window as text; nothing for the whole one.</summary>
    public override string ToString() =>
        IsWhole ? "" : "[" + Text(From) + "," + (To is { } to ? Text(to) + "]" : "inf)");

    /// <summary>Compares by content.</summary>
    public static bool operator ==(TemporalWindow left, TemporalWindow right) => left.Equals(right);

    /// <summary>Compares by content.</summary>
    public static bool operator !=(TemporalWindow left, TemporalWindow right) => !left.Equals(right);

    // Without the zeros that a decimal keeps behind its point.
    private string Text(decimal distance) => (distance / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture) + (IsSeconds ? "s" : "");

    private static InvalidOperationException Unresolved() => new("The window is written in seconds; resolve the formula first.");
}
