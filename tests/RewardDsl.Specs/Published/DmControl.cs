using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs.Published;

/// <summary>dm_control <c>suite/cartpole.py</c>, balance and swing-up with smooth reward: a product of four factors, each in [0, 1].</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.01), Bounds(0, 1)]
public sealed partial class DmCartpole
{
    [Signal(-1.8, 1.8, Unit = "m")]
    public float CartPosition { get; init; }

    [Signal(-1, 1)]
    public float PoleAngleCosine { get; init; }

    [Signal(-30, 30, Unit = "rad/s")]
    public float AngularVelocity { get; init; }

    [Signal(-1, 1), Action]
    public float Control { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Balanced => PoleAngleCosine > 0.95f && Abs(CartPosition) < 0.25f;

    private float Upright => (PoleAngleCosine + 1f) / 2f;

    private float Centered => (1f + Tolerance(CartPosition, 0f, 0f, 2f, SigmoidKind.Gaussian)) / 2f;

    private float SmallControl => (4f + Tolerance(Control, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) / 5f;

    private float SmallVelocity => (1f + Tolerance(AngularVelocity, 0f, 0f, 5f, SigmoidKind.Gaussian)) / 2f;

    [Term(1), Bounds(0, 1)]
    private float Balance => Upright * SmallControl * SmallVelocity * Centered;
}

/// <summary>dm_control <c>suite/walker.py</c>, walk at 1 m/s: standing still is worth a sixth.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.025), Bounds(0, 1)]
public sealed partial class DmWalkerWalk
{
    [Signal(0, 2, Unit = "m")]
    public float TorsoHeight { get; init; }

    [Signal(-1, 1)]
    public float TorsoUpright { get; init; }

    [Signal(-10, 10, Unit = "m/s")]
    public float HorizontalVelocity { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)]
    private bool Walking => HorizontalVelocity > 1f;

    private float Standing => Tolerance(TorsoHeight, 1.2f, float.PositiveInfinity, 0.6f, SigmoidKind.Gaussian);

    private float Stand => ((3f * Standing) + ((1f + TorsoUpright) / 2f)) / 4f;

    private float Move => Tolerance(HorizontalVelocity, 1f, float.PositiveInfinity, 0.5f, SigmoidKind.Linear, 0.5f);

    [Term(1), Bounds(0, 1)]
    private float Walk => Stand * ((5f * Move) + 1f) / 6f;
}

/// <summary>dm_control <c>suite/humanoid.py</c>, run at 10 m/s.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.025), Bounds(0, 1)]
public sealed partial class DmHumanoidRun
{
    [Signal(0, 2, Unit = "m")]
    public float HeadHeight { get; init; }

    [Signal(-1, 1)]
    public float TorsoUpright { get; init; }

    [Signal(-15, 15, Unit = "m/s")]
    public Vector3 CenterOfMassVelocity { get; init; }

    [Signal(-1, 1, Length = 21), Action]
    public Vec Control { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.5)]
    private bool Running => CenterOfMassVelocity.LengthXy() > 10f;

    private float Standing => Tolerance(HeadHeight, 1.4f, float.PositiveInfinity, 0.35f, SigmoidKind.Gaussian);

    private float Upright => Tolerance(TorsoUpright, 0.9f, float.PositiveInfinity, 1.9f, SigmoidKind.Linear, 0f);

    private float SmallControl => (4f + Mean(Tolerance(Control, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f))) / 5f;

    private float Move => Tolerance(CenterOfMassVelocity.LengthXy(), 10f, float.PositiveInfinity, 10f, SigmoidKind.Linear, 0f);

    [Term(1), Bounds(0, 1)]
    private float Run => SmallControl * (Standing * Upright) * ((5f * Move) + 1f) / 6f;
}

/// <summary>dm_control <c>suite/cheetah.py</c>: speed, linear up to 10 m/s.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.01), Bounds(0, 1)]
public sealed partial class DmCheetahRun
{
    [Signal(-20, 20, Unit = "m/s")]
    public float Speed { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.5)]
    private bool Running => Speed > 10f;

    [Term(1), Bounds(0, 1)]
    private float Run => Tolerance(Speed, 10f, float.PositiveInfinity, 10f, SigmoidKind.Linear, 0f);
}

/// <summary>dm_control <c>suite/hopper.py</c>, hop: a hard factor for standing.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Bounds(0, 1)]
public sealed partial class DmHopperHop
{
    [Signal(0, 3, Unit = "m")]
    public float Height { get; init; }

    [Signal(-10, 10, Unit = "m/s")]
    public float Speed { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)]
    private bool Hopping => Speed > 2f;

    private float Standing => Tolerance(Height, 0.6f, 2f, 0f, SigmoidKind.Gaussian);

    [Term(1), Bounds(0, 1)]
    private float Hop => Standing * Tolerance(Speed, 2f, float.PositiveInfinity, 1f, SigmoidKind.Linear, 0.5f);
}

/// <summary>dm_control <c>suite/ball_in_cup.py</c>: 1 while the ball is in the cup.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Bounds(0, 1)]
public sealed partial class DmBallInCup
{
    private const float HalfWidth = 0.025f;

