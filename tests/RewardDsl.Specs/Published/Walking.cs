using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs.Published;

/// <summary>
/// legged_gym <c>envs/base/legged_robot.py</c> with the weights of <c>legged_robot_config.py</c>: the weighted sum per second,
/// cut at 0, so that ending an episode early never pays.
/// </summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
[Clamp(0, 10000)]
public sealed partial class LeggedGym
{
    [Signal(-1, 1, Unit = "m/s")]
    public Vector2 Command { get; init; }

    [Signal(-1, 1, Unit = "rad/s")]
    public float TurnCommand { get; init; }

    [Signal(-5, 5, Unit = "m/s")]
    public Vector3 BaseVelocity { get; init; }

    [Signal(-10, 10, Unit = "rad/s")]
    public Vector3 BaseTurnRate { get; init; }

    [Signal(-80, 80, Length = 12, Unit = "N*m")]
    public Vec JointTorque { get; init; }

    [Signal(-1000, 1000, Length = 12, Unit = "rad/s^2")]
    public Vec JointAcceleration { get; init; }

    [Signal(-1, 1, Length = 12, Rest = 0), Action]
    public Vec Action { get; init; }

    [Signal(Length = 4)]
    public Mask FootContact { get; init; }

    [Signal(0, 8)]
    public float Collisions { get; init; }

    [Signal]
    public bool BaseContact { get; init; }

    [State(0), Bounds(0, 20)]
    private Vec AirTime => Min(Where(FootContact, 0f, Previous.AirTime + Step.Seconds), 20f);

    [Goal(Kind = GoalKind.Survive)]
    private bool Tracking => Square(Command.X - BaseVelocity.X) + Square(Command.Y - BaseVelocity.Y) < 0.25f;

    [Term(1), Bounds(0, 1)]
    private float TrackVelocity => Exp(-(Square(Command.X - BaseVelocity.X) + Square(Command.Y - BaseVelocity.Y)) / 0.25f);

    [Term(0.5), Bounds(0, 1)]
    private float TrackTurn => Exp(-Square(TurnCommand - BaseTurnRate.Z) / 0.25f);

    [Penalty(2)]
    private float Bounce => Square(BaseVelocity.Z);

    [Penalty(0.05)]
    private float Sway => Square(BaseTurnRate.X) + Square(BaseTurnRate.Y);

    [Penalty(1e-5, Role = TermRole.Regulariser)]
    private float Torque => SumSquares(JointTorque);

    [Penalty(2.5e-7, Role = TermRole.Regulariser)]
    private float Acceleration => SumSquares(JointAcceleration);

    [Penalty(0.01, Role = TermRole.Regulariser)]
    private float ActionRate => SumSquares(Action - Previous.Action);

    [Penalty(1)]
    private float Collision => Collisions;

    [Term(1, Gate = nameof(MustMove), Role = TermRole.Regulariser)]
    private float FeetAirTime => Sum(Where(FootContact & !Previous.FootContact, Previous.AirTime - 0.5f, 0f));

    [Gate]
    private bool MustMove => Sqrt(Square(Command.X) + Square(Command.Y)) > 0.1f;

    [Termination(EpisodeEnd.Failure)]
    private bool Fallen => BaseContact;
}

