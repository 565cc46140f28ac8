using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>One thing that is paid, as rules see it: its declaration, its places in the text and its program values.</summary>
/// <param name="Column">How it is paid.</param>
/// <param name="Member">The member.</param>
/// <param name="Name">The place of the member's name.</param>
/// <param name="Attribute">The place of the attribute that pays it.</param>
/// <param name="Raw">Its C# value; −1 for what a rule cannot see.</param>
/// <param name="Transformed">After progress, best so far and clamp; −1 where there is none (terminations, potentials).</param>
/// <param name="Gated">After the gates, before the weight; −1 likewise.</param>
/// <param name="Coefficient">Weight × schedule × rate, negative for a penalty; −1 for a termination.</param>
/// <param name="Weighted">Before once and budget; −1 for terminations and potentials, and for what is collected: no income of the step.</param>
/// <param name="Paid">What is paid.</param>
internal sealed record ColumnView(
    Column Column, SpecMember Member, Location Name, Location Attribute, int Raw, int Transformed, int Gated, int Coefficient, int Weighted, int Paid)
{
    /// <summary>Whether it is paid for an event, once or each time it comes, rather than for as long as a state lasts.</summary>
    public bool IsOfEvent => Column is { IsBool: true, Limit: PayLimit.Once } or { IsBool: true, Transform: PayTransform.Rise };

    /// <summary>Whether it is paid at each step, rather than at the end or as shaping.</summary>
    public bool IsStepwise => Column.IsSummed;

    /// <summary>Whether its steps are collected and paid at the end of the episode.</summary>
    public bool IsCollected => Column.Accumulation is not null;
}
