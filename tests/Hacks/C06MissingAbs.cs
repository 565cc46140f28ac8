// C06 DonkeyCar: missing abs and parentheses
// Source: tawnkramer/gym-donkeycar pull request 19 (2020) — https://github.com/tawnkramer/gym-donkeycar/pull/19
// visible: yes
// The cross-track error is signed: left of the line the penalty is a bonus that grows with speed, right of it speed is punished.
// expect: RWD4007 at Drive
// dropped: RWD4006 the speed is never negative here, so the factors are never negative together
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class MissingAbs
{
    [Signal(-8, 8, Unit = "m"), Aim(Target = 0)] public float CrossTrackError { get; init; }

    [Signal(0, 30, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Term(1)] private float Drive => 1f - (CrossTrackError / 8f * Speed);

    [Termination(EpisodeEnd.Failure)] private bool OffTrack => Abs(CrossTrackError) >= 8f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class MissingAbsFixed
{
    [Signal(-8, 8, Unit = "m"), Aim(Target = 0)] public float CrossTrackError { get; init; }

    [Signal(0, 30, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Term(1)] private float Drive => (1f - (Abs(CrossTrackError) / 8f)) * Speed;

    [Termination(EpisodeEnd.Failure)] private bool OffTrack => Abs(CrossTrackError) >= 8f;
}
