using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0037 to RWD0039: what a scenario and a preference can be.</summary>
public sealed class ScenarioTests
{
    private const string Other = " [Scenario(ScenarioKind.Typical)] private static Walker Still => new(); ";

    [Fact]
    public Task MustBeStatic() => Walker.Verify("RWD0037", "[Scenario(ScenarioKind.Idle)] private Walker [|Still|] => new();", "The scenario 'Still' must be a static property of type 'Walker'");

    [Fact]
    public Task MustBeOfItsOwnType() => Walker.Verify("RWD0037", "[Scenario(ScenarioKind.Idle)] private static float [|Still|] => 1f;");

    [Fact]
    public Task MustBeACreation() => Walker.Verify(
        "RWD0037",
        "private static Walker Make() => new(); [Scenario(ScenarioKind.Idle)] private static Walker [|Still|] => Make(); [Scenario(ScenarioKind.Idle)] private static Walker [|Settable|] { get; set; }",
        "The scenario 'Still' must be '=> new() { … }', or a 'with' of another scenario",
        "The scenario 'Settable' must be '=> new() { … }', or a 'with' of another scenario");

    [Fact]
    public Task NamesSignalsOnly() => Walker.Verify(
        "RWD0037",
        "[Parameter(0, 1)] public float Share { get; set; } = 0.5f; [Scenario(ScenarioKind.Idle)] private static Walker Still => new() { [|Share = 1f|] };",
        "The scenario 'Still' gives values to whole signals only");

    [Fact]
    public Task AfterItself() => Walker.Verify(
        "RWD0037",
        "[Scenario(ScenarioKind.Idle, After = nameof(Second))] private static Walker [|First|] => new(); [Scenario(ScenarioKind.Idle, After = nameof(First))] private static Walker Second => new();",
        "The scenario 'First' comes after itself");

    [Fact]
    public Task OfItself() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec]", "public sealed partial record Walker", "[Scenario(ScenarioKind.Idle)] private static Walker [|First|] => Second with { Speed = 1f }; [Scenario(ScenarioKind.Idle)] private static Walker Second => First with { Ready = true };"),
        "RWD0037",
        "The scenario 'First' copies itself");

    [Fact]
    public Task ShapesPass() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec]", "public sealed partial record Walker", @"
    [Signal(Length = 2)] public Vec<Vector3> Feet { get; init; }
    [Signal(0, 1, History = 2)] public History<float> Load { get; init; }
    [Signal(0, 1)] public float? Score { get; init; }
    [Signal(1, 3)] public int Count { get; init; }
    [Signal(-1, 1, UnitNorm = true, Order = QuaternionOrder.Wxyz)] public Quaternion Turn { get; init; }
    [Signal(2, 3, Rest = 2.5)] public float Height { get; init; }
    private static readonly Vec s_pose = [0.1f, 0.2f, 0.3f, 0.4f];
    private static Vector3 Upright() => Vector3.UnitZ;
    [Scenario(ScenarioKind.Idle, Steps = 10)] private static Walker Still => new() { Speed = 1, Torque = s_pose, Contact = [true, false, true, false], Up = Upright(), Ready = true, Count = 1 };
    [Scenario(ScenarioKind.Start)] private static Walker Fresh { get; } = new() { Feet = [new(1, 2, 3), Vector3.Zero], Load = [0.5f, 1f], Score = 0.5f, Count = 2 };
    [Scenario(ScenarioKind.Typical, After = nameof(Still))] private static Walker Later { get { return Still with { Speed = MathF.PI / 2f, Score = null, Turn = Quaternion.Identity }; } }
