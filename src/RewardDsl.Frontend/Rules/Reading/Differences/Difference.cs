using System.Collections.Generic;

namespace RewardDsl.Frontend;

/// <summary>What stands between a difference and what is paid.</summary>
internal enum Around
{
    /// <summary>Only one sign of it counts, or its size: max(0, ·), |·|, a clip at 0.</summary>
    Rectified,

    /// <summary>It is cut on both sides, or not at 0.</summary>
    Clip,

    /// <summary>Its own sign or size decides what is paid.</summary>
    OwnChoice,

    /// <summary>Something else decides whether it is paid.</summary>
    Choice,

    /// <summary>Something that changes is multiplied with it.</summary>
    Factor,

    /// <summary>Any other operation.</summary>
    Other,
}

/// <summary>An operation around a difference.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The factor or the condition; else the operation itself.</param>
internal readonly record struct Wrap(Around Kind, int Value);

/// <summary>
/// A difference that an author wrote by hand: a·Φ(now) − b·Φ(before), where Φ(before) reads <c>Previous</c> and is the same function.
/// Declared progress, bests and potentials are none.
/// </summary>
/// <param name="Column">What pays it; null for what replaces the sum.</param>
/// <param name="Value">The sum that it stands in; a comparison where its sign is asked for.</param>
/// <param name="Before">Φ(before), up to its factor.</param>
/// <param name="IsSummed">Φ is the sum of the elements of that.</param>
/// <param name="Scale">The factor before Φ(before): −b, in what is paid where nothing but fixed factors stands around.</param>
/// <param name="IsScaled">Whether the factor is that number alone.</param>
/// <param name="Ratio">a / b; null where it is no number.</param>
/// <param name="Wraps">What stands around it, from the outside in.</param>
/// <param name="Carries">The carries that Φ(before) reads.</param>
internal sealed record Difference(
    ColumnView? Column, int Value, int Before, bool IsSummed, double Scale, bool IsScaled, double? Ratio, IReadOnlyList<Wrap> Wraps, IReadOnlyList<int> Carries)
{
    /// <summary>Whether it is paid as it stands: only fixed factors around it.</summary>
    public bool IsPlain => Wraps.Count == 0 && Column is not { Column: { Gates.Count: > 0 } or { Clamp: not null } };
}
