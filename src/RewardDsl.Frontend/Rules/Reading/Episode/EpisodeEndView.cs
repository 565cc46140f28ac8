using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A termination as rules see it.</summary>
/// <param name="Member">Its member.</param>
/// <param name="Data">Its attribute.</param>
/// <param name="Value">Its condition in the step program.</param>
/// <param name="Column">What it pays; null where it pays nothing.</param>
/// <param name="Payoff">The range of that, where it holds; 0 where it pays nothing.</param>
/// <param name="Replaces">Whether the payoff replaces what the terms pay at that step.</param>
/// <param name="IsFailure">A failure rather than a success.</param>
internal sealed record EpisodeEndView(SpecMember Member, AttributeData Data, int Value, ColumnView? Column, FloatRange Payoff, bool Replaces, bool IsFailure)
{
    /// <summary>Where it is written.</summary>
    public Location Place => Data.Location() ?? Member.Location;
}
