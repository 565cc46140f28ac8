using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Published rewards that are right: RWD5004, RWD5005 and RWD5006 have nothing to say of them.</summary>
public sealed class MilestonesOfGoodRewardsTests
{
    private static readonly string[] s_ids = ["RWD5004", "RWD5005", "RWD5006"];

    [Fact]
    public Task ControlSuite_Cartpole() => Silent(
        "[Signal(-1, 1)] public float Upright { get; init; } [Signal(-1.8, 1.8, Unit = \"m\", Rest = 0)] public float Cart { get; init; } [Signal(-10, 10, Unit = \"rad/s\", Rest = 0)] public float Turn { get; init; } [Signal(-1, 1), Action] public float Force { get; init; } "
        + "private float Up => (Upright + 1f) / 2f; private float Centred => (1f + Tolerance(Cart, 0f, 0f, 2f, SigmoidKind.Gaussian)) / 2f; private float SmallControl => (4f + Tolerance(Force, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) / 5f; "
        + "private float SmallVelocity => (1f + Tolerance(Turn, 0f, 0f, 5f, SigmoidKind.Gaussian)) / 2f; [Term(1)] public float Balance => Up * Centred * SmallControl * SmallVelocity; [Goal] public bool Balanced => Upright > 0.95f && Abs(Cart) < 0.25f;");

    [Fact]
    public Task ControlSuite_Walker() => Silent(
        "[Signal(0, 2, Unit = \"m\", Rest = 0)] public float Height { get; init; } [Signal(-1, 1, Rest = -1)] public float Up { get; init; } [Signal(-5, 5, Unit = \"m/s\", Rest = 0)] public float Speed { get; init; } "
        + "private float Stand => (3f * Tolerance(Height, 1.2f, 2f, 0.6f, SigmoidKind.Gaussian) + (1f + Up) / 2f) / 4f; [Term(1)] public float Walk => Stand * (5f * Tolerance(Speed, 1f, 5f, 0.5f, SigmoidKind.Linear, 0.5f) + 1f) / 6f; "
        + "[Goal] public bool Walking => Speed > 1f && Height > 1.2f;");

    [Fact]
    public Task ControlSuite_QuadrupedFetch() => Silent(
        "[Signal(-1, 1)] public float Up { get; init; } [Signal(0, 20, Unit = \"m\")] public float ToBall { get; init; } [Signal(0, 20, Unit = \"m\")] public float BallToTarget { get; init; } "
        + "private float Upright => Tolerance(Up, 0.9f, 1f, 1.9f, SigmoidKind.Linear, 0f); private float Reach => Tolerance(ToBall, 0f, 0.4f, 14f, SigmoidKind.Linear, 0f); private float Fetch => Tolerance(BallToTarget, 0f, 0.4f, 14f, SigmoidKind.Linear, 0f); "
        + "[Term(1)] public float All => Upright * Reach * (0.5f + 0.5f * Fetch); [Stage(1)] public bool Reached => ToBall < 0.4f; [Goal] public bool Fetched => BallToTarget < 0.4f;");

    [Fact]
    public Task ControlSuite_SparseReacher() => Silent(
        "[Signal(0, 0.5, Unit = \"m\", Rest = 0.3)] public float Distance { get; init; } [Term(1)] public float InTarget => Tolerance(Distance, 0f, 0.05f, 0f, SigmoidKind.Gaussian); [Goal] public bool Reached => Distance < 0.05f;");

