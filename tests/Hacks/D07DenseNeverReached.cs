// D07 Hover env ignores the dense reward flag
// Source: PyFlyt pull request 6 (2023) — https://github.com/jjshoots/PyFlyt/pull/6
// visible: yes
// The dense distance reward sits in a branch that is not reached when sparse is false: who asks for dense rewards gets sparse ones.
// expect: RWD5001 at Dense
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 400, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.025)]
public sealed partial class DenseNeverReached
{
    const bool Sparse = false;

    [Signal(0, 5, Unit = "m")] public float ToTarget { get; init; }

    [Gate] bool Dense => Sparse && !Sparse;
    [Penalty(1, Gate = nameof(Dense))] float Distance => ToTarget;
    [Goal, Termination(EpisodeEnd.Success, Reward = 100)] bool Reached => ToTarget < 0.1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 400, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.025)]
public sealed partial class DenseNeverReachedFixed
{
    [Signal(0, 5, Unit = "m")] public float ToTarget { get; init; }

    [Penalty(1)] float Distance => ToTarget;
    [Goal, Termination(EpisodeEnd.Success, Reward = 100)] bool Reached => ToTarget < 0.1f;
}
