// C08 Orbit lift: squared error without the kernel
// Source: IsaacLab (then Orbit) issue 34 (2023) — https://github.com/isaac-sim/IsaacLab/issues/34
// visible: yes
// The term for reaching the object returned the squared distance itself instead of exp(−distance²/σ), with a positive weight: farther is better.
// expect: RWD4004 at ReachingObject
// also: RWD4007 at ReachingObject (the same fact: the best is far from the goal)
// dropped: RWD1001 with the range of the workspace the square is bounded
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class SquaredErrorWithoutKernel
{
    [Signal(-2, 2, Unit = "m")] public Vector3 HandToObject { get; init; }

    [Aim(AimKind.Lower)] private float Distance => HandToObject.Length();

    [Term(2.5)] private float ReachingObject => Square(Distance);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => Distance < 0.02f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class SquaredErrorWithoutKernelFixed
{
    [Signal(-2, 2, Unit = "m")] public Vector3 HandToObject { get; init; }

    [Aim(AimKind.Lower)] private float Distance => HandToObject.Length();

    [Term(2.5), Bounds(0, 1)] private float ReachingObject => Exp(-Square(Distance) / 4f);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => Distance < 0.02f;
}
