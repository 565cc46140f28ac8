using System;

namespace RewardDsl;

/// <summary>
/// A named state of the environment: a static property of the spec's own type that is a <c>new() { … }</c> of constants, or a
/// <c>with</c> of another scenario. It is evaluated at compile time: the episode is reset on the state, which is then held for
/// <see cref="Steps"/> steps, or until a termination. <c>Previous</c> and <c>Initial</c> are the state itself, actions included.
/// Members left out take the <see cref="SignalAttribute.Rest"/> of their signal, else 0 (false, absent, no rotation), which must
/// lie in their range. Kernels know nothing of it.
/// </summary>
/// <param name="kind">What the state stands for.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ScenarioAttribute(ScenarioKind kind) : Attribute
{
    /// <summary>What the state stands for.</summary>
    public ScenarioKind Kind { get; } = kind;

    /// <summary>Steps for which it is held, at least 1 and with those before it no more than the horizon. Default 1.</summary>
    public int Steps { get; set; } = 1;

    /// <summary>
    /// Name of the scenario that comes before it in the episode, <c>nameof(scenario)</c>: that one is held for its own steps
    /// first, and the return counts from its start. Default: the episode starts here.
    /// </summary>
    public string? After { get; set; }
}

/// <summary>What a scenario stands for. Rules about the start of an episode, idling or success read the scenarios of that kind.</summary>
public enum ScenarioKind
{
    /// <summary>Nothing that a rule knows: only preferences read it.</summary>
    Custom,

    /// <summary>The agent does nothing, for as long as it likes.</summary>
    Idle,

    /// <summary>How episodes start, or what a policy does before it has learned.</summary>
    Start,

    /// <summary>What a good policy usually meets.</summary>
    Typical,

    /// <summary>The task is achieved.</summary>
    Success,

    /// <summary>The task is lost.</summary>
    Failure,

    /// <summary>A known way to be paid without doing the task.</summary>
    Exploit,
}

/// <summary>
/// A claim about the reward that is checked at compile time: the discounted return of one scenario is above that of another.
/// What counts is the objective: terms, penalties, bonuses and the payoffs of terminations, without potential-based shaping,
/// which changes no preference.
/// </summary>
/// <param name="preferred">The scenario that must return more: <c>nameof(scenario)</c>.</param>
/// <param name="over">The scenario that must return less: <c>nameof(scenario)</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PreferAttribute(string preferred, string over) : Attribute
{
    /// <summary>The scenario that must return more.</summary>
    public string Preferred { get; } = preferred;

    /// <summary>The scenario that must return less.</summary>
    public string Over { get; } = over;
}
