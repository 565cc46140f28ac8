using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs.Published;

/// <summary>MuJoCo Playground <c>franka_emika_panda/pick.py</c>: to the box, then with the box to its target; reaching is a latch.</summary>
[RewardSpec(Discount = 0.97, Horizon = 150, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class PandaPickCube
{
    [Signal(0, 3, Unit = "m")]
    public float GripperToBox { get; init; }

    [Signal(0, 3, Unit = "m")]
    public float BoxToTarget { get; init; }

    [Signal(0, 3)]
    public float RotationError { get; init; }

    [Signal]
    public bool FloorContact { get; init; }

    [Signal(-3, 3, Length = 7, Unit = "rad")]
    public Vec PoseError { get; init; }

    [State(false)]
    private bool ReachedBox => Previous.ReachedBox || GripperToBox < 0.012f;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)]
    private bool AtTarget => BoxToTarget < 0.02f;

    [Term(4), Bounds(0, 1)]
    private float Reach => 1f - Tanh(5f * GripperToBox);

    [Term(8), Bounds(0, 1)]
    private float Place => ReachedBox ? 1f - Tanh(5f * ((0.9f * BoxToTarget) + (0.1f * RotationError))) : 0f;

    [Term(0.25)]
    private bool NoCollision => !FloorContact;

    [Term(0.3, Role = TermRole.Regulariser), Bounds(0, 1)]
    private float Pose => 1f - Tanh(Norm(PoseError));
}

