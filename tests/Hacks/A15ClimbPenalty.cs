// A15 Drone climb penalised on the way up
// Source: learnsyslab/gym-pybullet-drones pull request 317 (2026) — https://github.com/learnsyslab/gym-pybullet-drones/pull/317
// visible: partly
// The drone starts on the ground and must hover at 1 m, and every climb costs, also the one that closes the gap.
// unseen: that climbing is the way to the height is knowledge of the dynamics; the sum itself still falls with the gap
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 240, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0333)]
public sealed partial class ClimbPenalty
{
    [Signal(-3, 3, Unit = "m/s", Rest = 0)] public float ClimbRate { get; init; }

    /// <summary>On the ground without thrust.</summary>
    [Signal(0, 2, Unit = "m", Rest = 0)] public float Height { get; init; }

    [Penalty(1)] private float Climb => Square(ClimbRate);

    [Penalty(1)] private float Gap => Abs(Height - 1f);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.02)] private bool AtHeight => Abs(Height - 1f) < 0.05f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 240, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0333)]
public sealed partial class ClimbPenaltyFixed
{
    [Signal(-3, 3, Unit = "m/s", Rest = 0)] public float ClimbRate { get; init; }

    [Signal(0, 2, Unit = "m", Rest = 0)] public float Height { get; init; }

    /// <summary>Climbing counts by its direction: toward the height it pays, away from it it costs.</summary>
    [Term(0.1)] private float Approach => Clamp((1f - Height) * ClimbRate, -1f, 1f);

    [Penalty(1)] private float Gap => Abs(Height - 1f);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.02)] private bool AtHeight => Abs(Height - 1f) < 0.05f;
}
