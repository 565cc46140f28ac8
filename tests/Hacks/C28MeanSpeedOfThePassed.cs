// C28 Traffic merge: mean velocity instead of mean commute
// Source: Pan et al., ICLR 2022 — https://arxiv.org/abs/2201.03544
// visible: partly
// The mean speed of the vehicles on the road stands in for the mean trip: the car stops on the ramp, so that those behind it never count and the others drive fast.
// expect: RWD4009 at Flow
// expect: RWD9004 at TripTime
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.999, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.2)]
public sealed partial class MeanSpeedOfThePassed
{
    [Signal(0, 30, Length = 60, Unit = "m/s")] public Vec Speed { get; init; }

    /// <summary>Which vehicles have entered: a car that blocks the ramp keeps the others out.</summary>
    [Signal(Length = 60, AgentSized = true)] public Mask OnRoad { get; init; }

    [Signal(0, 600, Unit = "s")] public float MeanTrip { get; init; }

    [Term(1)] private float Flow => Mean(Speed, OnRoad, 0f);

    [Metric] private float TripTime => MeanTrip;
}

// fixed
[RewardSpec(Discount = 0.999, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.2)]
public sealed partial class MeanSpeedOfThePassedFixed
{
    [Signal(0, 600, Unit = "s")] public float MeanTrip { get; init; }

    [Penalty(0.01)] private float Delay => MeanTrip;

    [Metric] private float TripTime => MeanTrip;
}
