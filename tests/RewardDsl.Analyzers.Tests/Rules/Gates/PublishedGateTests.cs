using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Published rewards without a mistake in their conditions: RWD5001, RWD5002, RWD5003 and RWD5007 stay silent.</summary>
public sealed class PublishedGateTests
{
    private static readonly string[] s_rules = ["RWD5001", "RWD5002", "RWD5003", "RWD5007"];

    /// <summary>Gymnasium Hopper-v5: the healthy reward is paid while healthy, unlike in v2 to v4.</summary>
    [Fact]
    public Task Hopper() => Silent(
        "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]",
        """
        [Signal(-1, 3, Unit = "m")] public float Height { get; init; }
        [Signal(-3.15, 3.15, Unit = "rad")] public float Angle { get; init; }
        [Signal(-10, 10, Unit = "m/s")] public float ForwardVelocity { get; init; }
        [Signal(-200, 200, Length = 10)] public Vec State { get; init; }
        [Signal(-1, 1, Length = 3), Action] public Vec Torque { get; init; }

        private bool IsFinite => !float.IsNaN(Height) && All(State > -100f) && All(State < 100f);

        [Gate] public bool IsHealthy => IsFinite && Height > 0.7f && Abs(Angle) < 0.2f;
        [Term(1, Gate = nameof(IsHealthy))] public float Healthy => 1f;
        [Term(1)] public float Forward => ForwardVelocity;
        [Penalty(1e-3)] public float Control => SumSquares(Torque);
        [Termination(EpisodeEnd.Failure)] public bool Unhealthy => !IsHealthy;
        """);

    /// <summary>Gymnasium Ant-v5 with its parameters as parameters.</summary>
    [Fact]
    public Task Ant() => Silent(
        "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]",
        """
        [Signal(0, 2, Unit = "m")] public float Height { get; init; }
        [Signal(-10, 10, Unit = "m/s")] public float ForwardVelocity { get; init; }
        [Signal(-1, 1, Length = 8), Action] public Vec Torque { get; init; }
        [Signal(-50, 50, Length = 84)] public Vec ContactForce { get; init; }
        [Parameter(0, 1)] public float MinHeight { get; init; } = 0.2f;
        [Parameter(0.5, 3)] public float MaxHeight { get; init; } = 1f;

        private bool IsHealthy => Height >= MinHeight && Height <= MaxHeight;

        [Term(1)] public bool Healthy => IsHealthy;
        [Term(1)] public float Forward => ForwardVelocity;
        [Penalty(0.5)] public float Control => SumSquares(Torque);
        [Penalty(5e-4)] public float Contact => SumSquares(Clamp(ContactForce, -1f, 1f));
        [Termination(EpisodeEnd.Failure)] public bool Unhealthy => !IsHealthy;
        """);

    /// <summary>Gymnasium CartPole-v1: one for each step, the falling one as well.</summary>
    [Fact]
    public Task CartPole() => Silent(
        "[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]",
        """
        [Signal(-4.8, 4.8, Unit = "m")] public float Position { get; init; }
        [Signal(-0.42, 0.42, Unit = "rad")] public float Angle { get; init; }

        [Term(1)] public float Alive => 1f;
        [Goal(Kind = GoalKind.Survive)] public bool Balanced => Abs(Angle) <= 0.2095f;
        [Termination(EpisodeEnd.Failure)] public bool Fallen => Abs(Position) > 2.4f || Abs(Angle) > 0.2095f;
        """);

    /// <summary>Isaac Lab, Franka lift: terms that count only above a height, weights of the task's configuration.</summary>
    [Fact]
    public Task FrankaLift() => Silent(
        "[RewardSpec(Discount = 0.98, Horizon = 250, TimeLimit = TimeLimitKind.Truncates)]",
        """
        [Signal(0, 2, Unit = "m")] public float GripperDistance { get; init; }
        [Signal(0, 2, Unit = "m")] public float GoalDistance { get; init; }
        [Signal(-0.1, 1, Unit = "m")] public float ObjectHeight { get; init; }
        [Signal(-1, 1, Length = 8), Action] public Vec Action { get; init; }

        [Goal] public bool AtGoal => IsLifted && GoalDistance < 0.02f;
        [Gate] public bool IsLifted => ObjectHeight > 0.04f;
        [Term(1)] public float Reach => 1f - Tanh(GripperDistance / 0.1f);
        [Term(15)] public bool Lifted => ObjectHeight > 0.04f;
        [Term(16, Gate = nameof(IsLifted))] public float Coarse => 1f - Tanh(GoalDistance / 0.3f);
        [Term(5, Gate = nameof(IsLifted))] public float Fine => 1f - Tanh(GoalDistance / 0.05f);
        [Penalty(1e-4)] public float ActionRate => SumSquares(Action - Previous.Action);
        [Termination(EpisodeEnd.Failure)] public bool Dropped => ObjectHeight < -0.05f;
        """);

