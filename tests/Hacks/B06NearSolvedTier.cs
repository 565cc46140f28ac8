// B06 Adroit 'sparse' hands farm the near-solved tier
// Source: Gymnasium-Robotics pull request 101 (2023) — https://github.com/Farama-Foundation/Gymnasium-Robotics/pull/101
// visible: yes
// A small reward at each step for almost solved and a larger one for solved: agents park in the almost solved configuration. The sizes are
// 0.1 and 1, which keep the order of the pull request's words.
// unseen: solved pays ten times as much at each step, so parking loses; what keeps agents there is the risk of the last part, which nothing declares
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.04)]
public sealed partial class NearSolvedTier
{
    /// <summary>Hinge of the door.</summary>
    [Signal(0, 1.57, Unit = "rad", Rest = 0)] public float DoorAngle { get; init; }

    [Term(0.1)] private bool NearSolved => DoorAngle > 1f;

    [Term(1)] private bool Solved => DoorAngle > 1.35f;

    [Goal(Tolerance = 0.05)] private bool Open => DoorAngle > 1.35f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.04)]
public sealed partial class NearSolvedTierFixed
{
    [Signal(0, 1.57, Unit = "rad", Rest = 0)] public float DoorAngle { get; init; }

    [Term(1)] private bool Solved => DoorAngle > 1.35f;

    [Goal(Tolerance = 0.05)] private bool Open => DoorAngle > 1.35f;
}
