using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4010 is silent on published rewards with the units of their signals declared.</summary>
public sealed class UnitsOfPublishedRewardsTests
{
    [Fact]
    public Task PendulumOfGymnasium() => Silent(
        """
        [Signal(-50, 50, Unit = "rad")] public float Theta { get; init; }
        [Signal(-8, 8, Unit = "rad/s")] public float Speed { get; init; }
        [Signal(-2, 2, Unit = "N*m"), Action] public float Torque { get; init; }
        [Penalty(1)] public float Cost => Square(WrapAngle(Theta)) + (0.1f * Square(Speed)) + (0.001f * Square(Torque));
        """);

    [Fact]
    public Task HumanoidOfGymnasium() => Silent(
        """
        [Signal(-20, 20, Unit = "m/s")] public float Forward { get; init; }
        [Signal(0, 3, Unit = "m")] public float Height { get; init; }
        [Signal(-0.4, 0.4, Length = 17, Unit = "N*m"), Action] public Vec Torque { get; init; }
        [Signal(-1000, 1000, Length = 84, Unit = "N")] public Vec Contact { get; init; }
        private bool Healthy => Height > 1f && Height < 2f;
        [Term(1)] public float Paid => (Healthy ? 5f : 0f) + (1.25f * Forward) - (0.1f * SumSquares(Torque)) - Min(5e-7f * SumSquares(Contact), 10f);
        [Term(1)] public float Bare => Forward + (Healthy ? 1f : 0f) - (1e-3f * SumSquares(Torque));
        """);

    [Fact]
    public Task LunarLanderOfGymnasium() => Silent(
        """
        [Signal(-2, 2, Unit = "m")] public Vector2 Position { get; init; }
        [Signal(-9, 9, Unit = "m/s")] public Vector2 Velocity { get; init; }
        [Signal(-6.3, 6.3, Unit = "rad")] public float Angle { get; init; }
        [Signal] public bool LeftLeg { get; init; }
        [Signal] public bool RightLeg { get; init; }
        private float Shape => (-100f * Position.Length()) - (100f * Velocity.Length()) - (100f * Abs(Angle)) + (LeftLeg ? 10f : 0f) + (RightLeg ? 10f : 0f);
        [Term(1)] public float Moved => Shape - Previous.Shape;
        """);

    [Fact]
    public Task PickCubeOfMuJoCoPlayground() => Silent(
        """
        [Signal(-2, 2, Unit = "m", Frame = "world")] public Vector3 Box { get; init; }
        [Signal(-2, 2, Unit = "m", Frame = "world")] public Vector3 Target { get; init; }
        [Signal(-2, 2, Unit = "m", Frame = "world")] public Vector3 Gripper { get; init; }
        [Signal(0, 3.2, Unit = "rad")] public float Turned { get; init; }
        [State(0)] private float Reached => Max(Previous.Reached, Vector3.Distance(Box, Gripper) < 0.012f ? 1f : 0f);
        [Term(4)] public float Near => 1f - Tanh(5f * Vector3.Distance(Box, Gripper));
        [Term(8)] public float Placed => Reached * (1f - Tanh(5f * ((0.9f * (Target - Box).Length()) + (0.1f * Turned))));
        """);

    [Fact]
    public Task LegsOfIsaacLab() => Silent(
        """
        [Signal(-1, 1, Unit = "m/s", Frame = "body")] public Vector2 Command { get; init; }
        [Signal(-5, 5, Unit = "m/s", Frame = "body")] public Vector3 Velocity { get; init; }
        [Signal(-9, 9, Unit = "rad/s", Frame = "body")] public Vector3 Turning { get; init; }
        [Signal(-1, 1, UnitNorm = true, Frame = "body")] public Vector3 Gravity { get; init; }
        [Signal(-80, 80, Length = 12, Unit = "N*m")] public Vec Torque { get; init; }
        [Signal(-1, 1, Length = 12), Action] public Vec Joints { get; init; }
        [Signal(Length = 4)] public Mask Contact { get; init; }
        [State(0)] private Vec AirTime => Where(Contact, 0f, Previous.AirTime + Step.Seconds);
        [Term(1)] public float Track => Exp(-(Command - Velocity.Xy()).LengthSquared() / 0.25f);
        [Penalty(2)] public float Bounce => Square(Velocity.Z);
        [Penalty(0.05)] public float Rolling => Turning.Xy().LengthSquared() + Square(Gravity.X);
        [Penalty(1e-5)] public float Effort => SumSquares(Torque);
        [Penalty(0.01)] public float Rate => SumSquares(Joints - Previous.Joints);
        [Term(0.125)] public float Stride => Command.Length() > 0.1f ? Sum(Where(Contact & !Previous.Contact, Previous.AirTime - 0.5f, 0f)) : 0f;
        """);

    [Fact]
    public Task OverlongPenaltyOfDapo() => Silent(
        """
        [Signal(0, 30000, Unit = "tokens")] public float Length { get; init; }
        [Parameter(1000, 30000)] public float Budget { get; init; } = 20480f;
        [Parameter(100, 5000)] public float Cache { get; init; } = 4096f;
        [Signal] public bool Right { get; init; }
        [Term(1)] public float Accuracy => Right ? 1f : -1f;
        [Term(1)] public float Overlong => Length <= Budget - Cache ? 0f : Length <= Budget ? (Budget - Cache - Length) / Cache : -1f;
        """);

    private static Task<Analysis> Silent(string members) =>
        AnalyzerVerifier.VerifyAsync(Walker.Usings + "[RewardSpec(StepSeconds = 0.02)] public sealed partial class Published {\n" + members + "\n}", "RWD4010");
}
