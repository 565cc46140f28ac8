using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD9003: declared preferences that the reward turns round.</summary>
public sealed class PreferenceTests
{
    /// <summary>The check of Knox et al. (2023, "Reward (mis)design for autonomous driving"): is it better to crash than to stay parked?</summary>
    private const string Driving = @"
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
[[|Prefer(nameof(Parked), over: nameof(Crashed))|]]
public sealed partial class Driving
{
    [Signal(0, 30, Unit = ""m/s"")] public float Speed { get; init; }
    [Signal] public bool Collision { get; init; }
    [Signal(-1, 1), Action] public float Throttle { get; init; }

    [Term(0.1)] public float Progress => Speed;
    [Penalty(0.2)] public float Change => Square(Throttle - Previous.Throttle);
    [Termination(EpisodeEnd.Failure, Reward = -30)] public bool Crash => Collision;

    [Scenario(ScenarioKind.Idle, Steps = 1000)] private static Driving Parked => new();
    [Scenario(ScenarioKind.Typical, Steps = 50)] private static Driving Fast => new() { Speed = 10, Throttle = 1 };
    [Scenario(ScenarioKind.Failure, After = nameof(Fast))] private static Driving Crashed => new() { Speed = 10, Collision = true };
}
";

    [Fact]
    public async Task DriveThenCrashBeatsParking()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Walker.Usings + Driving, "RWD9003", "'Parked' is to be preferred over 'Crashed', but returns 0 against 21.8332; it holds with 'Crash.Reward' below -66.09 (now -30) or 'Progress.Weight' below 0.04556 (now 0.1)");
        Diagnostic finding = Assert.Single(analysis.Findings);
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Equal(("Crash", "-67"), (finding.Properties["member"], finding.Properties["number"]));
    }

    [Fact]
    public Task EnoughForTheCrashPasses() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + Driving.Replace("[[|Prefer(nameof(Parked), over: nameof(Crashed))|]]", "[Prefer(nameof(Parked), over: nameof(Crashed))]", System.StringComparison.Ordinal).Replace("-30", "-66.1", System.StringComparison.Ordinal),
        "RWD9003");

    /// <summary>A submission of the study of Booth et al. (2023, "The perils of trial-and-error reward design"): being fed is the metric.</summary>
    [Fact]
    public Task FedAndThirstyIsWorthLess() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + @"
