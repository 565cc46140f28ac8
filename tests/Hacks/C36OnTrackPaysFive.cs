// C36 DeepRacer: five points per step for being on track
// Source: jasmineTG/aws_trailblazer_deepracer, a notebook — https://github.com/jasmineTG/aws_trailblazer_deepracer
// visible: yes
// Staying on track pays 500 in 100 steps, being ahead of schedule 4: crawling on the track is as good as racing.
// expect: RWD4001 at OnTrack
// expect: RWD4003 at OnTrack
// expect: RWD3003 at OnTrack
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.999, Horizon = 1500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0667)]
public sealed partial class OnTrackPaysFive
{
    /// <summary>From the centre line.</summary>
    [Signal(0, 1, Unit = "m")] public float FromCentre { get; init; }

    /// <summary>Share of the lap.</summary>
    [Signal(0, 1)] public float Lap { get; init; }

    [Signal(-30, 30, Unit = "deg", Rest = 0), Action] public float Steering { get; init; }

    [Signal(0, 1500)] public int Steps { get; init; }

    /// <summary>The wheels are on the track with 5 cm to spare.</summary>
    private bool Inside => FromCentre < 0.45f;

    /// <summary>Eight tenths of everything when steering hard.</summary>
    [Gate(AppliesToAll = true)] private float Straight => Abs(Steering) > 20f ? 0.8f : 1f;

    [Term(5)] private float OnTrack => Inside ? 1f : 0.0002f;

    /// <summary>Ahead of a lap in 300 steps, asked at every hundredth step.</summary>
    [Bonus(4, RepeatPolicy.Once)] private bool AheadAtOneThird => Steps == 100 && Lap > 0.333f;

    [Bonus(4, RepeatPolicy.Once)] private bool AheadAtTwoThirds => Steps == 200 && Lap > 0.667f;

    [Goal(Tolerance = 0.01), Bonus(4, RepeatPolicy.Once)] private bool InTime => Lap >= 1f && Steps <= 300;
}

// fixed
[RewardSpec(Discount = 0.999, Horizon = 1500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0667)]
public sealed partial class OnTrackPaysFiveFixed
{
    [Signal(0, 1, Unit = "m")] public float FromCentre { get; init; }

    [Signal(0, 1)] public float Lap { get; init; }

    [Penalty(0.01)] private float Time => 1f;

    [Term(10), BestSoFar] private float Way => Lap;

    [Goal(Tolerance = 0.01), Termination(EpisodeEnd.Success, Reward = 10)] private bool Finished => Lap >= 1f;

    [Termination(EpisodeEnd.Failure, Reward = -20)] private bool OffTrack => FromCentre >= 0.45f;
}
