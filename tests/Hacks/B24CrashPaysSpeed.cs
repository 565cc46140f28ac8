// B24 Crash reward grows with speed
// Source: masato-ka/airc-rl-agent issue 46 (2022) — https://github.com/masato-ka/airc-rl-agent/issues/46
// visible: yes
// At the crash the speed is added where the sibling path subtracts it: the faster the impact, the better the last reward.
// expect: RWD4004 at Impact
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class CrashPaysSpeed
{
    [Signal(0, 18, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Signal] public bool OffTrack { get; init; }

    [Aim(AimKind.Lower)] private float ImpactSpeed => OffTrack ? Speed : 0f;

    [Term(1)] private float Drive => OffTrack ? 0f : Speed / 18f;

    [Term(5)] private float Impact => ImpactSpeed / 18f;

    [Goal(Kind = GoalKind.Survive)] private bool OnTrack => !OffTrack;

    [Termination(EpisodeEnd.Failure, Reward = -10)] private bool Crash => OffTrack;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class CrashPaysSpeedFixed
{
    [Signal(0, 18, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Signal] public bool OffTrack { get; init; }

    [Aim(AimKind.Lower)] private float ImpactSpeed => OffTrack ? Speed : 0f;

    [Term(1)] private float Drive => OffTrack ? 0f : Speed / 18f;

    [Penalty(5)] private float Impact => ImpactSpeed / 18f;

    [Goal(Kind = GoalKind.Survive)] private bool OnTrack => !OffTrack;

    [Termination(EpisodeEnd.Failure, Reward = -10)] private bool Crash => OffTrack;
}