[RewardSpec]
[[|Prefer(nameof(FedButThirsty), over: nameof(HungryButNotThirsty))|]]
public sealed partial class HungryThirsty
{
    [Signal] public bool Hungry { get; init; }
    [Signal] public bool Thirsty { get; init; }
    [Term(1)] public float State => Hungry ? (Thirsty ? -0.05f : 0.15f) : Thirsty ? 0.05f : 1f;
    [Scenario(ScenarioKind.Custom)] private static HungryThirsty FedButThirsty => new() { Thirsty = true };
    [Scenario(ScenarioKind.Custom)] private static HungryThirsty HungryButNotThirsty => new() { Hungry = true };
}
",
        "RWD9003",
        "'FedButThirsty' is to be preferred over 'HungryButNotThirsty', but returns 0.05 against 0.15");

    [Fact]
    public Task AsMuchIsNotMore() => Verify(
        "[Term(1)] public float A => Speed;", "Speed = 2", "Speed = 2, Ready = true", true, "'Better' is to be preferred over 'Worse', but returns 2 against 2");

    [Fact]
    public Task ALittleMorePasses() => Verify("[Term(1)] public float A => Speed;", "Speed = 2.0001f", "Speed = 2, Ready = true", false);

    [Fact]
    public Task NotANumber() => Verify(
        "[Term(1)] public float A => Speed / Load;", "Speed = 1", "Speed = 0", true, "'Better' is to be preferred over 'Worse', but returns ∞ against NaN");

    [Fact]
    public async Task AtTheEndOfAParameter()
    {
        Analysis analysis = await Verify(
            "[Parameter(0, 1)] public float Share { get; set; } = 0.5f; [Term(1)] public float A => Share * Speed; [Term(0.1)] public bool B => Ready;",
            "Speed = 1",
            "Ready = true",
            true,
            "'Better' is to be preferred over 'Worse', but returns 0 against 0.1 with Share = 0");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task AtEveryEndOfAParameterPasses() => Verify(
        "[Parameter(0.2, 1)] public float Share { get; set; } = 0.5f; [Term(1)] public float A => Share * Speed; [Term(0.1)] public bool B => Ready;", "Speed = 1", "Ready = true", false);

    [Fact]
    public async Task OfEachEnvironment()
    {
        Analysis analysis = await Verify(
            "[Parameter(0, 1, PerEnvironment = true)] public float Share { get; set; } = 0.5f; [Term(Weight = nameof(Share))] public float A => Speed; [Term(0.1)] public bool B => Ready;",
            "Speed = 1",
            "Ready = true",
            true,
            "'Better' is to be preferred over 'Worse', but returns 0 against 0.1 with Share = 0");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task AtTheStartOfTraining()
    {
        Analysis analysis = await Verify(
            "[Schedule] public static float Ramp(TrainingClock clock) => Saturate(clock.Steps / 1000f); [Penalty(1, Schedule = nameof(Ramp))] public bool A => Ready; [Term(1)] public float B => Load;",
            "Load = 0.5f",
            "Ready = true, Load = 1",
            true,
            "'Better' is to be preferred over 'Worse', but returns 0.5 against 1 with the clock at the start of training");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task HeldForItsSteps() => Verify(
        "[State(0)] public float Travelled => Previous.Travelled + Speed; [Term(1)] public float A => Travelled; [Penalty(1)] public float B => Load;",
        "Speed = 1",
        "Load = 1",
        true,
        "'Better' is to be preferred over 'Worse', but returns 6 against 9; it holds with 'F.Weight' below 1.3 (now 1.6) or 'B.Weight' above 1.3 (now 1)",
        "Steps = 3",
        "Steps = 10",
        "[Term(1)] public bool C => Load > 0.5f && Step.IsFirst; [Bonus(2, RepeatPolicy.Once)] public bool D => Load > 0.5f; [Bonus(50, RepeatPolicy.EachRise)] public bool E => Load > 0.5f; [Term(1.6)] public float F => Load;");

    [Fact]
    public async Task Suppressed() => Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(
        Walker.Usings + MarkupSource.Parse(Driving).Text, new Dictionary<string, ReportDiagnostic> { ["RWD9003"] = ReportDiagnostic.Suppress })).Findings);

    /// <summary>What a preference is about: without shaping, with actions that were the same before.</summary>
    [Fact]
    public Task ShapingAndHeldActionsDoNotCount() => Verify(
        "[Signal(-1, 1), Action] public float Force { get; init; } [Term(1)] public float A => Speed; [Potential(100)] public float Near => Load; [Penalty(10)] public float Rate => Square(Force - Previous.Force);",
        "Speed = 1, Force = 1",
        "Load = 1",
        false);

    [Fact]
    public Task OfADerivedSpec() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + @"
[RewardSpec] public partial class Base
{
    [Signal(-1, 1)] public float Speed { get; init; }
    [Signal] public bool Fallen { get; init; }
    [Term(1)] public float Forward => Speed;
    [Penalty(2)] public bool Falls => Fallen;
    [Scenario(ScenarioKind.Idle)] protected static Base Standing => new();
    [Scenario(ScenarioKind.Failure)] protected static Base Falling => new() { Speed = 1, Fallen = true };
}
[RewardSpec, Reweight(""Falls"", 0.5)]
[[|Prefer(nameof(Standing), over: nameof(Falling))|]]
public partial class Light : Base { }
[RewardSpec, Prefer(nameof(Standing), over: nameof(Falling))]
public partial class Heavy : Base { }
",
        "RWD9003",
        "'Standing' is to be preferred over 'Falling', but returns 0 against 0.5; it holds with 'Falls.Weight' above 1 (now 0.5) or 'Forward.Weight' below 0.5 (now 1)");

    /// <summary>cartpole of dm_control, balance and swing-up: a product of factors in [0, 1].</summary>
    [Fact]
    public Task PublishedCartpolePasses() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + @"
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
[Prefer(nameof(Balanced), over: nameof(Tilted)), Prefer(nameof(Tilted), over: nameof(Hanging)), Prefer(nameof(Balanced), over: nameof(Swinging))]
public sealed partial record Cartpole
{
    [Signal(-1.8, 1.8)] public float Position { get; init; }
    [Signal(-1, 1)] public float PoleCosine { get; init; }
    [Signal(-20, 20)] public float AngularVelocity { get; init; }
    [Signal(-1, 1), Action] public float Control { get; init; }
    private float Upright => (PoleCosine + 1f) / 2f;
    private float Centered => (1f + Tolerance(Position, 0f, 0f, 2f, SigmoidKind.Gaussian, 0.1f)) / 2f;
    private float SmallControl => (4f + Tolerance(Control, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) / 5f;
    private float SmallVelocity => (1f + Tolerance(AngularVelocity, 0f, 0f, 5f, SigmoidKind.Gaussian, 0.1f)) / 2f;
    [Term(1)] public float Reward => Upright * SmallControl * SmallVelocity * Centered;
    [Scenario(ScenarioKind.Success, Steps = 1000)] private static Cartpole Balanced => new() { PoleCosine = 1 };
    [Scenario(ScenarioKind.Custom, Steps = 1000)] private static Cartpole Tilted => Balanced with { PoleCosine = 0.9f };
    [Scenario(ScenarioKind.Start, Steps = 1000)] private static Cartpole Hanging => new() { PoleCosine = -1 };
    [Scenario(ScenarioKind.Custom, Steps = 1000)] private static Cartpole Swinging => Balanced with { AngularVelocity = 6, Control = 1 };
}
",
        "RWD9003");

    /// <summary>MountainCar and Pendulum of Gymnasium: only costs, so that arriving sooner or standing upright costs less.</summary>
    [Fact]
    public Task PublishedCostsPass() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + @"
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
[Prefer(nameof(Early), over: nameof(Late)), Prefer(nameof(Late), over: nameof(Never))]
public sealed partial class MountainCar
{
    [Signal(-1.2, 0.6)] public float Position { get; init; }
    [Penalty(1)] public bool EachStep => true;
    [Termination(EpisodeEnd.Success)] public bool Arrived => Position >= 0.5f;
    [Scenario(ScenarioKind.Custom, Steps = 90)] private static MountainCar Short => new() { Position = -0.5f };
    [Scenario(ScenarioKind.Custom, Steps = 150)] private static MountainCar Long => new() { Position = -0.5f };
    [Scenario(ScenarioKind.Success, After = nameof(Short))] private static MountainCar Early => new() { Position = 0.5f };
    [Scenario(ScenarioKind.Success, After = nameof(Long))] private static MountainCar Late => new() { Position = 0.5f };
    [Scenario(ScenarioKind.Idle, Steps = 200)] private static MountainCar Never => new() { Position = -0.5f };
}
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
[Prefer(nameof(Upright), over: nameof(Hanging)), Prefer(nameof(Swinging), over: nameof(Hanging))]
public sealed partial class Pendulum
{
    [Signal(-3.1416, 3.1416)] public float Angle { get; init; }
    [Signal(-8, 8)] public float Velocity { get; init; }
    [Signal(-2, 2), Action] public float Torque { get; init; }
    [Penalty(1)] public float Angles => Square(Angle);
    [Penalty(0.1)] public float Velocities => Square(Velocity);
    [Penalty(0.001)] public float Torques => Square(Torque);
    [Scenario(ScenarioKind.Success, Steps = 200)] private static Pendulum Upright => new() { Torque = 0.1f };
    [Scenario(ScenarioKind.Custom, Steps = 200)] private static Pendulum Swinging => new() { Angle = 1.5f, Velocity = 4, Torque = 2 };
    [Scenario(ScenarioKind.Idle, Steps = 200)] private static Pendulum Hanging => new() { Angle = 3.1416f };
}
",
        "RWD9003");

    /// <summary>CartPole of Gymnasium, and the lift task of Isaac Lab: each stage is worth more than the one before.</summary>
    [Fact]
    public Task PublishedStagesPass() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + @"
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
[Prefer(nameof(Balanced), over: nameof(FallsLate)), Prefer(nameof(FallsLate), over: nameof(Falls))]
public sealed partial class CartPole
{
    [Signal(-0.5, 0.5)] public float Angle { get; init; }
    [Term(1)] public bool EachStep => true;
    [Termination(EpisodeEnd.Failure)] public bool Fallen => Abs(Angle) > 0.2095f;
    [Scenario(ScenarioKind.Success, Steps = 500)] private static CartPole Balanced => new();
    [Scenario(ScenarioKind.Custom, Steps = 100)] private static CartPole Stands => new();
    [Scenario(ScenarioKind.Failure, After = nameof(Stands))] private static CartPole FallsLate => new() { Angle = 0.3f };
    [Scenario(ScenarioKind.Failure)] private static CartPole Falls => new() { Angle = 0.3f };
}
[RewardSpec(Discount = 0.98, Horizon = 250, TimeLimit = TimeLimitKind.Truncates)]
[Prefer(nameof(Near), over: nameof(Far)), Prefer(nameof(Lifted), over: nameof(Near)), Prefer(nameof(Placed), over: nameof(Lifted))]
public sealed partial class Lift
{
    [Signal(0, 1.5, Rest = 0.5)] public float HandToObject { get; init; }
    [Signal(0, 1.5, Rest = 0.5)] public float ObjectToGoal { get; init; }
    [Signal(0, 1)] public float Height { get; init; }
    [Signal(-1, 1, Length = 8), Action] public Vec Action { get; init; }
    [Gate] public bool IsLifted => Height > 0.04f;
    [Term(1)] public float Reach => 1f - Tanh(HandToObject / 0.1f);
    [Term(15)] public bool Lifting => IsLifted;
    [Term(16, Gate = nameof(IsLifted))] public float Coarse => 1f - Tanh(ObjectToGoal / 0.3f);
    [Term(5, Gate = nameof(IsLifted))] public float Fine => 1f - Tanh(ObjectToGoal / 0.05f);
    [Penalty(0.0001)] public float ActionRate => SumSquares(Action - Previous.Action);
    [Scenario(ScenarioKind.Start, Steps = 50)] private static Lift Far => new();
    [Scenario(ScenarioKind.Custom, Steps = 50)] private static Lift Near => new() { HandToObject = 0.02f };
    [Scenario(ScenarioKind.Custom, Steps = 50)] private static Lift Lifted => new() { HandToObject = 0.02f, Height = 0.1f };
    [Scenario(ScenarioKind.Success, Steps = 50)] private static Lift Placed => new() { HandToObject = 0.02f, Height = 0.1f, ObjectToGoal = 0.01f, Action = [1f, -1f, 1f, -1f, 0f, 0f, 0f, 0f] };
}
",
        "RWD9003");

    private static Task<Analysis> Verify(string members, string better, string worse, bool isFound, string message = "", string betterFor = "", string worseFor = "", string more = "")
    {
        string claim = "Prefer(nameof(Better), over: nameof(Worse))";
        string source = Walker.Usings + "[RewardSpec] [" + (isFound ? "[|" + claim + "|]" : claim) + "] public sealed partial class Course { [Signal(-5, 5)] public float Speed { get; init; } "
            + "[Signal(0, 1)] public float Load { get; init; } [Signal] public bool Ready { get; init; } " + members + more
            + "[Scenario(ScenarioKind.Custom" + (betterFor.Length > 0 ? ", " + betterFor : "") + ")] private static Course Better => new() { " + better + " }; "
            + "[Scenario(ScenarioKind.Custom" + (worseFor.Length > 0 ? ", " + worseFor : "") + ")] private static Course Worse => new() { " + worse + " }; }";
        return AnalyzerVerifier.VerifyAsync(source, "RWD9003", isFound ? [message] : []);
    }
}
