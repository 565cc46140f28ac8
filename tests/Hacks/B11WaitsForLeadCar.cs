// B11 minidriver waits for the lead car to disappear
// Source: daulet/minidriver README — https://github.com/daulet/minidriver
// visible: partly
// Reaching the goal pays, leaving the lane and colliding cost, standing is free: the car waits until the traffic is gone. The author added
// a small cost of standing.
// expect: RWD3004 at OffLane
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class WaitsForLeadCar
{
    [Signal(0, 30, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Signal(0, 200, Unit = "m", Rest = 200)] public float ToGoal { get; init; }

    [Signal] public bool BetweenLanes { get; init; }

    [Signal] public bool Collided { get; init; }

    [Penalty(1)] private bool OffLane => BetweenLanes && Speed > 0f;

    [Goal(Tolerance = 0.5), Termination(EpisodeEnd.Success, Reward = 1)] private bool Reached => ToGoal < 1f;

    [Termination(EpisodeEnd.Failure, Reward = -1)] private bool Collision => Collided;

    [Scenario(ScenarioKind.Idle, Steps = 500)] private static WaitsForLeadCar Waiting => new();
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class WaitsForLeadCarFixed
{
    [Signal(0, 30, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Signal(0, 200, Unit = "m", Rest = 200)] public float ToGoal { get; init; }

    [Signal] public bool BetweenLanes { get; init; }

    [Signal] public bool Collided { get; init; }

    [Penalty(1)] private bool OffLane => BetweenLanes && Speed > 0f;

    [Penalty(0.01)] private float Time => 1f;

    [Potential(0.01)] private float Near => -ToGoal;

    [Goal(Tolerance = 0.5), Termination(EpisodeEnd.Success, Reward = 1)] private bool Reached => ToGoal < 1f;

    [Termination(EpisodeEnd.Failure, Reward = -5)] private bool Collision => Collided;

    [Scenario(ScenarioKind.Idle, Steps = 500)] private static WaitsForLeadCarFixed Waiting => new();
}