    [Fact]
    public Task Playground_PandaPick() => Silent(
        "[Signal(0, 2, Unit = \"m\")] public float GripperToBox { get; init; } [Signal(0, 2, Unit = \"m\")] public float BoxToTarget { get; init; } [Signal(0, 3)] public float Turned { get; init; } [Signal] public bool FloorHit { get; init; } [Signal(0, 9)] public float ArmPose { get; init; } "
        + "[State(0)] private bool Touched => Previous.Touched || GripperToBox < 0.012f; [Term(4)] public float NearBox => 1f - Tanh(5f * GripperToBox); "
        + "[Term(8)] public float NearTarget => (Touched ? 1f : 0f) * (1f - Tanh(5f * (0.9f * BoxToTarget + 0.1f * Turned))); [Term(0.25)] public bool Clear => !FloorHit; [Term(0.3)] public float Pose => 1f - Tanh(ArmPose); "
        + "[Stage(1)] public bool AtBox => GripperToBox < 0.012f; [Goal] public bool Done => BoxToTarget < 0.02f;");

    [Fact]
    public Task MetaWorld_PickPlace() => Silent(
        "[Signal(0, 1)] public float Grasp { get; init; } [Signal(0, 1, Unit = \"m\")] public float ToTarget { get; init; } [Signal(0, 0.5, Unit = \"m\")] public float Height { get; init; } [Signal(0, 1)] public float Open { get; init; } "
        + "private float InPlace => Tolerance(ToTarget, 0f, 0.05f, 0.6f, SigmoidKind.LongTail); private float Both => Grasp + InPlace - Grasp * InPlace > 0f ? Grasp * InPlace / (Grasp + InPlace - Grasp * InPlace) : 0f; "
        + "private bool Lifted => Height > 0.01f && Open > 0f && Grasp > 0.5f; [Term(1)] public float Paid => Placed ? 10f : Both + (Lifted ? 1f + 5f * InPlace : 0f); [Stage(1)] public bool Held => Lifted; [Goal] public bool Placed => ToTarget < 0.05f;");

    [Fact]
    public Task ManiSkill_PickCube() => Silent(
        "[Signal(0, 1, Unit = \"m\")] public float ToCube { get; init; } [Signal(0, 1, Unit = \"m\")] public float CubeToGoal { get; init; } [Signal] public bool Grasped { get; init; } [Signal(0, 5, Unit = \"rad/s\")] public float JointSpeed { get; init; } "
        + "private bool IsPlaced => CubeToGoal < 0.025f; private bool IsStatic => JointSpeed < 0.2f; private float Reach => 1f - Tanh(5f * ToCube); private float Place => 1f - Tanh(5f * CubeToGoal); "
        + "[Term(1)] public float Paid => Success ? 5f : Reach + (Grasped ? 1f + Place : 0f) + (IsPlaced && Grasped ? 1f - Tanh(5f * JointSpeed) : 0f); [Stage(1)] public bool Held => Grasped; [Stage(2)] public bool AtGoal => Grasped && IsPlaced; [Goal] public bool Success => IsPlaced && IsStatic;");

    [Fact]
    public Task Gymnasium_Pendulum() => Silent(
        "[Signal(-3.15, 3.15, Unit = \"rad\")] public float Angle { get; init; } [Signal(-8, 8, Unit = \"rad/s\")] public float Turn { get; init; } [Signal(-2, 2), Action] public float Torque { get; init; } "
        + "[Penalty(1)] public float Cost => Square(Angle) + 0.1f * Square(Turn) + 0.001f * Square(Torque); [Goal] public bool Up => Abs(Angle) < 0.1f && Abs(Turn) < 1f;");

    [Fact]
    public Task Gymnasium_MountainCar() => Silent(
        "[Signal(-1.2, 0.6)] public float Position { get; init; } [Signal(-0.07, 0.07)] public float Velocity { get; init; } [Penalty(1)] public float Living => 1f; [Goal, Termination(EpisodeEnd.Success)] public bool Top => Position >= 0.5f && Velocity >= 0f;");

    private static async Task Silent(string members)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.Usings + "[RewardSpec] public sealed partial class Good { " + members + " }");
        Assert.Empty(analysis.CompilerErrors);
        Assert.Empty(analysis.Findings.Where(f => s_ids.Contains(f.Id)).Select(f => f.ToString()));
    }
}
