using System;

namespace RewardDsl;

/// <summary>
/// An additive objective: pays <c>+ weight × value</c> at each step. On a computed <see cref="float"/> or
/// <see cref="bool"/> property (true counts 1). Order of payment: raw → progress or best so far →
/// clamp → gate → weight × rate → once or budget.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TermAttribute : PaymentAttribute
{
    /// <summary>A term with a fixed default weight, tunable at run time by name.</summary>
    /// <param name="weight">Weight, finite and at least 0: the sign is the role.</param>
    public TermAttribute(double weight) => DefaultWeight = weight;

    /// <summary>A term whose weight is a <see cref="ParameterAttribute"/> named by <see cref="PaymentAttribute.Weight"/>.</summary>
    public TermAttribute()
    {
    }
}

/// <summary>A cost that is paid: <c>− weight × value</c> at each step. Otherwise as <see cref="TermAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PenaltyAttribute : PaymentAttribute
{
    /// <summary>A penalty with a fixed default weight, tunable at run time by name.</summary>
    /// <param name="weight">Weight, finite and at least 0: the sign is the role.</param>
    public PenaltyAttribute(double weight) => DefaultWeight = weight;

    /// <summary>A penalty whose weight is a <see cref="ParameterAttribute"/> named by <see cref="PaymentAttribute.Weight"/>.</summary>
    public PenaltyAttribute()
    {
    }
}

/// <summary>What <see cref="TermAttribute"/> and <see cref="PenaltyAttribute"/> share.</summary>
public abstract class PaymentAttribute : Attribute
{
    private protected PaymentAttribute()
    {
    }

    /// <summary>The weight written in the attribute; 1 when <see cref="Weight"/> names a parameter.</summary>
    public double DefaultWeight { get; private protected init; } = 1;

    /// <summary>Name of a <see cref="ParameterAttribute"/> that is the weight: <c>nameof(parameter)</c>.</summary>
    public string? Weight { get; set; }

    /// <summary>Name of a <see cref="GateAttribute"/> of this term: <c>nameof(gate)</c>.</summary>
    public string? Gate { get; set; }

    /// <summary>What is paid (before the weight) while a gate is closed. Default 0.</summary>
    public double Else { get; set; }

    /// <summary>Overrides <see cref="RewardSpecAttribute.Rate"/> for this term.</summary>
    public PayRate Rate { get; set; }

    /// <summary>Name of a <see cref="ScheduleAttribute"/> method that multiplies the weight: <c>nameof(schedule)</c>.</summary>
    public string? Schedule { get; set; }

    /// <summary>The value function that learns this term, for optimisers with several; see <c>StepOutputs.Critics</c>.</summary>
    public string? Critic { get; set; }

    /// <summary>Also paid at the step that terminates the episode. Default true.</summary>
    public bool OnTermination { get; set; } = true;

    /// <summary>What the term is for; read by the rules of balance and of shaping.</summary>
    public TermRole Role { get; set; }
}

/// <summary>What a term is for.</summary>
public enum TermRole
{
    /// <summary>It states the task.</summary>
    Task,

    /// <summary>It only makes behaviour smoother, cheaper or safer.</summary>
    Regulariser,

    /// <summary>
    /// Advice that is to help learning and is no objective: staying near the centre of the lane, say, where arriving is the task. Such advice
    /// leaves the task what it was only as <see cref="PotentialAttribute"/>; the rules of shaping check that.
    /// </summary>
    Shaping,
}

/// <summary>
/// A state potential Φ(s) for shaping that leaves the optimal policy unchanged (Ng, Harada, Russell 1999). The generator
/// pays <c>γ·(1 − terminated)·Φ(s′) − Φ(s)</c>; write only Φ. The weight is inside Φ. Never gated or clamped.
/// </summary>
/// <param name="weight">Weight of Φ, finite and at least 0.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PotentialAttribute(double weight) : Attribute
{
    /// <summary>Weight of Φ.</summary>
    public double Weight { get; } = weight;

    /// <summary>Name of a <see cref="ScheduleAttribute"/> method that multiplies the weight inside Φ.</summary>
    public string? Schedule { get; set; }
}

