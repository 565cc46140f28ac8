using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs.Published;

/// <summary>Gymnasium <c>classic_control/cartpole.py</c>: 1 for each step, the failing one included.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class GymCartPole
{
    [Signal(-4.8, 4.8, Unit = "m")]
    public float Position { get; init; }

    [Signal(-0.418, 0.418, Unit = "rad")]
    public float Angle { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Balanced => !OffTrack && !Fallen;

    [Term(1)]
    private float Alive => 1f;

    [Termination(EpisodeEnd.Failure)]
    private bool OffTrack => Abs(Position) > 2.4f;

    [Termination(EpisodeEnd.Failure)]
    private bool Fallen => Abs(Angle) > 0.20944f;
}

/// <summary>Gymnasium <c>classic_control/pendulum.py</c>: never positive, never ends.</summary>
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class GymPendulum
{
    [Signal(-3.14159265, 3.14159265, Unit = "rad")]
    public float Angle { get; init; }

    [Signal(-8, 8, Unit = "rad/s")]
    public float AngularVelocity { get; init; }

    [Signal(-2, 2, Unit = "N*m", Rest = 0), Action]
    public float Torque { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.02)]
    private bool Upright => Abs(Angle) < 0.1f;

    [Penalty(1)]
    private float AngleError => Square(Angle);

    [Penalty(0.1)]
    private float Speed => Square(AngularVelocity);

    [Penalty(0.001, Role = TermRole.Regulariser)]
    private float Effort => Square(Torque);
}

/// <summary>Gymnasium <c>classic_control/pendulum.py</c> as its code has it: the angle is any turn and is wrapped in the reward.</summary>
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class GymPendulumWrapped
{
    private const float Pi = 3.14159265f;

    [Signal(-100, 100, Unit = "rad")]
    public float Angle { get; init; }

    [Signal(-8, 8, Unit = "rad/s")]
    public float AngularVelocity { get; init; }

    [Signal(-2, 2, Unit = "N*m", Rest = 0), Action]
    public float Torque { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.02)]
    private bool Upright => Abs(Error) < 0.1f;

    private float Error => WrapAngle(Angle);

    [Penalty(1), Bounds(0, 9.8697)]
    private float AngleError => Square(Error);

    [Penalty(0.1)]
    private float Speed => Square(AngularVelocity);

    [Penalty(0.001, Role = TermRole.Regulariser)]
    private float Effort => Square(Torque);
}

/// <summary>Gymnasium <c>classic_control/mountain_car.py</c>: −1 for each step until the flag.</summary>
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class GymMountainCar
{
    [Signal(-1.2, 0.6)]
    public float Position { get; init; }

    [Signal(-0.07, 0.07)]
    public float Velocity { get; init; }

    [Goal, Termination(EpisodeEnd.Success)]
    private bool AtFlag => Position >= 0.5f && Velocity >= 0f;

    [Penalty(1)]
    private float Time => 1f;
}

