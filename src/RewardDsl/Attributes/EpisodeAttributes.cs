using System;

namespace RewardDsl;

/// <summary>
/// A value that is carried from step to step: its body may read itself through <c>Previous</c>. At a reset it takes
/// its initial value, in every element.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StateAttribute : Attribute
{
    /// <summary>A numeric state.</summary>
    /// <param name="initial">The value at the start of an episode.</param>
    public StateAttribute(double initial) => Initial = initial;

    /// <summary>A true/false state.</summary>
    /// <param name="initial">The value at the start of an episode.</param>
    public StateAttribute(bool initial) => Initial = initial ? 1 : 0;

    /// <summary>The value at the start of an episode; 1 is true.</summary>
    public double Initial { get; }

    /// <summary>The policy observes it. <c>[Metric(LogOnly = true)]</c> beside it makes it an output of the evaluator.</summary>
    public bool Observed { get; set; }
}

/// <summary>An end of the episode with its one-time payoff, which is never scaled by a weight, a gate or dt.</summary>
/// <param name="end">Whether the task succeeded or failed.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TerminationAttribute(EpisodeEnd end) : Attribute
{
    /// <summary>Whether the task succeeded or failed.</summary>
    public EpisodeEnd End { get; } = end;

    /// <summary>Payoff of the step at which the predicate holds; tunable at run time by name. Default 0.</summary>
    public double Reward { get; set; }

    /// <summary>The payoff replaces what the terms pay at this step instead of being added to it; potentials are still paid.</summary>
    public bool Replaces { get; set; }
}

/// <summary>How an episode ended.</summary>
public enum EpisodeEnd
{
    /// <summary>The task is achieved.</summary>
    Success,

    /// <summary>The task is lost.</summary>
    Failure,
}

/// <summary>What success means: the reference point of the rules that look for hackable rewards. May stand beside <see cref="TerminationAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GoalAttribute : Attribute
{
    /// <summary>Whether the goal is to be reached once or to be kept.</summary>
    public GoalKind Kind { get; set; }

    /// <summary>How near counts as reached, in the unit of what the predicate compares; 0: exactly.</summary>
    public double Tolerance { get; set; }

    /// <summary>The least number of steps that it takes from a start of an episode to the goal; 1 where it is not known. With it, rules check what the discount leaves of the goal.</summary>
    public int MinSteps { get; set; } = 1;

    /// <summary>A new goal is drawn within the episode once this one is reached.</summary>
    public bool Resampled { get; set; }
}

/// <summary>A milestone on the way to the goal, on a <see cref="bool"/> property.</summary>
/// <param name="order">Its place, counted from 1; each place once.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StageAttribute(int order) : Attribute
{
    /// <summary>Its place, counted from 1.</summary>
    public int Order { get; } = order;
}

/// <summary>The kind of a goal.</summary>
public enum GoalKind
{
    /// <summary>The goal is to be reached.</summary>
    Reach,

    /// <summary>The goal is to hold on as long as possible.</summary>
    Survive,
}
