using RewardDsl;
using static RewardDsl.RewardMath;

namespace CartPole;

/// <summary>Keep the pole upright near the middle of the track, gently. One instance is one cart at one step.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class CartPoleReward
{
    public const float MaxForce = 10f;
    private const float TrackEnd = 2.4f;
    private const float FallAngle = 0.20944f; // 12 degrees

    [Signal(-3, 3, Unit = "m")]                           public float Position { get; init; }
    [Signal(-0.5, 0.5, Unit = "rad")]                     public float Angle { get; init; }
    [Signal(-MaxForce, MaxForce, Unit = "N"), Action]     public float Force { get; init; }

    [Term(1.0), Bounds(0, 1)]                             float KeepUpright => Exp(-Square(Angle / 0.1f));
    [Term(0.5, Gate = nameof(Upright)), Bounds(0, 1)]     float StayCentred => Exp(-Square(Position / 0.5f));
    [Penalty(0.05), Bounds(0, 1)]                         float Effort => Square(Force / MaxForce);
    [Penalty(0.05), Bounds(0, 4)]                         float Jerk => Square((Force - Previous.Force) / MaxForce);

    // A centred cart is worth nothing under a falling pole.
    [Gate]                                                bool Upright => Abs(Angle) < 0.5f * FallAngle;

    // Only the state's worth: the generator pays its discounted difference, which cannot be farmed.
    [Potential(1.0)]                                      float Balance => 1f - Square(Angle / FallAngle);

    [Termination(EpisodeEnd.Failure, Reward = -10)]       bool Fallen => Abs(Angle) > FallAngle;
    [Termination(EpisodeEnd.Failure, Reward = -10)]       bool OffTrack => Abs(Position) > TrackEnd;
    [Goal(Kind = GoalKind.Survive)]                       bool Balanced => !Fallen && !OffTrack;
}