/// <summary>
/// An event's payoff, on a <see cref="bool"/> property. The repeat policy has no default: an event that can be repeated is
/// the commonest way in which rewards are farmed.
/// </summary>
/// <param name="value">Payoff, finite, of either sign; tunable at run time by name.</param>
/// <param name="repeat">How often it is paid.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BonusAttribute(double value, RepeatPolicy repeat) : Attribute
{
    /// <summary>The payoff.</summary>
    public double Value { get; } = value;

    /// <summary>How often it is paid.</summary>
    public RepeatPolicy Repeat { get; } = repeat;

    /// <summary>Of a bonus that is paid once: the policy observes whether it has been.</summary>
    public bool Observed { get; set; }
}

/// <summary>How often an event is paid.</summary>
public enum RepeatPolicy
{
    /// <summary>At its first occurrence in an episode.</summary>
    Once,

    /// <summary>Each time it becomes true; the reset observation counts as the step before the first.</summary>
    EachRise,

    /// <summary>At every step at which it is true.</summary>
    WhileTrue,
}

/// <summary>
/// Pays the increment of a term against its value one step earlier; at the first step, against the reset observation.
/// Over an episode the increments telescope to the last value minus the first. On the class: of the weighted sum.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
public sealed class ProgressAttribute : Attribute;

/// <summary>
/// Pays only the increment of a term (on the class: of the weighted sum) over its highest value so far in the episode; the
/// reset observation counts.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
public sealed class BestSoFarAttribute : Attribute
{
    /// <summary>The policy observes the best so far.</summary>
    public bool Observed { get; set; }
}

/// <summary>Pays a term (on the class: the weighted sum) only at the first step of an episode at which its payment is not 0.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
public sealed class OnceAttribute : Attribute
{
    /// <summary>The policy observes whether it has been paid.</summary>
    public bool Observed { get; set; }
}

/// <summary>
/// Pays a term (on the class: the weighted sum) until the sizes of its payments in the episode add up to a cap; the last
/// payment is cut to fit.
/// </summary>
/// <param name="cap">The cap in paid units (after weight and rate), finite and at least 0.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, Inherited = false)]
public sealed class BudgetAttribute(double cap) : Attribute
{
    /// <summary>The cap in paid units.</summary>
    public double Cap { get; } = cap;

    /// <summary>The policy observes how much has been paid.</summary>
    public bool Observed { get; set; }
}

/// <summary>
/// Collects what a term, penalty or bonus pays and pays all of it at the step that ends the episode, where an outcome holds there (gated reward
/// accumulation): so many points for how it was done, if it was done at all. Each step's payment, after gate, weight, rate, once and budget, is
/// added to a sum that belongs to the episode; the step that ends it counts. The sum is paid beside the payoffs of terminations, so that no
/// <c>[Clamp]</c>, <c>[Total]</c> or limit of the class sees it; a termination that <see cref="TerminationAttribute.Replaces"/> replaces it too.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AccumulateAttribute : Attribute
{
    /// <summary>Paid at the end of every episode.</summary>
    /// <param name="atTruncation">What becomes of the sum when the episode is cut. There is no default: the outcome is not known there.</param>
    public AccumulateAttribute(ClosingRule atTruncation) => AtTruncation = atTruncation;

    /// <summary>Paid at the end of an episode in which an outcome holds.</summary>
    /// <param name="outcome">Name of the <see cref="bool"/> member that decides at the last step: <c>nameof(outcome)</c>.</param>
    /// <param name="atTruncation">
    /// What becomes of the sum when the episode is cut: <see cref="ClosingRule.EndOfTrace"/> asks the outcome as at a termination,
    /// <see cref="ClosingRule.Holds"/> pays the sum, <see cref="ClosingRule.Fails"/> pays <see cref="Else"/>, <see cref="ClosingRule.StaysOpen"/> pays
    /// nothing and forgets the sum: a trainer that bootstraps there estimates it. There is no default: the outcome is not known there.
    /// </param>
    public AccumulateAttribute(string outcome, ClosingRule atTruncation)
    {
        Outcome = outcome;
        AtTruncation = atTruncation;
    }

    /// <summary>Name of the <see cref="bool"/> member that decides, or null.</summary>
    public string? Outcome { get; }

    /// <summary>What becomes of the sum when the episode is cut.</summary>
    public ClosingRule AtTruncation { get; }

    /// <summary>What is paid instead where the outcome fails, in paid units: not weighted again. Default 0.</summary>
    public double Else { get; set; }
}

