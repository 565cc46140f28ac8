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
