// A14 Potential of failure sink left at a wrong value
// Source: whitemech/temprl pull request 12 (2019) — https://github.com/whitemech/temprl/pull/12
// visible: partly
// The potential of an automaton's rejecting state was left at the best value, so that losing the task for good was paid like a step toward it.
// The automaton of "first a, then b, never c" is written out as states here.
// dropped: RWD2003 the potential is the same at both ends
// dropped: RWD6004 the automaton is written out as states here; potentials over those of formulas and machines are generated
// unseen: which of the states written by hand can no longer reach the goal is not decided
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class SinkPotential
{
    [Signal] public bool A { get; init; }

    [Signal] public bool B { get; init; }

    [Signal] public bool C { get; init; }

    [State(false, Observed = true)] private bool SeenA => Previous.SeenA || A;

    [State(false, Observed = true)] private bool SeenB => Previous.SeenB || (Previous.SeenA && B);

    /// <summary>The number of letters that have come; in the sink as many as when accepted.</summary>
    private float Phi => C || SeenB ? 2f : SeenA ? 1f : 0f;

    [Term(1)] private float Shaped => (0.99f * Phi) - Previous.Phi;

    [Goal, Termination(EpisodeEnd.Success, Reward = 10)] private bool Accepted => SeenB && !C;

    [Termination(EpisodeEnd.Failure)] private bool Rejected => C;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class SinkPotentialFixed
{
    [Signal] public bool A { get; init; }

    [Signal] public bool B { get; init; }

    [Signal] public bool C { get; init; }

    [State(false, Observed = true)] private bool SeenA => Previous.SeenA || A;

    [State(false, Observed = true)] private bool SeenB => Previous.SeenB || (Previous.SeenA && B);

    [Potential(1)] private float Phi => SeenB ? 2f : SeenA ? 1f : 0f;

    [Goal, Termination(EpisodeEnd.Success, Reward = 10)] private bool Accepted => SeenB && !C;

    [Termination(EpisodeEnd.Failure)] private bool Rejected => C;
}