/// <summary>MuJoCo Playground <c>aloha/handover.py</c>: the best of a staged value so far, a small level part, a cost of dropping.</summary>
[RewardSpec(Discount = 0.97, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class AlohaHandover
{
    [Signal(0, 2, Unit = "m")]
    public float LeftToBox { get; init; }

    [Signal(0, 2, Unit = "m")]
    public float RightToBox { get; init; }

    [Signal(0, 2, Unit = "m")]
    public float BoxToTarget { get; init; }

    [Signal(0, 1)]
    public float Barrier { get; init; }

    [Signal]
    public bool Dropped { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool Delivered => BoxToTarget < 0.05f;

    private float Level => (Reached(LeftToBox) + Reached(RightToBox) + (2f * Reached(BoxToTarget))) / 4f;

    [Term(1), BestSoFar, Bounds(0, 1)]
    private float Staged => Level;

    [Term(0.02), Bounds(0, 1)]
    private float Stay => Level * Barrier;

    [Penalty(0.1)]
    private bool Drop => Dropped;

    private static float Reached(float distance) => 1f - Tanh(3f * distance);
}

/// <summary>Meta-World <c>sawyer_reach_v3.py</c>: a long-tailed kernel whose margin is the first distance.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125), Bounds(0, 10)]
public sealed partial class MetaWorldReach
{
    [Signal(-1, 1, Unit = "m")]
    public Vector3 Gripper { get; init; }

    [Signal(-1, 1, Unit = "m")]
    public Vector3 Target { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool AtTarget => Distance <= 0.05f;

    private Vector3 Offset => Gripper - Target;

    private float Distance => Sqrt(Square(Offset.X) + Square(Offset.Y) + Square(Offset.Z));

    [Term(10), Bounds(0, 1)]
    private float Reach => Tolerance(Distance, 0f, 0.05f, Initial.Distance, SigmoidKind.LongTail);
}

/// <summary>Meta-World <c>sawyer_pick_place_v3.py</c>: a Hamacher product of grasping and placing, more while held, 10 at the goal.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125), Bounds(0, 10)]
public sealed partial class MetaWorldPickPlace
{
    [Signal(0, 1)]
    public float Grasped { get; init; }

    [Signal(0, 2, Unit = "m")]
    public float ItemToTarget { get; init; }

    [Signal(0, 2, Unit = "m")]
    public float GripperToItem { get; init; }

    [Signal(0, 0.5, Unit = "m")]
    public float Lift { get; init; }

    [Signal(0, 1)]
    public float GripperOpen { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool Placed => ItemToTarget < 0.05f;

    private float InPlace => Tolerance(ItemToTarget, 0f, 0.05f, Initial.ItemToTarget, SigmoidKind.LongTail);

    private bool Held => GripperToItem < 0.02f && GripperOpen > 0.2f && Lift > 0.01f;

    [Term(1), Bounds(0, 10)]
    private float Pick => Placed ? 10f : Hamacher(Grasped, InPlace) + (Held ? 1f + (5f * InPlace) : 0f);

    /// <summary>The Hamacher product of two shares.</summary>
    private static float Hamacher(float a, float b)
    {
        float whole = a + b - (a * b);
        return whole > 0f ? a * b / whole : 0f;
    }
}

/// <summary>Meta-World <c>sawyer_button_press_topdown_v3.py</c>: 5 × Hamacher(closed, near) + 5 × pressed when near.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125), Bounds(0, 10)]
public sealed partial class MetaWorldButtonPress
{
    [Signal(0, 2, Unit = "m")]
    public float GripperToButton { get; init; }

    [Signal(0, 0.3, Unit = "m")]
    public float ButtonToPressed { get; init; }

    [Signal(0, 1)]
    public float Closed { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)]
    private bool Down => ButtonToPressed <= 0.024f;

    private float Near => Tolerance(GripperToButton, 0f, 0.01f, Initial.GripperToButton, SigmoidKind.LongTail);

    private float Pressed => Tolerance(ButtonToPressed, 0f, 0.005f, Initial.ButtonToPressed, SigmoidKind.LongTail);

    [Term(5), Bounds(0, 1)]
    private float Reach => Hamacher(Closed, Near);

    [Term(5), Bounds(0, 1)]
    private float Press => GripperToButton <= 0.03f ? Pressed : 0f;

    /// <summary>The Hamacher product of two shares.</summary>
    private static float Hamacher(float a, float b)
    {
        float whole = a + b - (a * b);
        return whole > 0f ? a * b / whole : 0f;
    }
}

/// <summary>Isaac Lab <c>manipulation/lift/lift_env_cfg.py</c> for Franka: reach, lift, track coarsely and finely; small costs.</summary>
[RewardSpec(Discount = 0.98, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class FrankaLift
{
    [Signal(0, 2, Unit = "m")]
    public float HandToItem { get; init; }

    [Signal(0, 1, Unit = "m")]
    public float ItemHeight { get; init; }

    [Signal(0, 2, Unit = "m")]
    public float ItemToTarget { get; init; }

    [Signal(-3, 3, Length = 9, Unit = "rad/s")]
    public Vec JointVelocity { get; init; }

    [Signal(-1, 1, Length = 8, Rest = 0), Action]
    public Vec Action { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)]
    private bool AtTarget => ItemToTarget < 0.02f && Lifted;

    [Gate]
    private bool Lifted => ItemHeight > 0.04f;

    [Term(1), Bounds(0, 1)]
    private float Reach => 1f - Tanh(HandToItem / 0.1f);

    [Term(15)]
    private bool Lift => Lifted;

    [Term(16, Gate = nameof(Lifted)), Bounds(0, 1)]
    private float Track => 1f - Tanh(ItemToTarget / 0.3f);

    [Term(5, Gate = nameof(Lifted)), Bounds(0, 1)]
    private float TrackFinely => 1f - Tanh(ItemToTarget / 0.05f);

    [Penalty(1e-4, Role = TermRole.Regulariser), Bounds(0, 32)]
    private float ActionRate => SumSquares(Action - Previous.Action);

    [Penalty(1e-4, Role = TermRole.Regulariser), Bounds(0, 81)]
    private float JointSpeed => SumSquares(JointVelocity);
}

/// <summary>ManiSkill <c>tabletop/pick_cube.py</c>, normalised: each stage adds one fifth, success is 1.</summary>
[RewardSpec(Discount = 0.8, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05), Bounds(0, 1)]
public sealed partial class ManiSkillPickCube
{
    [Signal(0, 3, Unit = "m")]
    public float HandToCube { get; init; }

    [Signal(0, 3, Unit = "m")]
    public float CubeToTarget { get; init; }

    [Signal]
    public bool Grasped { get; init; }

    [Signal(-3, 3, Length = 7, Unit = "rad/s")]
    public Vec JointVelocity { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)]
    private bool Done => Placed && Norm(JointVelocity) <= 0.2f;

    private bool Placed => CubeToTarget <= 0.025f;

    private float Staged => 1f - Tanh(5f * HandToCube) + (Grasped ? 1f + (1f - Tanh(5f * CubeToTarget)) : 0f) + (Placed ? 1f - Tanh(5f * Norm(JointVelocity)) : 0f);

    [Term(0.2), Bounds(0, 5)]
    private float Pick => Done ? 5f : Staged;
}

/// <summary>IsaacGymEnvs <c>ball_balance.py</c>: near the middle and slow.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.01667), Bounds(0, 1)]
public sealed partial class BallBalance
{
    [Signal(-1, 1, Unit = "m")]
    public Vector3 BallOffset { get; init; }

    [Signal(-10, 10, Unit = "m/s")]
    public Vector3 BallVelocity { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool Centred => BallOffset.LengthXy() < 0.1f;

    [Term(1), Bounds(0, 1)]
    private float Balance => 1f / (1f + Length(BallOffset)) * (1f / (1f + Length(BallVelocity)));

    [Termination(EpisodeEnd.Failure)]
    private bool Lost => BallOffset.Z < -0.5f;

    private static float Length(Vector3 v) => Sqrt(Square(v.X) + Square(v.Y) + Square(v.Z));
}
