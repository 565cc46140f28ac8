using System;

namespace RewardDsl;

/// <summary>
/// Marks a <c>partial</c> class or record as a reward: one instance is one environment at one step. The generator adds
/// the batched evaluator of exactly that meaning.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RewardSpecAttribute : Attribute
{
    /// <summary>Discount factor γ per step, in [0, 1]. Needed by <see cref="PotentialAttribute"/>. Default 1.</summary>
    public double Discount { get; set; } = 1;

    /// <summary>Length of an episode in steps, at least 1. Unset: no fixed length.</summary>
    public int Horizon { get; set; }

    /// <summary>What reaching <see cref="Horizon"/> means. Required with a horizon.</summary>
    public TimeLimitKind TimeLimit { get; set; }

    /// <summary>Duration of one step in seconds, above 0. Needed by <c>Step.Seconds</c> and <see cref="PayRate.PerSecond"/>.</summary>
    public double StepSeconds { get; set; }

    /// <summary>How the terms are paid unless they say otherwise. Default: per step.</summary>
    public PayRate Rate { get; set; } = PayRate.PerStep;

    /// <summary>Who consumes the reward: decides which transformations of it are visible to the optimiser.</summary>
    public RewardConsumer Consumer { get; set; }

    /// <summary>What is paid when the total is not a finite number.</summary>
    public NonFinitePolicy NonFinite { get; set; }

    /// <summary>
    /// Also generate the derivatives of the total with respect to every float signal, for learning through the reward: the call
    /// <c>Evaluator.Gradient</c> and its <c>Gradients</c>. What is carried from earlier steps and the parameters count as constants. Where the total has a
    /// kink the derivative is that of the piece whose value is taken: at a tie of a smallest or largest the first, |x| and max(x, 0) have 0 at 0, a clamp 1 on its
    /// bounds, a closed gate 0 whatever is behind it. Default: no.
    /// </summary>
    public bool Gradient { get; set; }
}

/// <summary>Who consumes a reward.</summary>
public enum RewardConsumer
{
    /// <summary>Reinforcement learning on each step's reward: a constant or a scale changes what is learned.</summary>
    StepwiseRl,

    /// <summary>Comparison within a group of answers to one prompt: a constant and (when normalised) a scale are invisible.</summary>
    GroupRelative,

    /// <summary>Pairwise preference: only the order counts.</summary>
    Pairwise,

    /// <summary>Selection by a threshold or the best of n: only the order counts.</summary>
    Filter,

    /// <summary>A constrained optimiser that holds costs below their limits.</summary>
    ConstraintOptimizer,
}

/// <summary>What is paid when the total is not a finite number. Either way the step is counted in <see cref="StepSummary.NonFinite"/>.</summary>
public enum NonFinitePolicy
{
    /// <summary>The value itself, so that it is seen.</summary>
    Propagate,

    /// <summary>The lower end of the class's <see cref="ClampAttribute"/> or <see cref="BoundsAttribute"/>, which must be finite.</summary>
    ToLowerBound,
}

/// <summary>
/// Changes a weight of the base spec in a derived one: on a <see cref="RewardSpecAttribute"/> class whose base class is a
/// spec. Weight 0 switches the term off.
/// </summary>
/// <param name="term">The term, penalty, bonus or potential: <c>nameof(Term)</c>.</param>
/// <param name="weight">Its weight in this spec, finite; at least 0 but for bonuses.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReweightAttribute(string term, double weight) : Attribute
{
    /// <summary>The member.</summary>
    public string Term { get; } = term;

    /// <summary>Its weight in this spec.</summary>
    public double Weight { get; } = weight;
}

/// <summary>What reaching the horizon means for the value function.</summary>
public enum TimeLimitKind
{
    /// <summary>The episode is cut: the value of the final state is bootstrapped and its potential is kept.</summary>
    Truncates,

    /// <summary>The episode is over: the final state has no value, its potential is 0.</summary>
    Terminates,
}

/// <summary>The unit in which a term's weight is paid.</summary>
public enum PayRate
{
    /// <summary>The weight is paid at each step.</summary>
    PerStep,

    /// <summary>The weight is paid per second: multiplied by <see cref="RewardSpecAttribute.StepSeconds"/> at each step.</summary>
    PerSecond,
}