/// <summary>
/// Isaac Lab <c>locomotion/velocity/velocity_env_cfg.py</c> on rough ground, with the weights of ANYmal C: all per second, and nothing cut;
/// the end of a fall pays nothing.
/// </summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class IsaacVelocityRough
{
    [Signal(-1, 1, Unit = "m/s")]
    public Vector2 Command { get; init; }

    [Signal(-1, 1, Unit = "rad/s")]
    public float TurnCommand { get; init; }

    [Signal(-5, 5, Unit = "m/s")]
    public Vector3 BaseVelocity { get; init; }

    [Signal(-10, 10, Unit = "rad/s")]
    public Vector3 BaseTurnRate { get; init; }

    [Signal(-80, 80, Length = 12, Unit = "N*m")]
    public Vec JointTorque { get; init; }

    [Signal(-1000, 1000, Length = 12, Unit = "rad/s^2")]
    public Vec JointAcceleration { get; init; }

    [Signal(-1, 1, Length = 12, Rest = 0), Action]
    public Vec Action { get; init; }

    [Signal(0, 20, Length = 4, Unit = "s")]
    public Vec LastAirTime { get; init; }

    [Signal(Length = 4)]
    public Mask FirstContact { get; init; }

    [Signal(Length = 4)]
    public Mask ThighContact { get; init; }

    [Signal]
    public bool BaseContact { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Tracking => Square(Command.X - BaseVelocity.X) + Square(Command.Y - BaseVelocity.Y) < 0.25f;

    [Term(1), Bounds(0, 1)]
    private float TrackVelocity => Exp(-(Square(Command.X - BaseVelocity.X) + Square(Command.Y - BaseVelocity.Y)) / 0.25f);

    [Term(0.5), Bounds(0, 1)]
    private float TrackTurn => Exp(-Square(TurnCommand - BaseTurnRate.Z) / 0.25f);

    [Penalty(2)]
    private float Bounce => Square(BaseVelocity.Z);

    [Penalty(0.05)]
    private float Sway => Square(BaseTurnRate.X) + Square(BaseTurnRate.Y);

    [Penalty(1e-5, Role = TermRole.Regulariser)]
    private float Torque => SumSquares(JointTorque);

    [Penalty(2.5e-7, Role = TermRole.Regulariser)]
    private float Acceleration => SumSquares(JointAcceleration);

    [Penalty(0.01, Role = TermRole.Regulariser)]
    private float ActionRate => SumSquares(Action - Previous.Action);

    [Term(0.125, Gate = nameof(MustMove), Role = TermRole.Regulariser)]
    private float FeetAirTime => Sum(Where(FirstContact, LastAirTime - 0.5f, 0f));

    [Penalty(1)]
    private float UndesiredContacts => Count(ThighContact);

    [Gate]
    private bool MustMove => Sqrt(Square(Command.X) + Square(Command.Y)) > 0.1f;

    [Termination(EpisodeEnd.Failure)]
    private bool Fallen => BaseContact;
}

/// <summary>
/// MuJoCo Playground <c>go1/joystick.py</c>: the sum per second, cut to [0, 10⁴], without the parts that need contact timing.
/// </summary>
[RewardSpec(Discount = 0.97, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
[Clamp(0, 10000)]
public sealed partial class Go1Joystick
{
    private static readonly Vec s_posture = [1f, 1f, 0.1f, 1f, 1f, 0.1f, 1f, 1f, 0.1f, 1f, 1f, 0.1f];

    [Signal(-1.5, 1.5, Unit = "m/s")]
    public Vector2 Command { get; init; }

    [Signal(-1.2, 1.2, Unit = "rad/s")]
    public float TurnCommand { get; init; }

    [Signal(-5, 5, Unit = "m/s")]
    public Vector3 BaseVelocity { get; init; }

    [Signal(-10, 10, Unit = "rad/s")]
    public Vector3 BaseTurnRate { get; init; }

    [Signal(-1, 1)]
    public Vector3 Up { get; init; }

    [Signal(-2, 2, Length = 12, Unit = "rad")]
    public Vec PoseError { get; init; }

    [Signal(-24, 24, Length = 12, Unit = "N*m")]
    public Vec Torque { get; init; }

    [Signal(-21, 21, Length = 12, Unit = "rad/s")]
    public Vec JointVelocity { get; init; }

    [Signal(-1, 1, Length = 12, Rest = 0), Action]
    public Vec Action { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Standing => Up.Z >= 0f;

    private bool IsIdle => Sqrt(Square(Command.X) + Square(Command.Y) + Square(TurnCommand)) < 0.01f;

    [Term(1), Bounds(0, 1)]
    private float TrackVelocity => Exp(-(Square(Command.X - BaseVelocity.X) + Square(Command.Y - BaseVelocity.Y)) / 0.25f);

    [Term(0.5), Bounds(0, 1)]
    private float TrackTurn => Exp(-Square(TurnCommand - BaseTurnRate.Z) / 0.25f);

    [Term(0.5, Role = TermRole.Regulariser), Bounds(0, 1)]
    private float Pose => Exp(-Sum(Square(PoseError) * s_posture));

    [Penalty(0.5)]
    private float Bounce => Square(BaseVelocity.Z);

    [Penalty(0.05)]
    private float Sway => Square(BaseTurnRate.X) + Square(BaseTurnRate.Y);

    [Penalty(5)]
    private float Tilt => Square(Up.X) + Square(Up.Y);

    [Penalty(1)]
    private float StandStill => IsIdle ? Sum(Abs(PoseError)) : 0f;

    [Penalty(2e-4, Role = TermRole.Regulariser)]
    private float Torques => Norm(Torque) + Sum(Abs(Torque));

    [Penalty(0.01, Role = TermRole.Regulariser)]
    private float ActionRate => SumSquares(Action - Previous.Action);

    [Penalty(0.001, Role = TermRole.Regulariser)]
    private float Energy => Sum(Abs(JointVelocity) * Abs(Torque));

    [Termination(EpisodeEnd.Failure)]
    private bool Fallen => Up.Z < 0f;
}

/// <summary>Isaac Lab <c>classic/cartpole/cartpole_env_cfg.py</c>: every weight per second.</summary>
[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.016666667, Rate = PayRate.PerSecond)]
public sealed partial class IsaacCartpole
{
    [Signal(-4, 4, Unit = "m")]
    public float Position { get; init; }

    [Signal(-10, 10, Unit = "m/s")]
    public float Velocity { get; init; }

    [Signal(-3.14159265, 3.14159265, Unit = "rad")]
    public float Angle { get; init; }

    [Signal(-20, 20, Unit = "rad/s")]
    public float AngularVelocity { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Balanced => !OffTrack;

    [Term(1, OnTermination = false)]
    private float Alive => 1f;

    [Penalty(1)]
    private float PoleAngle => Square(Angle);

    [Penalty(0.01, Role = TermRole.Regulariser)]
    private float CartSpeed => Abs(Velocity);

    [Penalty(0.005, Role = TermRole.Regulariser)]
    private float PoleSpeed => Abs(AngularVelocity);

    [Termination(EpisodeEnd.Failure, Reward = -0.0333333)]
    private bool OffTrack => Abs(Position) > 3f;
}

/// <summary>Isaac Lab <c>direct/quadcopter/quadcopter_env.py</c>: near the target, slowly.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class IsaacQuadcopter
{
    [Signal(-5, 5, Unit = "m/s")]
    public Vector3 Velocity { get; init; }

    [Signal(-10, 10, Unit = "rad/s")]
    public Vector3 TurnRate { get; init; }

    [Signal(0, 10, Unit = "m")]
    public float ToTarget { get; init; }

    [Signal(0, 3, Unit = "m")]
    public float Height { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.05)]
    private bool AtTarget => ToTarget < 0.2f;

    [Term(15), Bounds(0, 1)]
    private float Near => 1f - Tanh(ToTarget / 0.8f);

    [Penalty(0.05, Role = TermRole.Regulariser)]
    private float Speed => Square(Velocity.X) + Square(Velocity.Y) + Square(Velocity.Z);

    [Penalty(0.01, Role = TermRole.Regulariser)]
    private float Spin => Square(TurnRate.X) + Square(TurnRate.Y) + Square(TurnRate.Z);

    [Termination(EpisodeEnd.Failure)]
    private bool Died => Height < 0.1f || Height > 2f;
}
