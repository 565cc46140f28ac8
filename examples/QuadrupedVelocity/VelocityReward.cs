using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace QuadrupedVelocity;

/// <summary>
/// Follow a commanded velocity on rough ground: the reward of Isaac Lab's locomotion task (velocity_env_cfg.py) for
/// ANYmal C, with its terms under their own names and its weights, and the last three terms, which the task's configurations
/// for flat ground and for a humanoid add. As there, every weight is per second. One instance is one robot at one step.
/// </summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class VelocityReward
{
    public static readonly Vec LowestPosition = [-0.9f, -0.91f, -0.92f, -0.93f, -0.94f, -0.95f, -0.96f, -0.97f, -0.98f, -0.99f, -1f, -1.01f];
    public static readonly Vec HighestPosition = [0.9f, 0.91f, 0.92f, 0.93f, 0.94f, 0.95f, 0.96f, 0.97f, 0.98f, 0.99f, 1f, 1.01f];

    /// <summary>Wanted velocity: forward and left in m/s, turn in rad/s.</summary>
    [Signal(-1, 1)]                                                    public Vector3 Command { get; init; }

    // How far a robot is from a command in practice: the tracking kernels are flat from 1.3 on.
    [Signal(-5, 5, TypicalMin = -1.5, TypicalMax = 1.5, Unit = "m/s", Frame = "body")] public Vector3 BaseLinearVelocity { get; init; }
    [Signal(-10, 10, TypicalMin = -2, TypicalMax = 2, Unit = "rad/s", Frame = "body")] public Vector3 BaseAngularVelocity { get; init; }

    [Signal(-1, 1, Frame = "body")]                                    public Vector3 ProjectedGravity { get; init; }
    [Signal(-80, 80, Axis = typeof(Joint), Unit = "N*m")]              public Vec JointTorque { get; init; }
    [Signal(-1000, 1000, Axis = typeof(Joint), Unit = "rad/s^2")]      public Vec JointAcceleration { get; init; }
    [Signal(-3.15, 3.15, Axis = typeof(Joint), Unit = "rad")]          public Vec JointPosition { get; init; }
    [Signal(-1, 1, Axis = typeof(Joint)), Action]                      public Vec Action { get; init; }
    [Signal(0, 20, Axis = typeof(Foot), Unit = "s")]                   public Vec LastAirTime { get; init; }
    [Signal(0, 20, Axis = typeof(Foot), Unit = "s")]                   public Vec ContactTime { get; init; }

    /// <summary>Contact forces at the last three physics steps: a touch between two control steps counts too.</summary>
    [Signal(-5000, 5000, Axis = typeof(Thigh), History = 3, Unit = "N")] public History<Vec<Vector3>> ThighContactForce { get; init; }

    /// <summary>The simulator ended the episode, and not because its time was up.</summary>
    [Signal]                                                           public bool Terminated { get; init; }

    [Term(1.0), Bounds(0, 1)]              float TrackLinVelXyExp => Exp(-SquaredLength(Command.Xy() - BaseLinearVelocity.Xy()) / 0.25f);
    [Term(0.5), Bounds(0, 1)]              float TrackAngVelZExp => Exp(-Square(Command.Z - BaseAngularVelocity.Z) / 0.25f);
    [Penalty(2.0)]                         float LinVelZL2 => Square(BaseLinearVelocity.Z);
    [Penalty(0.05)]                        float AngVelXyL2 => SquaredLength(BaseAngularVelocity.Xy());
    [Penalty(1e-5)]                        float DofTorquesL2 => SumSquares(JointTorque);
    [Penalty(2.5e-7)]                      float DofAccL2 => SumSquares(JointAcceleration);
    [Penalty(0.01)]                        float ActionRateL2 => SumSquares(Action - Previous.Action);
    [Term(0.125, Gate = nameof(MustMove))] float FeetAirTime => Sum(Where(Touchdown, LastAirTime - 0.5f, 0f));
    [Penalty(1.0)]                         float UndesiredContacts => Count(Max(Norms(ThighContactForce)) > 1f);
    [Penalty(5.0)]                         float FlatOrientationL2 => SquaredLength(ProjectedGravity.Xy());
    [Penalty(1.0)]                         float DofPosLimits => Sum(Max(LowestPosition - JointPosition, 0f) + Max(JointPosition - HighestPosition, 0f));

    // A term like the others, so per second: a fall costs 200 * 0.02 = 4. [Termination(EpisodeEnd.Failure, Reward = -200)] would
    // cost the whole 200, whatever the length of a step, and the evaluator itself would say that the episode has ended.
    [Penalty(200.0)]                       bool TerminationPenalty => Terminated;

    // A robot told to stand still must not lift its feet for a reward.
    [Gate]                                 bool MustMove => Command.LengthXy() > 0.1f;

    // A foot that touched down in this step has been in contact for at most one; the rest is for rounding.
    Mask Touchdown => (ContactTime > 0f) & (ContactTime < Step.Seconds + 1e-8f);

    static float SquaredLength(Vector2 v) => Square(v.X) + Square(v.Y);
}
