// H02 Missing attributes
// Source: Knox et al., Artificial Intelligence 2023 (check 5) — https://arxiv.org/abs/2104.13906
// visible: partly
// Driving rewards without the energy, comfort, rules or progress that those concerned list: the trade-offs are made silently.
// expect: RWD9004 at Comfort
// expect: RWD9004 at Advance
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class MissingAttributes
{
    [Signal(-2, 2, Unit = "m")] public float LaneOffset { get; init; }
    [Signal(-8, 4, Unit = "m/s^2")] public float Acceleration { get; init; }
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Collided { get; init; }

    [Metric] float Comfort => -Abs(Acceleration);
    [Metric] float Advance => Speed;
    [Penalty(1)] float OffCentre => Abs(LaneOffset);
    [Penalty(10)] bool Collision => Collided;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class MissingAttributesFixed
{
    [Signal(-2, 2, Unit = "m")] public float LaneOffset { get; init; }
    [Signal(-8, 4, Unit = "m/s^2")] public float Acceleration { get; init; }
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Collided { get; init; }

    [Metric] float Comfort => -Abs(Acceleration);
    [Metric] float Advance => Speed;
    [Term(2)] float Fast => Speed / 30f;
    [Penalty(0.5)] float Rough => Abs(Acceleration) / 8f;
    [Penalty(1)] float OffCentre => Abs(LaneOffset) / 2f;
    [Penalty(10)] bool Collision => Collided;
}