    /// <summary>From the ball to the middle of the target in the plane of the cup.</summary>
    [Signal(-1, 1, Unit = "m")]
    public Vector2 BallToTarget { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Caught => Abs(BallToTarget.X) < HalfWidth && Abs(BallToTarget.Y) < HalfWidth;

    [Term(1)]
    private bool InTarget => Caught;
}

/// <summary>dm_control <c>suite/reacher.py</c>: 1 while the finger touches the target.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Bounds(0, 1)]
public sealed partial class DmReacher
{
    private const float Radii = 0.06f;

    [Signal(-0.48, 0.48, Unit = "m")]
    public Vector2 FingerToTarget { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool Reached => Distance <= Radii;

    private float Distance => Sqrt(Square(FingerToTarget.X) + Square(FingerToTarget.Y));

    [Term(1), Bounds(0, 1)]
    private float Touch => Tolerance(Distance, 0f, Radii, 0f, SigmoidKind.Gaussian);
}

/// <summary>dm_control <c>suite/pendulum.py</c>, swing-up: 1 while the pole is within 8° of upright.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Bounds(0, 1)]
public sealed partial class DmPendulum
{
    private const float CosineBound = 0.990268f;

    [Signal(-1, 1)]
    public float PoleVertical { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Up => PoleVertical > CosineBound;

    [Term(1), Bounds(0, 1)]
    private float Swing => Tolerance(PoleVertical, CosineBound, 1f, 0f, SigmoidKind.Gaussian);
}

/// <summary>dm_control <c>suite/quadruped.py</c>, fetch: upright × reach × (½ + ½ fetch).</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Bounds(0, 1)]
public sealed partial class DmQuadrupedFetch
{
    private const float WorkspaceRadius = 0.34f;
    private const float TargetRadius = 0.5f;
    private const float ArenaRadius = 14.142f;

    [Signal(-1, 1)]
    public float TorsoUpright { get; init; }

    [Signal(0, 30, Unit = "m")]
    public float SelfToBall { get; init; }

    [Signal(0, 30, Unit = "m")]
    public float BallToTarget { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)]
    private bool Fetched => BallToTarget < TargetRadius;

    private float Upright => Tolerance(TorsoUpright, 1f, float.PositiveInfinity, 2f, SigmoidKind.Linear, 0f);

    private float Reach => Tolerance(SelfToBall, 0f, WorkspaceRadius, ArenaRadius, SigmoidKind.Linear, 0f);

    private float Fetch => Tolerance(BallToTarget, 0f, TargetRadius, ArenaRadius, SigmoidKind.Linear, 0f);

    [Term(1), Bounds(0, 1)]
    private float FetchBall => Upright * Reach * (0.5f + (0.5f * Fetch));
}

/// <summary>dm_control <c>suite/fish.py</c>, swim: (7 in target + upright) / 8.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.04), Bounds(0, 1)]
public sealed partial class DmFishSwim
{
    private const float Radii = 0.04f + 0.1f;

    [Signal(-1, 1, Unit = "m")]
    public Vector3 MouthToTarget { get; init; }

    [Signal(-1, 1)]
    public float TorsoUpright { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool AtTarget => Distance < Radii;

    private float Distance => Sqrt(Square(MouthToTarget.X) + Square(MouthToTarget.Y) + Square(MouthToTarget.Z));

    private float InTarget => Tolerance(Distance, 0f, Radii, 2f * Radii, SigmoidKind.Gaussian);

    private float IsUpright => 0.5f * (TorsoUpright + 1f);

    [Term(1), Bounds(0, 1)]
    private float Swim => ((7f * InTarget) + IsUpright) / 8f;
}

/// <summary>dm_control <c>suite/point_mass.py</c>: near the target, with little control.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Bounds(0, 1)]
public sealed partial class DmPointMass
{
    private const float TargetSize = 0.015f;

    [Signal(0, 0.9, Unit = "m")]
    public float MassToTarget { get; init; }

    [Signal(-1, 1, Length = 2), Action]
    public Vec Control { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)]
    private bool AtTarget => MassToTarget < TargetSize;

    private float NearTarget => Tolerance(MassToTarget, 0f, TargetSize, TargetSize, SigmoidKind.Gaussian);

    private float SmallControl => (Mean(Tolerance(Control, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) + 4f) / 5f;

    [Term(1), Bounds(0, 1)]
    private float Hold => NearTarget * SmallControl;
}

/// <summary>dm_control <c>suite/swimmer.py</c>: nose at the target, with a long tail.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.03), Bounds(0, 1)]
public sealed partial class DmSwimmer
{
    private const float TargetSize = 0.1f;

    [Signal(-3, 3, Unit = "m")]
    public Vector2 NoseToTarget { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)]
    private bool AtTarget => Distance < TargetSize;

    private float Distance => Sqrt(Square(NoseToTarget.X) + Square(NoseToTarget.Y));

    [Term(1), Bounds(0, 1)]
    private float Swim => Tolerance(Distance, 0f, TargetSize, 5f * TargetSize, SigmoidKind.LongTail);
}
