// D09 Redundant attribute: progress counted three times
// Source: Knox et al., Artificial Intelligence 2023 (redundant attributes) — https://arxiv.org/abs/2104.13906
// visible: yes
// Three positive terms rise with the forward velocity: the weight of progress is their sum, and tuning one of them does not do what
// its name says.
// expect: RWD4005 at SpeedShare
// expect: RWD4005 Warning at Approach
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class CountedThreeTimes
{
    [Signal(-5, 30, Unit = "m/s")] public float ForwardSpeed { get; init; }
    [Signal(0, 3000, Unit = "m", MaxStep = 3)] public float ToDestination { get; init; }

    // The way is straight: what the car drives is what the distance loses.
    [Assume] bool Straight => Abs(Previous.ToDestination - ToDestination - (ForwardSpeed * 0.1f)) < 0.01f;

    [Term(1)] float Speed => ForwardSpeed;
    [Term(0.5)] float SpeedShare => ForwardSpeed / 30f;
    [Penalty(10), Progress] float Approach => ToDestination;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class CountedThreeTimesFixed
{
    [Signal(0, 3000, Unit = "m", MaxStep = 3)] public float ToDestination { get; init; }

    [Penalty(10), Progress] float Approach => ToDestination;
    [Goal, Termination(EpisodeEnd.Success, Reward = 100)] bool Arrived => ToDestination < 5f;
}
