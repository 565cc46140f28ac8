// C02 CausalWorld adds goal distance to the reward
// Source: rr-learning/CausalWorld issue 79 (2020) — https://github.com/rr-learning/CausalWorld/issues/79
// visible: yes
// The distance to the goal is added with a positive coefficient: farther is better.
// expect: RWD4004 at Distance
// also: RWD4007 at Distance (the same fact: the best is far from the goal)
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.04)]
public sealed partial class AddsGoalDistance
{
    [Signal(0, 2, Unit = "m"), Aim(AimKind.Lower)] public float GoalDistance { get; init; }

    [Term(1)] private float Distance => GoalDistance;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => GoalDistance < 0.02f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.04)]
public sealed partial class AddsGoalDistanceFixed
{
    [Signal(0, 2, Unit = "m"), Aim(AimKind.Lower)] public float GoalDistance { get; init; }

    [Penalty(1)] private float Distance => GoalDistance;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => GoalDistance < 0.02f;
}
