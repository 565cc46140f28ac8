// B07 Highway agent parks because survival pays 0.66
// Source: HighwayEnv issue 312 (2022) — https://github.com/Farama-Foundation/HighwayEnv/issues/312
// visible: yes
// The sum −1·crash + 0.4·speed + 0.1·lane is mapped from [−1, 0.5] to [0, 1]: doing nothing safely is worth two thirds of the maximum,
// and with continuous actions the car slows down or parks.
// expect: RWD3003 at Normalised
// dropped: RWD3004 parked, the lane still pays and the best is not reached
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.95, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class HighwayParks
{
    [Signal] public bool Crashed { get; init; }

    /// <summary>Share of the way to the rightmost lane.</summary>
    [Signal(0, 1)] public float Lane { get; init; }

    [Signal(-40, 40, Unit = "m/s", Rest = 0)] public float ForwardSpeed { get; init; }

    [Penalty(1)] private bool Collision => Crashed;

    [Term(0.4), Bounds(0, 1)] private float HighSpeed => Saturate((ForwardSpeed - 20f) / 10f);

    [Term(0.1)] private float RightLane => Lane;

    [Total] private float Normalised => (WeightedSum + 1f) / 1.5f;

    [Goal(Tolerance = 1)] private bool Driving => ForwardSpeed > 25f;

    [Termination(EpisodeEnd.Failure)] private bool Crash => Crashed;
}

// fixed
[RewardSpec(Discount = 0.95, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class HighwayParksFixed
{
    [Signal] public bool Crashed { get; init; }

    [Signal(0, 1)] public float Lane { get; init; }

    [Signal(-40, 40, Unit = "m/s", Rest = 0)] public float ForwardSpeed { get; init; }

    [Term(0.4), Bounds(0, 1)] private float HighSpeed => Saturate(ForwardSpeed / 30f);

    [Term(0.1)] private float RightLane => Lane * Saturate(ForwardSpeed / 30f);

    [Goal(Tolerance = 1)] private bool Driving => ForwardSpeed > 25f;

    [Termination(EpisodeEnd.Failure, Reward = -10)] private bool Crash => Crashed;
}
