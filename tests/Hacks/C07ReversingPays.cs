// C07 DonkeyCar: reversing off-track is rewarded
// Source: tawnkramer/gym-donkeycar, donkey_sim.py (a comment on exploits) — https://github.com/tawnkramer/gym-donkeycar
// visible: yes
// Beyond the limit the first factor is negative, in reverse the second one too: driving backwards away from the track pays.
// expect: RWD4006 at Drive
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class ReversingPays
{
    [Signal(-8, 8, Unit = "m")] public float CrossTrackError { get; init; }

    [Signal(-10, 30, Unit = "m/s", Rest = 0)] public float Velocity { get; init; }

    [Term(1)] private float Drive => (1f - (Abs(CrossTrackError) / 4f)) * Velocity;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class ReversingPaysFixed
{
    [Signal(-8, 8, Unit = "m")] public float CrossTrackError { get; init; }

    [Signal(-10, 30, Unit = "m/s", Rest = 0)] public float Velocity { get; init; }

    /// <summary>As the environment was mended: in reverse only the velocity counts.</summary>
    [Term(1)] private float Drive => Velocity > 0f ? (1f - (Abs(CrossTrackError) / 4f)) * Velocity : Velocity;
}