"),
        "RWD0037");

    [Fact]
    public Task Constants() => Walker.Verify(
        "RWD0102", "[Scenario(ScenarioKind.Idle)] private static Walker Still => new() { Speed = [|Random.Shared.NextSingle()|] };");

    [Fact]
    public Task OutsideItsRange() => Walker.Verify(
        "RWD0038",
        "[Scenario(ScenarioKind.Idle)] private static Walker Still => new() { Speed = [|5.01f|] }; [Scenario(ScenarioKind.Idle)] private static Walker Other => new() { Torque = [|[0f, 0f, -2f, 0f]|] };",
        "The scenario 'Still' cannot happen: 5.01 is outside the range [-5, 5] of 'Speed'",
        "The scenario 'Other' cannot happen: -2 is outside the range [-1, 1] of 'Torque'");

    [Fact]
    public Task LeftOutOutsideItsRange() => Walker.Verify(
        "RWD0038",
        "[Signal(0.2, 1)] public float Height { get; init; } [Scenario(ScenarioKind.Idle)] private static Walker [|Still|] => new();",
        "The scenario 'Still' cannot happen: 'Height' is left out, and 0 is outside the range [0.2, 1] of 'Height'");

    [Fact]
    public Task NotOfLengthOne() => Walker.Verify(
        "RWD0038",
        "[Signal(-1, 1, UnitNorm = true)] public Vector3 Gravity { get; init; } [Scenario(ScenarioKind.Idle)] private static Walker [|Still|] => new(); "
        + "[Scenario(ScenarioKind.Idle)] private static Walker Tilted => new() { Gravity = [|new(0.6f, 0f, 0.7f)|] }; [Scenario(ScenarioKind.Idle)] private static Walker Fine => new() { Gravity = new(0.6f, 0f, 0.8f) };");

    [Fact]
    public Task OfAnotherLength() => Walker.Verify(
        "RWD0038",
        "[Signal(0, 1, History = 2)] public History<float> Load { get; init; } [Scenario(ScenarioKind.Idle)] private static Walker Still => new() { Torque = [|[0f, 1f]|] }; "
        + "[Scenario(ScenarioKind.Idle)] private static Walker Other => new() { Load = [|[1f]|] };",
        "The scenario 'Still' cannot happen: 2 elements are given for the 4 of 'Torque'",
        "The scenario 'Other' cannot happen: 'Load' needs its 2 frames, '[…]'");

    [Fact]
    public Task LongerThanTheHorizon() => AnalyzerVerifier.VerifyAsync(
        Walker.Class(
            "[RewardSpec(Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]",
            "public sealed partial class Walker",
            "[Scenario(ScenarioKind.Idle, Steps = 100)] private static Walker Still => new(); [[|Scenario(ScenarioKind.Idle, After = nameof(Still))|]] private static Walker Late => new(); [[|Scenario(ScenarioKind.Idle, Steps = 0)|]] private static Walker Never => new();"),
        "RWD0038",
        "The scenario 'Late' cannot happen: its episode has 101 steps, more than the horizon of 100",
        "The scenario 'Never' cannot happen: its Steps must be at least 1");

    [Fact]
    public Task AgainstAnAssumption() => Walker.Verify(
        "RWD0038",
        "[Assume] public bool Slow => !Ready || Speed < 1f; [Scenario(ScenarioKind.Idle)] private static Walker [|Still|] => new() { Speed = 2f, Ready = true }; [Scenario(ScenarioKind.Idle)] private static Walker Fine => new() { Speed = 2f };",
        "The scenario 'Still' cannot happen: the assumption 'Slow' does not hold there");

    [Fact]
    public Task PossiblePass() => Walker.Verify("RWD0038", "[Signal(-5, 5, Finite = true)] public float Load { get; init; } [Scenario(ScenarioKind.Idle)] private static Walker Still => new() { Speed = -5f, Load = 5f };");

    [Fact]
    public Task UnknownName() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec] [[|Prefer(\"Stil\", over: nameof(Speed))|]]", "public sealed partial class Walker", Other + "[[|Scenario(ScenarioKind.Idle, After = nameof(Speed))|]] private static Walker Late => new();"),
        "RWD0015",
        "preferred = \"Stil\" on 'Walker' does not name a [Scenario] of this spec (did you mean 'Still'?)",
        "After = \"Speed\" on 'Walker' does not name a [Scenario] of this spec (did you mean 'Still'?)");

    [Fact]
    public Task OverItself() => AnalyzerVerifier.VerifyAsync(
        Walker.Class("[RewardSpec] [[|Prefer(nameof(Still), over: nameof(Still))|]]", "public sealed partial class Walker", Other),
        "RWD0039",
        "'Still' cannot be preferred over 'Still': they are one scenario");

    [Fact]
    public Task InACircle() => AnalyzerVerifier.VerifyAsync(
        Walker.Class(
            "[RewardSpec] [Prefer(nameof(A), nameof(B)), Prefer(nameof(B), nameof(C)), [|Prefer(nameof(C), nameof(A))|]]",
            "public sealed partial class Walker",
            "[Scenario(ScenarioKind.Typical)] private static Walker A => new() { Speed = 2 }; [Scenario(ScenarioKind.Typical)] private static Walker B => new() { Speed = 1 }; [Scenario(ScenarioKind.Typical)] private static Walker C => new();"),
        "RWD0039",
        "'C' cannot be preferred over 'A': the preferences before say the opposite");

    [Fact]
    public Task OrderPasses() => AnalyzerVerifier.VerifyAsync(
        Walker.Class(
            "[RewardSpec] [Prefer(nameof(A), nameof(B)), Prefer(nameof(B), nameof(C)), Prefer(nameof(A), nameof(C))]",
            "public sealed partial class Walker",
            "[Scenario(ScenarioKind.Typical)] private static Walker A => new() { Speed = 2 }; [Scenario(ScenarioKind.Typical)] private static Walker B => new() { Speed = 1 }; [Scenario(ScenarioKind.Typical)] private static Walker C => new();"),
        "RWD0039");

    /// <summary>The frontend reads the kinds as numbers.</summary>
    [Fact]
    public void KindsAreThoseOfTheLibrary() =>
        Assert.Equal(System.Enum.GetNames<ScenarioKind>(), System.Enum.GetNames(typeof(RewardDsl.Frontend.RuleCatalogue).Assembly.GetType("RewardDsl.Frontend.ScenarioKind", true)!));

    [Fact]
    public Task OutsideASpec() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[[|Prefer(nameof(A), nameof(A))|]] public sealed class Plain { [[|Scenario(ScenarioKind.Idle)|]] public static Plain A => new(); }", "RWD0035");
}
