// A22 Lane-centring and steering heuristics shape unsafely
// Source: Knox et al., AIJ 2023 (check 1: unsafe reward shaping) — https://ar5iv.labs.arxiv.org/html/2104.13906
// visible: partly
// How to drive is advice, but it is paid as a level, so it becomes part of the objective: overtaking and avoiding obstacles are taxed although
// nobody cares for the centre of the lane as such.
// expect: RWD2004 at OffCentre
// expect: RWD2004 at HardSteering
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class LaneAdviceAsObjective
{
    [Signal(-2, 2, Unit = "m")] public float LaneOffset { get; init; }

    [Signal(-1, 1, Rest = 0), Action] public float Steering { get; init; }

    [Signal(0, 1000, Unit = "m")] public float ToGoal { get; init; }

    [Signal] public bool Collided { get; init; }

    [Metric] private bool Collision => Collided;

    [Penalty(0.01)] private float TripTime => 1f;

    [Potential(0.1)] private float Near => -ToGoal;

    [Penalty(0.1, Role = TermRole.Shaping)] private float OffCentre => Abs(LaneOffset);

    [Penalty(0.1, Role = TermRole.Shaping)] private float HardSteering => Abs(Steering);

    [Goal(Tolerance = 1), Termination(EpisodeEnd.Success, Reward = 100)] private bool Arrived => ToGoal < 5f;

    [Termination(EpisodeEnd.Failure, Reward = -100)] private bool Crash => Collided;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class LaneAdviceAsObjectiveFixed
{
    [Signal(-2, 2, Unit = "m")] public float LaneOffset { get; init; }

    [Signal(0, 1000, Unit = "m")] public float ToGoal { get; init; }

    [Signal] public bool Collided { get; init; }

    [Metric] private bool Collision => Collided;

    [Penalty(0.01)] private float TripTime => 1f;

    [Potential(0.1)] private float Near => -ToGoal;

    [Potential(0.1)] private float Centred => -Abs(LaneOffset);

    [Goal(Tolerance = 1), Termination(EpisodeEnd.Success, Reward = 100)] private bool Arrived => ToGoal < 5f;

    [Termination(EpisodeEnd.Failure, Reward = -100)] private bool Crash => Collided;
}
