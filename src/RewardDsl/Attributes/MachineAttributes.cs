using System;

namespace RewardDsl;

/// <summary>
/// A reward machine: on a <c>partial</c> property of an enum type without a body, <c>public partial TaskState Task { get; }</c>, which the generator
/// writes. The enum's members are the states, numbered from 0. The property is the state after the step's transition, <c>Previous.Task</c> the one
/// before. Where no transition holds the state stays and nothing is paid. What the transitions pay is a column named like the property, added after
/// the weighted sum as the payoffs of terminations are.
/// </summary>
/// <param name="start">The state in which an episode starts, a member of the enum.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RewardMachineAttribute(object start) : Attribute
{
    /// <summary>The state in which an episode starts.</summary>
    public object Start { get; } = start;

    /// <summary>The states in which the task is over: they are never left and pay nothing more.</summary>
    public object[]? Final { get; set; }

    /// <summary>The step that reaches a final state terminates the episode, as a success. Where some are failures, write terminations that read the state.</summary>
    public bool EndsEpisode { get; set; }

    /// <summary>Multiplies what the transitions pay; at least 0, tunable at run time.</summary>
    public double Weight { get; set; } = 1;

    /// <summary>
    /// Weight of a potential over the states: what each is worth to one who chooses what happens, with the discount of the spec (Toro Icarte and others,
    /// 2022). It shapes without changing what is optimal. 0: none.
    /// </summary>
    public double Shaping { get; set; }

    /// <summary>The policy observes the state: the column of <see cref="StepOutputs.Automata"/> that is named like the property.</summary>
    public bool Observed { get; set; }
}

/// <summary>
/// A transition of the <see cref="RewardMachineAttribute"/> that it stands beside. Of several of one state the first that holds is taken; two that can
/// hold at once must do the same.
/// </summary>
/// <param name="from">The state that it leaves, a member of the enum.</param>
/// <param name="to">The state that it leads to.</param>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class TransitionAttribute(object from, object to) : Attribute
{
    /// <summary>The state that it leaves.</summary>
    public object From { get; } = from;

    /// <summary>The state that it leads to.</summary>
    public object To { get; } = to;

    /// <summary>
    /// When it is taken: the name of a <see cref="bool"/> member, or a formula over such members with <c>! &amp; | -> &lt;-></c>, such as
    /// <c>"AtOffice &amp; !AtDecoration"</c>. Left out: at each step. A member may read the machine only as <c>Previous.Task</c>.
    /// </summary>
    public string? When { get; set; }

    /// <summary>What taking it pays, at weight 1.</summary>
    public double Reward { get; set; }
}
