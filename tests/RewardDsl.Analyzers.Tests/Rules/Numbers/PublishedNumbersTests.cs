using System;
using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The rules of numbers on published rewards: silent where ranges are declared, to the point where they are not.</summary>
public sealed class PublishedNumbersTests
{
    private static readonly string[] s_rules = ["RWD1001", "RWD1002", "RWD1003", "RWD1004", "RWD9001"];

    /// <summary>dm_control, suite/cartpole.py.</summary>
    [Fact]
    public Task CartPole() => Silent("""
        [Signal(-1, 1)] public float Upright { get; init; } [Signal(-1.8, 1.8)] public float Cart { get; init; } [Signal(-1, 1), Action] public float Control { get; init; } [Signal(-20, 20)] public float Velocity { get; init; }
        [Term(1), Bounds(0, 1)] public float Reward => (Upright + 1f) / 2f * ((1f + Tolerance(Cart, 0f, 0f, 2f, SigmoidKind.Gaussian, 0.1f)) / 2f)
            * ((4f + Tolerance(Control, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) / 5f) * ((1f + Tolerance(Velocity, 0f, 0f, 5f, SigmoidKind.Gaussian, 0.1f)) / 2f);
        """);

    /// <summary>Gymnasium, classic_control/pendulum.py.</summary>
    [Fact]
    public Task Pendulum() => Silent("""
        [Signal(-3.1415927, 3.1415927)] public float Angle { get; init; } [Signal(-8, 8)] public float Speed { get; init; } [Signal(-2, 2), Action] public float Torque { get; init; }
        [Penalty(1)] public float Cost => Square(Angle) + 0.1f * Square(Speed) + 0.001f * Square(Torque);
        """);

    /// <summary>Gymnasium, mujoco/ant_v5.py: costs bounded by the range of the action and by a clip; only the speed has no range.</summary>
    [Fact]
    public Task Ant() => Fires(
        """
        [Signal(Unit = "m/s")] public float Speed { get; init; } [Signal(-1, 1, Length = 8), Action] public Vec Action { get; init; } [Signal(Length = 78)] public Vec Contact { get; init; }
        [Term(1)] public float Healthy => 1f; [Term(1)] public float Forward => Speed; [Penalty(0.5)] public float Control => SumSquares(Action); [Penalty(5e-4)] public float Impact => SumSquares(Clamp(Contact, -1f, 1f));
        """,
        "RWD9001 Signal(Unit = \"m/s\")",
        "RWD1001 Speed");

    /// <summary>Isaac Lab, velocity_env_cfg.py, before anybody declares a range.</summary>
    [Fact]
    public Task VelocityTracking() => Fires(
        """
        [Signal(-1, 1)] public Vector2 Command { get; init; } [Signal] public Vector3 Velocity { get; init; } [Signal(Length = 12)] public Vec Torque { get; init; } [Signal(-1, 1, Length = 12), Action] public Vec Action { get; init; }
        [Term(1)] public float Track => Exp(-(Command - Velocity.Xy()).LengthSquared() / 0.25f); [Penalty(2)] public float Bounce => Square(Velocity.Z); [Penalty(1e-5)] public float Effort => SumSquares(Torque);
        [Penalty(0.01)] public float ActionRate => SumSquares(Action - Previous.Action);
        """,
        "RWD9001 Signal",
        "RWD9001 Signal(Length = 12)",
        "RWD1002 Square(Velocity.Z)",
        "RWD1002 SumSquares(Torque)");

    /// <summary>Isaac Lab, Franka lift.</summary>
    [Fact]
    public Task Lift() => Silent("""
        [Signal(0, 2)] public float Reach { get; init; } [Signal(0, 2)] public float Height { get; init; } [Signal(0, 3)] public float Goal { get; init; }
        [Gate] public bool Lifted => Height > 0.04f; [Term(1)] public float Near => 1f - Tanh(Reach / 0.1f); [Term(15)] public bool Lift => Height > 0.04f;
        [Term(16, Gate = nameof(Lifted))] public float Coarse => 1f - Tanh(Goal / 0.3f); [Term(5, Gate = nameof(Lifted))] public float Fine => 1f - Tanh(Goal / 0.05f);
        """);

    /// <summary>Flow, core/rewards.py, desired_velocity.</summary>
    [Fact]
    public Task DesiredVelocity() => Silent("""
        [Signal(0, 40, Length = 22)] public Vec Speeds { get; init; } [Parameter(1, 30)] public float Desired { get; init; } = 20f;
        private float Wanted => Sqrt(22f * Square(Desired));
        [Term(1)] public float Flow => Max(Wanted - Norm(Speeds - Desired), 0f) / Wanted;
        """);

    private static Task Silent(string members) => Fires(members);

    private static async Task Fires(string members, params string[] expected)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.Usings + "[RewardSpec] public sealed partial class Published {\n" + members + "\n}\n");
        AnalyzerVerifier.AssertCompiles(analysis);
        string text = analysis.Source.ToString();
        Assert.Equal(
            expected,
            analysis.Findings.Where(f => s_rules.Contains(f.Id) || f.Id.StartsWith("RWD0", StringComparison.Ordinal)).Select(f => $"{f.Id} {text.AsSpan(f.Location.SourceSpan.Start, f.Location.SourceSpan.Length)}"));
    }
}