/// <summary>Gymnasium <c>classic_control/continuous_mountain_car.py</c>: 100 at the flag, less a cost of force.</summary>
[RewardSpec(Discount = 0.99, Horizon = 999, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class GymMountainCarContinuous
{
    [Signal(-1.2, 0.6)]
    public float Position { get; init; }

    [Signal(-0.07, 0.07)]
    public float Velocity { get; init; }

    [Signal(-1, 1, Rest = 0), Action]
    public float Force { get; init; }

    [Goal, Termination(EpisodeEnd.Success, Reward = 100)]
    private bool AtFlag => Position >= 0.45f && Velocity >= 0f;

    [Penalty(0.1, Role = TermRole.Regulariser)]
    private float Effort => Square(Force);
}

/// <summary>Gymnasium <c>mujoco/hopper_v5.py</c>: forward speed and a healthy posture.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.008)]
public sealed partial class GymHopper
{
    [Signal(-10, 10, Unit = "m/s")]
    public float ForwardVelocity { get; init; }

    [Signal(-1, 3, Unit = "m")]
    public float Height { get; init; }

    [Signal(-3.15, 3.15, Unit = "rad")]
    public float Angle { get; init; }

    [Signal(-1, 1, Length = 3, Rest = 0), Action]
    public Vec Control { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Healthy => Height > 0.7f && Abs(Angle) < 0.2f;

    [Term(1)]
    private float Forward => ForwardVelocity;

    [Term(1)]
    private bool Alive => Healthy;

    [Penalty(0.001, Role = TermRole.Regulariser)]
    private float Effort => SumSquares(Control);

    [Termination(EpisodeEnd.Failure)]
    private bool Unhealthy => !Healthy;
}

/// <summary>Gymnasium <c>mujoco/half_cheetah_v5.py</c>: forward speed less a cost of control; never ends.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class GymHalfCheetah
{
    [Signal(-20, 20, Unit = "m/s")]
    public float ForwardVelocity { get; init; }

    [Signal(-1, 1, Length = 6, Rest = 0), Action]
    public Vec Control { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Running => ForwardVelocity > 1f;

    [Term(1)]
    private float Forward => ForwardVelocity;

    [Penalty(0.1, Role = TermRole.Regulariser), Bounds(0, 6)]
    private float Effort => SumSquares(Control);
}

/// <summary>Gymnasium <c>mujoco/ant_v5.py</c>: costs that a clip and the range of the actions bound.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class GymAnt
{
    [Signal(-10, 10, Unit = "m/s")]
    public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")]
    public float TorsoHeight { get; init; }

    [Signal(-1, 1, Length = 8, Rest = 0), Action]
    public Vec Control { get; init; }

    /// <summary>External force and torque on each of 13 bodies, flattened.</summary>
    [Signal(-10000, 10000, Length = 78)]
    public Vec ContactForce { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Healthy => TorsoHeight >= 0.2f && TorsoHeight <= 1f;

    [Term(1)]
    private float Forward => ForwardVelocity;

    [Term(1)]
    private bool Alive => Healthy;

    [Penalty(0.5, Role = TermRole.Regulariser), Bounds(0, 8)]
    private float Effort => SumSquares(Control);

    [Penalty(5e-4, Role = TermRole.Regulariser), Bounds(0, 78)]
    private float Contact => SumSquares(Clamp(ContactForce, -1f, 1f));

    [Termination(EpisodeEnd.Failure)]
    private bool Unhealthy => !Healthy;
}

/// <summary>Gymnasium <c>mujoco/humanoid_v5.py</c>: 5 for standing, 1.25 for each m/s, a capped cost of contacts.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.015)]
public sealed partial class GymHumanoid
{
    [Signal(-10, 10, Unit = "m/s")]
    public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")]
    public float TorsoHeight { get; init; }

    [Signal(-0.4, 0.4, Length = 17, Rest = 0), Action]
    public Vec Control { get; init; }

    [Signal(-100000, 100000, Length = 84)]
    public Vec ContactForce { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Healthy => TorsoHeight > 1f && TorsoHeight < 2f;

    [Term(1.25)]
    private float Forward => ForwardVelocity;

    [Term(5)]
    private bool Alive => Healthy;

    [Penalty(0.1, Role = TermRole.Regulariser)]
    private float Effort => SumSquares(Control);

    [Penalty(1, Role = TermRole.Regulariser), Bounds(0, 10)]
    private float Contact => Min(5e-7f * SumSquares(ContactForce), 10f);

    [Termination(EpisodeEnd.Failure)]
    private bool Unhealthy => !Healthy;
}

/// <summary>Gymnasium <c>mujoco/reacher_v5.py</c>: distance of the fingertip and a cost of control; never ends.</summary>
[RewardSpec(Discount = 0.99, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class GymReacher
{
    [Signal(-0.41, 0.41, Unit = "m")]
    public Vector3 TipToTarget { get; init; }

    [Signal(-1, 1, Length = 2, Rest = 0), Action]
    public Vec Control { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)]
    private bool Reached => Distance < 0.02f;

    [Penalty(1)]
    private float Distance => TipToTarget.Length();

    [Penalty(0.1, Role = TermRole.Regulariser)]
    private float Effort => SumSquares(Control);
}

/// <summary>Gymnasium <c>mujoco/pusher_v5.py</c>: object to goal, arm to object, a cost of control; never ends.</summary>
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class GymPusher
{
    [Signal(-1, 1, Unit = "m")]
    public Vector3 Tip { get; init; }

    [Signal(-1, 1, Unit = "m")]
    public Vector3 Item { get; init; }

    [Signal(-1, 1, Unit = "m")]
    public Vector3 Place { get; init; }

    [Signal(-2, 2, Length = 7, Rest = 0), Action]
    public Vec Control { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool Placed => ToPlace < 0.05f;

    [Penalty(0.5)]
    private float Near => (Item - Tip).Length();

    [Penalty(1)]
    private float ToPlace => (Item - Place).Length();

    [Penalty(0.1, Role = TermRole.Regulariser)]
    private float Effort => SumSquares(Control);
}

/// <summary>Gymnasium <c>box2d/lunar_lander.py</c>: its shaping as a declared potential, fuel, and ±100 at the end.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class GymLunarLander
{
    [Signal(-1.5, 1.5)]
    public Vector2 Position { get; init; }

    [Signal(-5, 5)]
    public Vector2 Velocity { get; init; }

    [Signal(-3.15, 3.15, Unit = "rad")]
    public float Angle { get; init; }

    [Signal]
    public bool LeftContact { get; init; }

    [Signal]
    public bool RightContact { get; init; }

    [Signal]
    public bool Asleep { get; init; }

    [Signal]
    public bool Collided { get; init; }

    [Signal(0, 1, Rest = 0), Action]
    public float MainPower { get; init; }

    [Signal(0, 1, Rest = 0), Action]
    public float SidePower { get; init; }

    [Potential(100)]
    private float Close => -Sqrt(Square(Position.X) + Square(Position.Y));

    [Potential(100)]
    private float Slow => -Sqrt(Square(Velocity.X) + Square(Velocity.Y));

    [Potential(100)]
    private float Level => -Abs(Angle);

    [Potential(10)]
    private float Legs => (LeftContact ? 1f : 0f) + (RightContact ? 1f : 0f);

    [Penalty(0.3, Role = TermRole.Regulariser)]
    private float MainFuel => MainPower;

    [Penalty(0.03, Role = TermRole.Regulariser)]
    private float SideFuel => SidePower;

    [Goal, Termination(EpisodeEnd.Success, Reward = 100, Replaces = true)]
    private bool Landed => Asleep && !Crashed;

    [Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)]
    private bool Crashed => Collided || Abs(Position.X) >= 1f;
}

/// <summary>Gymnasium <c>box2d/bipedal_walker.py</c>: progress, a level hull, torque, −100 for a fall.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1600, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class GymBipedalWalker
{
    [Signal(0, 90, Unit = "m", MaxStep = 0.5)]
    public float Position { get; init; }

    [Signal(-3.15, 3.15, Unit = "rad")]
    public float HullAngle { get; init; }

    [Signal(-1, 1, Length = 4, Rest = 0), Action]
    public Vec Torque { get; init; }

    [Signal]
    public bool HullTouchesGround { get; init; }

    [Term(4.333333), Progress]
    private float Forward => Position;

    [Penalty(5), Progress]
    private float Tilt => Abs(HullAngle);

    [Penalty(0.028, Role = TermRole.Regulariser), Bounds(0, 4)]
    private float Effort => Sum(Abs(Torque));

    [Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)]
    private bool Fallen => HullTouchesGround || Position <= 0f;

    [Goal, Termination(EpisodeEnd.Success)]
    private bool Finished => Position >= 88f;
}

/// <summary>Gymnasium <c>box2d/car_racing.py</c>: each tile once, a small cost of time, −100 off the field.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class GymCarRacing
{
    /// <summary>Share of the tiles of the track that were visited so far in the episode.</summary>
    [Signal(0, 1)]
    public float VisitedShare { get; init; }

    [Signal(-500, 500, Unit = "m")]
    public Vector2 Position { get; init; }

    [Term(1000), BestSoFar]
    private float Tiles => VisitedShare;

    [Penalty(0.1)]
    private float Time => 1f;

    [Goal, Termination(EpisodeEnd.Success)]
    private bool Lap => VisitedShare >= 0.95f;

    [Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)]
    private bool OffField => Abs(Position.X) > 333.3f || Abs(Position.Y) > 333.3f;
}
