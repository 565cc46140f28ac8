using System.Linq;

namespace RewardDsl;

/// <summary>What a stage of a sweep does. Time runs as the stage's pass does, so that past and future are the same.</summary>
internal enum SweepKind
{
    /// <summary>The smallest of its operands at a step.</summary>
    Join,

    /// <summary>The value some steps ago.</summary>
    Delay,

    /// <summary>The smallest of the last steps.</summary>
    Window,

    /// <summary>Until over the last steps.</summary>
    Reach,
}

/// <summary>Where a stage reads an operand.</summary>
internal enum SweepSource
{
    /// <summary>+∞ everywhere.</summary>
    Infinity,

    /// <summary>The margins of an atom.</summary>
    Atom,

    /// <summary>What another stage wrote.</summary>
    Stage,
}

/// <summary>An operand: the values of a source, or their negatives.</summary>
/// <param name="Source">Where it is.</param>
/// <param name="Index">Number of the atom or the stage.</param>
/// <param name="Sign">1 or −1.</param>
internal readonly record struct SweepOperand(SweepSource Source, int Index, float Sign)
{
    /// <summary>Whether it is read as it was written.</summary>
    public bool IsPlain => Source != SweepSource.Atom && Sign > 0;

    public SweepOperand Times(float sign) => this with { Sign = Sign * sign };
}

/// <summary>
/// An operation on 32 or more trajectories side by side. There are only smallest values: the largest is the negative of the smallest of the
/// negatives, and signs cost nothing where operands are read.
/// </summary>
internal sealed class SweepStage
{
    public required SweepKind Kind { get; init; }

    /// <summary>One to three.</summary>
    public required SweepOperand[] Operands { get; init; }

    /// <summary>What the result is multiplied with: 1 or −1.</summary>
    public required float Sign { get; set; }

    /// <summary>How many operands are margins or negatives; of a join they come first. The others are read as they are.</summary>
    public int NotPlain => Operands.Count(static o => !o.IsPlain);

    /// <summary>How far a window or a delay reaches; −1 without an end.</summary>
    public int Steps { get; init; } = -1;

    /// <summary>Whether it looks back in time, forward, or at one step only (null).</summary>
    public bool? IsPast { get; init; }

    /// <summary>What a delay gives outside of the trajectory.</summary>
    public float Missing { get; init; }

    /// <summary>The number of the pass over time in which it runs.</summary>
    public int Pass { get; set; }

    /// <summary>Whether a later pass reads it, so that it is kept for the whole trajectory.</summary>
    public bool IsKept { get; set; }

    /// <summary>Number of the block it writes to, or of the kept trajectory; −1: the output.</summary>
    public int Slot { get; set; } = -1;
}