    /// <summary>Meta-World pick-place-v2: a Hamacher product, a milestone and the fixed reward of success.</summary>
    [Fact]
    public Task PickPlace() => Silent(
        "[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]",
        """
        [Signal(0, 1)] public float Grasp { get; init; }
        [Signal(0, 1, Unit = "m")] public float TargetDistance { get; init; }
        [Signal(0, 1, Unit = "m")] public float GripperDistance { get; init; }
        [Signal(0, 0.1, Unit = "m")] public float Opened { get; init; }
        [Signal(0, 0.5, Unit = "m")] public float Lift { get; init; }

        private float InPlace => Tolerance(TargetDistance, 0f, 0.05f, 0.3f, SigmoidKind.LongTail);
        private float Product => SafeDiv(Grasp * InPlace, Grasp + InPlace - Grasp * InPlace, 1e-6f);
        private bool IsHeld => GripperDistance < 0.02f && Opened > 0f && Lift > 0.01f;

        [Goal] public bool Placed => TargetDistance < 0.05f;
        [Term(1)] public float Reward => Placed ? 10f : IsHeld ? Product + 1f + 5f * InPlace : Product;
        """);

    /// <summary>Gymnasium CarRacing-v3: each tile once; leaving the field ends the episode.</summary>
    [Fact]
    public Task CarRacing() => Silent(
        "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]",
        """
        [Signal(0, 3)] public int NewTiles { get; init; }
        [Signal(0, 1)] public float LapShare { get; init; }
        [Signal(-400, 400, Unit = "m")] public float X { get; init; }
        [Signal(-400, 400, Unit = "m")] public float Y { get; init; }

        [Penalty(0.1)] public float Frame => 1f;
        [Term(3.3)] public float Tiles => NewTiles;
        [Goal, Termination(EpisodeEnd.Success)] public bool Lap => LapShare > 0.95f;
        [Termination(EpisodeEnd.Failure, Reward = -100)] public bool OffField => Abs(X) > 333f || Abs(Y) > 333f;
        """);

    /// <summary>MuJoCo Playground, Panda pick cube: a latch that opens the way to the second phase, an event for a collision as a reward for its absence.</summary>
    [Fact]
    public Task PandaPick() => Silent(
        "[RewardSpec(Discount = 0.97, Horizon = 150, TimeLimit = TimeLimitKind.Truncates)]",
        """
        [Signal(0, 2, Unit = "m")] public float GripperToBox { get; init; }
        [Signal(0, 2, Unit = "m")] public float BoxToTarget { get; init; }
        [Signal] public bool FloorContact { get; init; }

        [State(false)] public bool HasReached => Previous.HasReached || GripperToBox < 0.012f;
        [Goal] public bool OnTarget => BoxToTarget < 0.05f;
        [Gate] public bool Latched => HasReached;
        [Term(4)] public float Gripper => 1f - Tanh(5f * GripperToBox);
        [Term(8, Gate = nameof(Latched))] public float Box => 1f - Tanh(5f * BoxToTarget);
        [Term(0.25)] public bool NoCollision => !FloorContact;
        """);

    private static async Task Silent(string spec, string members)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.Usings + spec + " public sealed partial class Published { " + members + " }");
        Assert.Empty(analysis.CompilerErrors);
        Assert.Empty(analysis.Findings.Where(f => s_rules.Contains(f.Id) || f.Id.StartsWith("RWD0", System.StringComparison.Ordinal)).Select(f => f.ToString()));
    }
}
