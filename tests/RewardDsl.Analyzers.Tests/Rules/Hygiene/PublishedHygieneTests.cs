using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Published rewards, written out: nothing to say of what they declare, read and leave out.</summary>
public sealed class PublishedHygieneTests
{
    /// <summary>dm_control, suite/cartpole.py.</summary>
    private const string CartPole = """
        [RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.01), Bounds(0, 1)]
        public sealed partial class CartPoleBalance
        {
            [Signal(-1.8, 1.8, Unit = "m")] public float Position { get; init; }
            [Signal(-1, 1)] public float PoleCosine { get; init; }
            [Signal(-20, 20, Unit = "rad/s")] public float PoleSpeed { get; init; }
            [Signal(-1, 1), Action] public float Control { get; init; }

            float Upright => (PoleCosine + 1f) / 2f;
            float Centred => (1f + Tolerance(Position, 0f, 0f, 2f, SigmoidKind.Gaussian, 0.1f)) / 2f;
            float Gentle => (4f + Tolerance(Control, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) / 5f;
            float Slow => (1f + Tolerance(PoleSpeed, 0f, 0f, 5f, SigmoidKind.Gaussian, 0.1f)) / 2f;

            [Term(1)] float Balance => Upright * Centred * Gentle * Slow;
        }
        """;

    /// <summary>Gymnasium, mujoco/hopper_v5.py.</summary>
    private const string Hopper = """
        [RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.008)]
        public sealed partial class Hopper
        {
            [Signal(-10, 10, Unit = "m/s")] public float ForwardSpeed { get; init; }
            [Signal(0, 3, Unit = "m")] public float Height { get; init; }
            [Signal(-3.2, 3.2, Unit = "rad")] public float Pitch { get; init; }
            [Signal(-100, 100, Length = 8)] public Vec State { get; init; }
            [Signal(-1, 1, Length = 3), Action] public Vec Action { get; init; }

            bool Healthy => Height > 0.7f && Abs(Pitch) < 0.2f && MaxAbs < 100f;
            float MaxAbs => Max(Abs(State));

            [Term(1)] bool Alive => Healthy;
            [Term(1)] float Forward => ForwardSpeed;
            [Penalty(1e-3)] float Control => SumSquares(Action);
            [Termination(EpisodeEnd.Failure)] bool Unhealthy => !Healthy;
            [Metric] float Speed => ForwardSpeed;
        }
        """;

    /// <summary>Isaac Lab, velocity_env_cfg.py, with the terms that its rough terrain switches off.</summary>
    private const string Velocity = """
        [RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
        public sealed partial class Velocity
        {
            [Signal(-1, 1, Unit = "m/s")] public Vector2 Command { get; init; }
            [Signal(-5, 5, Unit = "m/s")] public Vector3 BaseVelocity { get; init; }
            [Signal(-1, 1)] public Vector3 Gravity { get; init; }
            [Signal(-80, 80, Length = 12)] public Vec Torque { get; init; }
            [Signal(-1, 1, Length = 12), Action] public Vec Action { get; init; }
            [Signal(Length = 4)] public Mask Contact { get; init; }
            [Signal(Length = 4)] public Mask Undesired { get; init; }

            [State(0), Bounds(0, 20)] Vec AirTime => Where(Contact, 0f, Min(Previous.AirTime + Step.Seconds, 20f));
            Mask Landed => Contact & !Previous.Contact;

            [Term(1)] float Track => Exp(-(Command - BaseVelocity.Xy()).LengthSquared() / 0.25f);
            [Penalty(2)] float Bounce => Square(BaseVelocity.Z);
            [Penalty(1e-5)] float Effort => SumSquares(Torque);
            [Penalty(0.01)] float ActionRate => SumSquares(Action - Previous.Action);
            [Term(0.125)] float Stride => Sum(Where(Landed, Previous.AirTime - 0.5f, 0f));
            [Penalty(1)] float Touch => Count(Undesired);
            [Penalty(0)] float Tilt => Square(Gravity.X) + Square(Gravity.Y);
            [Metric] float Error => (Command - BaseVelocity.Xy()).Length();
        }
        """;

    /// <summary>Gymnasium, classic_control/cartpole.py: a constant that a failure ends.</summary>
    private const string ClassicCartPole = """
        [RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
        public sealed partial class ClassicCartPole
        {
            [Signal(-4.8, 4.8, Unit = "m")] public float Position { get; init; }
            [Signal(-0.42, 0.42, Unit = "rad")] public float Angle { get; init; }

            [Term(1)] float Alive => 1f;
            [Termination(EpisodeEnd.Failure)] bool Fallen => Abs(Angle) > 0.2095f || Abs(Position) > 2.4f;
            [Goal(Kind = GoalKind.Survive)] bool Balanced => !Fallen;
        }
        """;

    /// <summary>dm_control, suite/ball_in_cup.py: 1 while in the target, nothing else.</summary>
    private const string BallInCup = """
        [RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Bounds(0, 1)]
        public sealed partial class BallInCup
        {
            [Signal(-1, 1, Unit = "m")] public Vector2 BallToTarget { get; init; }
            [Term(1), Goal] bool Caught => Abs(BallToTarget.X) < 0.02f && Abs(BallToTarget.Y) < 0.02f;
        }
        """;

    /// <summary>A verifier of grade-school mathematics with a score for the format: one answer, no episode.</summary>
    private const string Verifier = """
        [RewardSpec(Consumer = RewardConsumer.GroupRelative), Bounds(0, 1)]
        public sealed partial class MathVerifier
        {
            [Signal] public bool IsEqual { get; init; }
            [Signal] public bool HasNumber { get; init; }
            [Parameter(0, 0.1)] public float FormatScore { get; init; } = 0f;

            [Term(1)] float Correct => IsEqual && HasNumber ? 1f : HasNumber ? FormatScore : 0f;
            [Goal] bool Solved => IsEqual && HasNumber;
            [Metric] bool Accuracy => Solved;
        }
        """;

    [Theory]
    [InlineData(CartPole)]
    [InlineData(Hopper)]
    [InlineData(Velocity)]
    [InlineData(ClassicCartPole)]
    [InlineData(BallInCup)]
    [InlineData(Verifier)]
    public async Task PublishedRewardsPass(string source)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.Usings + source);
        Assert.Empty(analysis.Findings.Where(static f => f.Id is "RWD9002" or "RWD9004" or "RWD9005").Select(static f => f.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
        AnalyzerVerifier.AssertCompiles(analysis);
    }
}
