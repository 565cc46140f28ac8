// D07 Hover env ignores the dense reward flag
// Source: PyFlyt pull request 6 (2023) — https://github.com/jjshoots/PyFlyt/pull/6
// visible: yes
// The dense cost of the distance sits in a branch that is not reached when sparse is false: who asks for dense rewards gets sparse ones.
// expect: RWD5001 at Dense
using System.Numerics;
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 400, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.025)]
public sealed partial class DenseNeverReached
{
    const bool Sparse = false;

    [Signal(-3, 3, Unit = "m")] public Vector3 FromHoverPoint { get; init; }
    [Signal(-3.15, 3.15, Unit = "rad")] public Vector2 RollAndPitch { get; init; }
    [Signal] public bool Collided { get; init; }

    [Gate] bool Dense => Sparse && !Sparse;
    [Penalty(0.1)] float Time => 1f;
    [Penalty(1, Gate = nameof(Dense))] float Distance => FromHoverPoint.Length();
    [Penalty(1, Gate = nameof(Dense))] float Tilt => RollAndPitch.Length();
    [Termination(EpisodeEnd.Failure, Reward = -100)] bool Crash => Collided || FromHoverPoint.Length() > 3f;
    [Goal(Kind = GoalKind.Survive)] bool Flying => !Crash;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 400, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.025)]
public sealed partial class DenseNeverReachedFixed
{
    const bool Sparse = false;

    [Signal(-3, 3, Unit = "m")] public Vector3 FromHoverPoint { get; init; }
    [Signal(-3.15, 3.15, Unit = "rad")] public Vector2 RollAndPitch { get; init; }
    [Signal] public bool Collided { get; init; }

    [Penalty(0.1)] float Distance => Sparse ? 0f : FromHoverPoint.Length();
    [Penalty(0.1)] float Tilt => Sparse ? 0f : RollAndPitch.Length();
    [Termination(EpisodeEnd.Failure, Reward = -100)] bool Crash => Collided || FromHoverPoint.Length() > 3f;
    [Goal(Kind = GoalKind.Survive)] bool Flying => !Crash;
}
