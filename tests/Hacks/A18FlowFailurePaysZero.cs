// A18 Flow proxy reward returns 0 on failure while running is negative
// Source: aypan17/reward-misspecification, flow/envs/reward_wrapper.py and core/rewards.py — https://github.com/aypan17/reward-misspecification
// visible: yes
// Every term is a cost and a failed step pays 0: the failed step is the best possible step.
// expect: RWD1008 at Reward
// expect: RWD1008 at Slowness
// expect: RWD3001 at Crash
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.999, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class FlowFailurePaysZero
{
    [Signal(0, 30, Length = 14, Unit = "m/s")] public Vec Velocity { get; init; }

    [Signal(-5, 5, Length = 14, Unit = "m/s^2")] public Vec Acceleration { get; init; }

    [Signal] public bool Crashed { get; init; }

    [Penalty(1)] private float Slowness => Mean(1f / (Velocity + 0.001f));

    [Penalty(0.1)] private float Braking => Mean(Abs(Acceleration));

    [Total] private float Reward => Crash ? 0f : WeightedSum;

    [Termination(EpisodeEnd.Failure)] private bool Crash => Crashed;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.5)] private bool Flowing => Min(Velocity) > 9f;
}

// fixed
[RewardSpec(Discount = 0.999, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class FlowFailurePaysZeroFixed
{
    [Signal(0, 30, Length = 14, Unit = "m/s")] public Vec Velocity { get; init; }

    [Signal(-5, 5, Length = 14, Unit = "m/s^2")] public Vec Acceleration { get; init; }

    [Signal] public bool Crashed { get; init; }

    /// <summary>The pace over the wanted one, at least 0, so that an early end costs what is still to come.</summary>
    [Term(1)] private float Pace => Mean(Velocity) / 30f;

    [Penalty(0.01)] private float Braking => Mean(Abs(Acceleration));

    [Termination(EpisodeEnd.Failure, Reward = -100)] private bool Crash => Crashed;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.5)] private bool Flowing => Min(Velocity) > 9f;
}