/// <summary>A constraint cost for constrained optimisers: reported in its own channel, never folded into the reward.</summary>
/// <param name="limit">The limit that the optimiser holds the cost below.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CostAttribute(double limit) : Attribute
{
    /// <summary>The limit that the optimiser holds the cost below.</summary>
    public double Limit { get; } = limit;

    /// <summary>Of what the limit is a limit.</summary>
    public CostEstimator Estimator { get; set; }
}

/// <summary>What of a cost is held below its limit.</summary>
public enum CostEstimator
{
    /// <summary>The expected discounted sum over an episode.</summary>
    DiscountedSum,

    /// <summary>The expected sum over an episode.</summary>
    EpisodeSum,

    /// <summary>The mean of a step: with an indicator cost, the rate of the event.</summary>
    StepMean,

    /// <summary>The largest value of an episode.</summary>
    EpisodeMax,
}

/// <summary>
/// What is really wanted: measured at each step and never paid; see <c>StepOutputs.Metrics</c>. On a
/// <see cref="float"/> or <see cref="bool"/> property.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MetricAttribute : Attribute
{
    /// <summary>Measured for the log only: no aim of the reward, so no rule looks for it in what is paid.</summary>
    public bool LogOnly { get; set; }
}

/// <summary>
/// Replaces the sum of the terms: the body may read <c>WeightedSum</c> (signed, weighted, gated, rate-scaled) and
/// <c>WeightTotal</c> (the sum of the weights of terms and penalties, with schedule and rate). Payoffs of terminations and
/// potentials are added after it. On one computed <see cref="float"/> property.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TotalAttribute : Attribute;

/// <summary>
/// A curriculum of weights: on a static method <c>float Name(TrainingClock clock)</c> of the spec that terms name by
/// <c>Schedule = nameof(Name)</c>. Its value multiplies their weights; the trainer sets
/// <see cref="ParameterSet.Clock"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScheduleAttribute : Attribute;

/// <summary>
/// A static method that rewards of other assemblies may call: its program is stored in the assembly's metadata and inlined
/// into theirs. Parameters and result: <see cref="float"/>, <see cref="bool"/>, vectors of System.Numerics,
/// <see cref="Vec"/> and <see cref="Mask"/> of any length.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RewardFunctionAttribute : Attribute;

/// <summary>
/// Opens or closes the terms that name it. A <see cref="bool"/> gate selects between the value and <c>Else</c>; a
/// <see cref="float"/> gate in [0, 1] multiplies, and at 0 or below it is closed.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GateAttribute : Attribute
{
    /// <summary>Gates every term and penalty, not only those that name it.</summary>
    public bool AppliesToAll { get; set; }
}

/// <summary>Changes what is paid: the value (or on the class the weighted sum) is limited to [min, max].</summary>
/// <param name="min">Lowest paid value.</param>
/// <param name="max">Highest paid value, at least <paramref name="min"/>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class ClampAttribute(double min, double max) : Attribute
{
    /// <summary>Lowest paid value.</summary>
    public double Min { get; } = min;

    /// <summary>Highest paid value.</summary>
    public double Max { get; } = max;
}

/// <summary>A claim about a raw value (or on the class, about the weighted sum): it lies in [min, max].</summary>
/// <param name="min">Lower end of the claim.</param>
/// <param name="max">Upper end of the claim, at least <paramref name="min"/>.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class BoundsAttribute(double min, double max) : Attribute
{
    /// <summary>Lower end of the claim.</summary>
    public double Min { get; } = min;

    /// <summary>Upper end of the claim.</summary>
    public double Max { get; } = max;
}
