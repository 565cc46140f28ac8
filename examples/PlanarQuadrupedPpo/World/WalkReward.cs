using RewardDsl;
using static RewardDsl.RewardMath;

namespace PlanarQuadrupedPpo.World;

/// <summary>Walk forward at the commanded speed, upright, gently, on lifted feet, and do not fall. One instance is one robot at one step.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class WalkReward
{
    public const float SlowestCommand = 0.3f;
    public const float FastestCommand = 1f;
    public const float TorqueLimit = 30f;

    /// <summary>Wanted speed of the torso along the ground; constant during an episode.</summary>
    [Signal(SlowestCommand, FastestCommand, Unit = "m/s")]                             public float Command { get; init; }
    [Signal(-5, 5, TypicalMin = -0.5, TypicalMax = 1.5, Unit = "m/s", Rest = 0)]       public float ForwardVelocity { get; init; }
    [Signal(-5, 5, TypicalMin = -0.5, TypicalMax = 0.5, Unit = "m/s", Rest = 0)]       public float VerticalVelocity { get; init; }
    [Signal(-3.15, 3.15, TypicalMin = -0.5, TypicalMax = 0.5, Unit = "rad", Rest = 0)] public float Pitch { get; init; }
    [Signal(-20, 20, TypicalMin = -3, TypicalMax = 3, Unit = "rad/s", Rest = 0)]       public float PitchRate { get; init; }

    /// <summary>Height above the ground of what must not touch it: the lowest of the knees and the underside's ends.</summary>
    [Signal(-0.3, 0.6, Unit = "m")]                                                    public float Clearance { get; init; }

    [Signal(-TorqueLimit, TorqueLimit, Axis = typeof(Joint), Unit = "N*m")]            public Vec JointTorque { get; init; }
    [Signal(-1, 1, Axis = typeof(Joint)), Action]                                      public Vec Action { get; init; }
    [Signal(Axis = typeof(Foot))]                                                      public Mask InContact { get; init; }

    /// <summary>How long each foot has been in the air. A swing longer than 0.3 s is worth no more: a foot must not be held up.</summary>
    [State(0)] Vec AirTime => Where(InContact, 0f, Min(Previous.AirTime + Step.Seconds, 0.3f));

    [Term(2.0), Bounds(0, 1)]          float TrackSpeed => Exp(-Square((Command - ForwardVelocity) / 0.25f));
    [Penalty(0.5)]                     float Tilt => Square(Pitch / 0.3f);
    [Penalty(0.05)]                    float PitchRateL2 => Square(PitchRate);
    [Penalty(0.5)]                     float VerticalVelocityL2 => Square(VerticalVelocity);
    [Penalty(2e-4)]                    float Torque => SumSquares(JointTorque);
    [Penalty(0.05)]                    float ActionRate => SumSquares(Action - Previous.Action);
    [Term(1.0)]                        float FeetAirTime => Sum(Where(InContact & !Previous.InContact, Previous.AirTime - 0.15f, 0f));

    [Termination(EpisodeEnd.Failure, Reward = -5)] bool Fallen => Clearance < 0f;
    [Termination(EpisodeEnd.Failure, Reward = -5)] bool Tipped => Abs(Pitch) > 1f;

    [Goal(Kind = GoalKind.Survive)]    bool Walking => !Fallen && !Tipped && Abs(Command - ForwardVelocity) < 0.2f;

    [Metric(LogOnly = true)]           float SpeedError => Abs(Command - ForwardVelocity);
}
