using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD5001 and RWD5002: conditions that hold at no point of the declared signals, or at every point.</summary>
public sealed class ConstantConditionTests
{
    [Fact]
    public async Task GateNeverOpens()
    {
        Analysis analysis = await Never(
            "[Gate] public bool Tipped => [|Tilt > 45f|]; [Term(1, Gate = nameof(Tipped))] public float A => Distance;",
            "'Tilt > 45f' can never be true: 'Tilt' is declared in [0, 3.14]; the gate 'Tipped' never opens");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("RWD5001", analysis.Findings[0].Id);
        Assert.Equal("3.14", analysis.Findings[0].Properties["hi"]);
    }

    [Fact]
    public async Task GateNeverCloses()
    {
        Analysis analysis = await Always(
            "[Gate] public bool Upright => [|Tilt < 45f|]; [Term(1, Gate = nameof(Upright))] public float A => Distance;",
            "'Tilt < 45f' is always true: 'Tilt' is declared in [0, 3.14]; the gate 'Upright' never closes");
        Assert.Equal(("RWD5002", DiagnosticSeverity.Warning), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
    }

    [Fact]
    public Task TheMuJoCoAliveGate() => Always(
        "private const bool TerminateWhenUnhealthy = true; private bool IsHealthy => Height > 0.7f; "
        + "[Gate] public bool Alive => [|IsHealthy || TerminateWhenUnhealthy|]; [Term(1, Gate = nameof(Alive))] public float A => 1f; "
        + "[Termination(EpisodeEnd.Failure)] public bool Fallen => !IsHealthy;",
        "'IsHealthy || TerminateWhenUnhealthy' is always true: 'TerminateWhenUnhealthy' is the constant true; the gate 'Alive' never closes");

    [Fact]
    public Task ContradictingConstants() => Never(
        "private const bool Sparse = false; [Gate] public bool Dense => [|Sparse && !Sparse|]; [Term(1, Gate = nameof(Dense))] public float A => Distance;",
        "'Sparse && !Sparse' can never be true: it is a constant; the gate 'Dense' never opens");

    [Fact]
    public Task PartsExcludeEachOther() => Never(
        "[Gate] public bool Window => [|Speed > 2f && Speed < 1f|]; [Term(1, Gate = nameof(Window))] public float A => Distance;",
        "'Speed > 2f && Speed < 1f' can never be true: 'Speed > 2f' and 'Speed < 1f' exclude each other; the gate 'Window' never opens");

    [Fact]
    public Task HelpersExcludeEachOther() => Never(
        "private bool Fast => Abs(Speed) > 2f; private bool Slow => Abs(Speed) < 1f; [Bonus(1, RepeatPolicy.WhileTrue)] public bool Both => [|Fast && Slow|]; [Term(1)] public float A => Distance;");

    [Fact]
    public Task OneOfTheParts() => Always("[Bonus(1, RepeatPolicy.WhileTrue)] public bool A => [|Speed > 1f || Speed < 2f|];",
        "'Speed > 1f || Speed < 2f' is always true: one of 'Speed > 1f' and 'Speed < 2f' always holds; 'A' pays the same at every step");

    [Fact]
    public Task TheCauseIsMarked() => Never("[Stage(1)] public bool A => Distance < 1f && ([|Tilt > 4f || Tilt < -1f|]) && Ready; [Term(1)] public float B => 1f;");

    [Fact]
    public Task PredicatesOfEachRole() => Never(
        "[Termination(EpisodeEnd.Failure)] public bool A => [|Height < -0.1f|]; [Goal] public bool B => [|Distance > 6f|]; [Stage(1)] public bool C => [|Speed > 3.5f|]; "
        + "[Bonus(1, RepeatPolicy.EachRise)] public bool D => [|Height > 2.5f|]; [Term(1), Once] public bool E => [|Tilt > 6f|]; [Penalty(1)] public bool F => [|Speed < -4f|]; [Metric] public bool G => [|Height > 7f|];",
        "'Height < -0.1f' can never be true: 'Height' is declared in [0, 2]; 'A' never ends an episode",
        "'Distance > 6f' can never be true: 'Distance' is declared in [0, 5]; the goal 'B' cannot be reached",
        "'Speed > 3.5f' can never be true: 'Speed' is declared in [-3, 3]; the milestone 'C' cannot be reached",
        "'Height > 2.5f' can never be true: 'Height' is declared in [0, 2]; 'D' never pays",
        "'Tilt > 6f' can never be true: 'Tilt' is declared in [0, 3.14]; 'E' never pays",
        "'Speed < -4f' can never be true: 'Speed' is declared in [-3, 3]; 'F' never costs",
        "'Height > 7f' can never be true: 'Height' is declared in [0, 2]; 'G' is always 0");

    [Fact]
    public Task AlwaysOfEachRole() => Always(
        "[Termination(EpisodeEnd.Failure)] public bool A => [|Height > -0.1f|]; [Goal] public bool B => [|Distance < 6f|]; [Stage(1)] public bool C => [|Speed < 3.5f|]; "
        + "[Bonus(1, RepeatPolicy.Once)] public bool D => [|Height < 2.5f|]; [Term(1)] public bool E => [|Tilt < 6f|]; [Penalty(1)] public bool F => [|Speed > -4f|];",
        "'Height > -0.1f' is always true: 'Height' is declared in [0, 2]; 'A' ends every episode at its first step",
        "'Distance < 6f' is always true: 'Distance' is declared in [0, 5]; the goal 'B' holds from the start",
        "'Speed < 3.5f' is always true: 'Speed' is declared in [-3, 3]; the milestone 'C' is reached from the start",
        "'Height < 2.5f' is always true: 'Height' is declared in [0, 2]; 'D' is paid in every episode",
        "'Tilt < 6f' is always true: 'Tilt' is declared in [0, 3.14]; 'E' pays the same at every step",
        "'Speed > -4f' is always true: 'Speed' is declared in [-3, 3]; 'F' costs the same at every step");

    [Fact]
    public async Task BranchesAreWarnings()
    {
        Analysis analysis = await Never("[Term(1)] public float A => [|Distance > 9f|] ? 1f : 0.5f;", "'Distance > 9f' can never be true: 'Distance' is declared in [0, 5]; its branch is never taken");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        await Always("[Term(1)] public float A => [|Distance < 9f|] ? 1f : 0.5f;", "'Distance < 9f' is always true: 'Distance' is declared in [0, 5]; the other branch is never taken");
    }

    [Fact]
    public Task BranchOfAnIf() => Never("[Term(1)] public float A { get { if ([|Distance > 9f|]) { return 1f; } return Distance; } }");

    [Fact]
    public Task BranchBehindABranch() => Never(
        "[Term(1)] public float A => Speed > 2f ? ([|Speed < 1f|] ? 1f : 2f) : 0f;",
        "'Speed < 1f' can never be true: where it is read, what was tested before excludes it; its branch is never taken");

    [Fact]
    public Task BranchBehindAGate() => Never(
        "[Gate] public bool Near => Distance < 1f; [Term(1, Gate = nameof(Near))] public float A => [|Distance > 2f|] ? 3f : 1f;");

    [Fact]
    public Task Patterns() => Never(
        "[Term(1)] public float A => [|Tilt is > 45f|] ? 1f : 0f; [Term(1)] public float B => Speed switch { [|> 5f|] => 2f, > 0f => 1f, _ => 0f }; [Gate] public bool C => [|Tilt is > 4f or < -1f|];",
        "'Tilt is > 45f' can never be true: 'Tilt' is declared in [0, 3.14]; its branch is never taken",
        "'> 5f' can never be true: 'Speed' is declared in [-3, 3]; its branch is never taken",
        "'Tilt is > 4f or < -1f' can never be true: 'Tilt' is declared in [0, 3.14]; the gate 'C' never opens");

    [Fact]
    public Task WholeNumbersAndEnums() => Never(
        "[Signal(0, 4)] public int Feet { get; init; } public enum Phase { Swing, Stance } [Signal] public Phase Now { get; init; } "
        + "[Gate] public bool A => [|Feet > 4|]; [Gate] public bool B => Feet == 4; [Gate] public bool C => Now == Phase.Stance; [Gate] public bool D => [|Feet == 5|]; [Term(1)] public float E => Speed;");

    [Fact]
    public Task Vectors() => Never(
        "[Signal(-40, 40, Length = 3)] public Vec Torque { get; init; } [Term(1)] public float A => Sum(Where([|Torque > 50f|], 1f, 0f)) + Count(Torque > 30f);",
        "'Torque > 50f' can never be true: 'Torque' is declared in [-40, 40]");

    [Fact]
    public Task PartThatChangesNothing() => Never(
        "[Termination(EpisodeEnd.Failure)] public bool Fallen => Height < 0.2f || [|Tilt > 60f|]; [Term(1)] public float A => Speed;",
        "'Tilt > 60f' can never be true: 'Tilt' is declared in [0, 3.14], so it changes nothing");

    [Fact]
    public Task ConjunctThatChangesNothing() => Always(
        "[Gate] public bool Upright => Height > 0.2f && [|Tilt < 60f|]; [Term(1, Gate = nameof(Upright))] public float A => Speed;",
        "'Tilt < 60f' is always true: 'Tilt' is declared in [0, 3.14], so it changes nothing");

    [Fact]
    public Task ThroughAHelper() => Never(
        "private bool IsTipped => [|Tilt > 45f|]; [Gate] public bool Tipped => IsTipped; [Term(1, Gate = nameof(Tipped))] public float A => Distance;",
        "'Tilt > 45f' can never be true: 'Tilt' is declared in [0, 3.14]; the gate 'Tipped' never opens");

    [Fact]
    public Task SoftGates() => Never(
        "[Gate] public float Near => [|Saturate((Distance - 9f) / 2f)|]; [Term(1, Gate = nameof(Near))] public float A => 1f;",
        "'Near > 0' can never be true: the soft gate 'Near' is 0 at every point; it never opens");

    [Fact]
    public Task OpenSoftGates() => Always(
        "[Gate] public float Near => [|Saturate(Distance + 2f)|]; [Term(1, Gate = nameof(Near))] public float A => 1f;");

    [Fact]
    public Task ByASearch() => Never("[Gate] public bool A => Ready && [|Distance * (5f - Distance) > 6.5f|]; [Gate] public bool C => Distance * (5f - Distance) > 6f; [Term(1, Gate = nameof(A))] public float B => 1f;");

    [Fact]
    public Task AssumptionsCount() => Never(
        "[Signal(0, 5)] public float Reach { get; init; } [Assume] public bool Ordered => Reach <= Distance; [Gate] public bool A => [|Distance < 1f && Reach > 2f|]; [Term(1, Gate = nameof(A))] public float B => 1f;");

    [Fact]
    public Task ImpossibleAssumption() => Never(
        "[[|Assume|]] public bool Far => Distance > 9f; [Term(1)] public float B => 1f;",
        "'Far' can never be true: no point of the declared signals satisfies it, so nothing can be proven of this reward");

    [Fact]
    public async Task SwitchesByHandAreNoted()
    {
        const string Spec = "private const bool UseA = false; [Gate] public bool A => [|UseA|]; [Gate] public bool B => UseA; [Term(1, Gate = nameof(A))] public float C => 1f; [Term(1, Gate = nameof(B))] public float D => UseA ? 1f : 2f;";
        Analysis analysis = await Never(Spec, "'UseA' can never be true: it is a constant; the gate 'A' never opens");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task GuardsAtTheEndOfARangeAreNoted()
    {
        Analysis analysis = await Never("[Term(1)] public float A => [|Distance < 0f|] ? 0f : Exp(-Distance);");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task BoundaryOfTheRangePasses()
    {
        const string Spec = "[Gate] public bool A => Distance <= 0f; [Gate] public bool B => Distance >= 5f; [Gate] public bool C => Distance > 0f; [Gate] public bool D => Distance < 5f; [Term(1, Gate = nameof(A))] public float E => 1f;";
        await Never(Spec);
        await Always(Spec);
        await Never("[Gate] public bool A => [|Distance < 0f|]; [Gate] public bool B => [|Distance > 5f|]; [Term(1)] public float E => Speed;");
        await Always("[Gate] public bool A => [|Distance >= 0f|]; [Gate] public bool B => [|Distance <= 5f|]; [Term(1)] public float E => Speed;");
    }

    [Fact]
    public async Task GoodConditionsPass()
    {
        const string Spec = "[Signal] public float Free { get; init; } private bool IsNear => Distance < 1f; "
            + "[Gate] public bool A => Free > 1000f; [Gate] public bool B => IsNear && Ready; [Gate] public bool C => Speed is > -1f and < 1f; [Gate] public bool D => Distance >= 0f && Distance < 0.1f; "
            + "[Termination(EpisodeEnd.Failure)] public bool E => float.IsNaN(Height) || Height < 0.3f || Abs(Speed) > 3f - 0.5f; [Gate] public float F => Saturate(Distance); "
            + "[Term(1)] public float G => Distance < 1f ? (Distance < 0.5f ? 2f : 1f) : Speed > 0f ? 1f : 0f; "
            + "[Term(1)] public bool K => Ready == IsNear; [Term(1)] public float L => IsNear ? IsNear ? 1f : 0.5f : 0f; "
            + "[State(0)] public float Count => Ready ? Previous.Count + 1f : 0f; [Gate] public bool M => Count > 50f; [Penalty(1)] public bool N => Step.IsFirst && Speed > 0f;";
        await Never(Spec);
        await Always(Spec);
    }

    [Fact]
    public Task LastArmBeforeTheRestPasses() => Always("[Term(1)] public float H => Speed switch { < -1f => 0f, < 1f => 1f, <= 3.5f => 2f, _ => 3f };");

    [Fact]
    public Task EarlierArmsCount() => Always("[Term(1)] public float H => Speed switch { [|< 4f|] => 0f, < 5f => 1f, _ => 3f };");

    [Fact]
    public async Task FunctionsWithParametersPass()
    {
        const string Spec = "private static float Ramp(float x, float lo, float hi) => x < lo ? 0f : x > hi ? 1f : (x - lo) / (hi - lo); [Term(1)] public float I => Ramp(Distance, -1f, 9f);";
        await Never(Spec);
        await Always(Spec);
    }

    [Fact]
    public Task AssumptionsPass() => Always("[Assume] public bool J => Height <= Distance && Ordered; private bool Ordered => Height < 2.5f; [Term(1)] public float A => Distance;");

    [Fact]
    public async Task GuardsAgainstBrokenNumbersPass()
    {
        const string Spec = "[Term(1)] public float A => Speed switch { float.NaN => 0f, > 0f => 1f, _ => 2f }; [Term(1)] public float B => Speed != Speed || Ready ? 0f : 1f; "
            + "[Termination(EpisodeEnd.Failure)] public bool C => float.IsInfinity(Speed) || float.IsNaN(Height) || float.IsNaN(Tilt) || Height < 0.2f; [Gate] public bool D => !float.IsNaN(Speed) && Ready;";
        await Never(Spec);
        await Always(Spec);
    }

    [Fact]
    public Task NeverSuppressed() => Suppressed("RWD5001", "[Gate] public bool A => Tilt > 45f; [Term(1, Gate = nameof(A))] public float B => 1f;");

    [Fact]
    public Task AlwaysSuppressed() => Suppressed("RWD5002", "[Gate] public bool A => Tilt < 45f; [Term(1, Gate = nameof(A))] public float B => 1f;");

    private static async Task Suppressed(string id, string members)
    {
        Assert.Contains((await AnalyzerVerifier.AnalyzeAsync(Source(members))).Findings, f => f.Id == id);
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(Source(members), new Dictionary<string, ReportDiagnostic> { [id] = ReportDiagnostic.Suppress })).Findings, f => f.Id == id);
    }

    private static Task<Analysis> Never(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD5001", messages);

    private static Task<Analysis> Always(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD5002", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } [Signal(-3, 3)] public float Speed { get; init; } "
        + "[Signal(0, 3.14)] public float Tilt { get; init; } [Signal(0, 2)] public float Height { get; init; } [Signal] public bool Ready { get; init; } " + members + " }";
}
