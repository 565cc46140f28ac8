// H01 Incomplete problem specification
// Source: Knox et al., Artificial Intelligence 2023 (check 8) — https://arxiv.org/abs/2104.13906
// visible: yes
// Published rewards omit discount, ends of the episode, time step or units: the same reward then asks for different behaviour.
// expect: RWD9002 at class
using RewardDsl;

namespace Hacks;

[RewardSpec(Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class IncompleteContract
{
    [Signal(-5, 30)] public float ForwardSpeed { get; init; }

    [Term(1)] float Forward => ForwardSpeed;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class IncompleteContractFixed
{
    [Signal(-5, 30, Unit = "m/s")] public float ForwardSpeed { get; init; }
    [Signal] public bool Collided { get; init; }

    [Term(1)] float Forward => ForwardSpeed;
    [Termination(EpisodeEnd.Failure, Reward = -600)] bool Crash => Collided;
}
