using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD5005: products with a factor that is 0 at rest or nearly everywhere.</summary>
public sealed class ZeroProductTests
{
    [Fact]
    public async Task HardToleranceAtRest()
    {
        // dm_control's hopper: nothing below a height of 0.6 m.
        Analysis analysis = await Verify(
            "RWD5005",
            "private float Standing => Tolerance(Height, 0.6f, 2f, 0f, SigmoidKind.Gaussian); private float Hopping => Tolerance(Speed, 2f, 9f, 1f, SigmoidKind.Gaussian, 0.1f); [Term(1)] public float Hop => [|Standing|] * Hopping;",
            "'Hop' pays nothing at rest (Height = 0): its factor 'Standing' is 0 there, and no other term varies there");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("Standing", analysis.Findings[0].Properties["factor"]);
    }

    [Fact]
    public async Task ClosedGateAtRest()
    {
        // Isaac Lab's lift: the terms of the goal are 0 until the cube is lifted, but another term leads to it.
        Analysis analysis = await Verify(
            "RWD5005",
            "[Gate] public bool Lifted => Height > 0.04f; [Term(1)] public float Reach => 1f - Tanh(Distance / 0.1f); [Term(16, [|Gate = nameof(Lifted)|])] public float Near => 1f - Tanh(Target / 0.3f); "
            + "[Term(5, Gate = nameof(Lifted))] public float Fine => 1f - Tanh(Target / 0.05f);",
            "'Near' pays nothing at rest (Height = 0): its factor 'Lifted' is 0 there, and no other term reads its signals there");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task HamacherProductAtRest()
    {
        // Meta-World's pick-place: the product of a grasp and a distance, with a grasp that is 0 at the start.
        Analysis analysis = await Verify(
            "RWD5005",
            "private float InPlace => Tolerance(Target, 0f, 0.05f, 0.5f, SigmoidKind.LongTail, 0.1f); private static float Hamacher(float a, float b) => Share([|a|] * b, a + b); private static float Share(float both, float sum) => sum - both > 0f ? both / (sum - both) : 0f; [Term(10)] public float Pick => Hamacher(Grasp, InPlace);");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task ChoiceOfZeroAtRest() => Verify("RWD5005", "[Term(1)] public float Near => [|Height > 0.5f|] ? 1f - Tanh(Target) : 0f;");

    [Fact]
    public Task NearlyEverywhere() => Verify(
        "RWD5005",
        "[Gate] public bool Close => Distance < 0.1f; [Term(1, [|Gate = nameof(Close)|])] public float Near => 1f - Tanh(Target);",
        "'Near' pays nothing on at least 89 % of the range of 'Distance': its factor 'Close' is 0 there, and no other term varies there");

    [Fact]
    public Task SoftGate() => Verify("RWD5005", "[Gate] public float Close => Saturate(1f - 10f * Distance); [Term(1, [|Gate = nameof(Close)|])] public float Near => 1f - Tanh(Target);");

    [Fact]
    public Task HalfTheRangePasses() => Verify("RWD5005", "[Gate] public bool Close => Distance < 0.5f; [Term(1, Gate = nameof(Close))] public float Near => 1f - Tanh(Target);");

    [Fact]
    public Task JustWithinTheShare() => Verify("RWD5005", "[Gate] public bool Close => Distance < 0.12f; [Term(1, [|Gate = nameof(Close)|])] public float Near => 1f - Tanh(Target);");

    [Fact]
    public Task JustOutsideTheShare() => Verify("RWD5005", "[Gate] public bool Close => Distance < 0.21f; [Term(1, Gate = nameof(Close))] public float Near => 1f - Tanh(Target);");

    [Fact]
    public Task TypicalValuesCount() => Verify("RWD5005", "[Signal(0, 100, TypicalMin = 0, TypicalMax = 1)] public float Far { get; init; } [Gate] public bool Close => Far < 0.5f; [Term(1, Gate = nameof(Close))] public float Near => 1f - Tanh(Target);");

    [Fact]
    public Task LedByAnotherTermPasses() => Verify(
        "RWD5005", "[Gate] public bool Close => Distance < 0.05f; [Term(1)] public float Reach => 1f - Tanh(Distance); [Term(1, Gate = nameof(Close))] public float Near => 1f - Tanh(Target);");

    [Fact]
    public Task LedByAPotentialPasses() => Verify("RWD5005", "[Potential(1)] public float Up => Height; [Term(1)] public float Near => Height > 0.5f ? 1f - Tanh(Target) : 0f;");

    [Fact]
    public Task FactorsWithAFloorPass() => Verify(
        "RWD5005",
        "private float Upright => (1f + Tilt) / 2f; private float Standing => (3f * Tolerance(Height, 1.2f, 2f, 0.6f, SigmoidKind.Gaussian, 0.1f) + Upright) / 4f; "
        + "[Term(1)] public float Walk => Standing * (5f * Tolerance(Speed, 1f, 9f, 0.5f, SigmoidKind.Linear, 0.5f) + 1f) / 6f;");

    [Fact]
    public Task BalancePasses() => Verify(
        "RWD5005",
        "private float Upright => (Tilt + 1f) / 2f; private float Centred => (1f + Tolerance(Distance, 0f, 0f, 2f, SigmoidKind.Gaussian, 0.1f)) / 2f; private float Small => (4f + Tolerance(Force, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) / 5f; [Term(1)] public float Balance => Upright * Centred * Small;");

    [Fact]
    public Task FetchPasses() => Verify(
        "RWD5005",
        "[Term(1)] public float Fetch => (1f + Tilt) / 2f * Tolerance(Distance, 0f, 0.1f, 0.9f, SigmoidKind.Linear, 0f) * (0.5f + 0.5f * Tolerance(Target, 0f, 0.1f, 0.9f, SigmoidKind.Linear, 0f));");

    [Fact]
    public Task SparseTasksPass() => Verify("RWD5005", "[Term(1)] public bool Done => Distance < 0.05f && Height > 0.5f; [Term(1)] public float Steps => Distance < 0.05f ? (Height > 0.5f ? 1f : 0.5f) : 0f;");

    [Fact]
    public Task ASpeedAtRestPasses() => Verify("RWD5005", "[Signal(0, 3, Unit = \"m/s\", Rest = 0)] public float Pace { get; init; } [Term(1)] public float Run => Pace * Exp(-Distance);");

    [Fact]
    public Task HingesAndPenaltiesPass() => Verify("RWD5005", "[Term(1)] public float Over => Max(Height - 0.5f, 0f); [Gate] public bool Close => Distance < 0.05f; [Penalty(1, Gate = nameof(Close))] public float Cost => Target;");

    [Fact]
    public Task WhereTheEpisodeHasEndedDoesNotCount() => Verify(
        "RWD5005", "[Termination(EpisodeEnd.Failure)] public bool Lost => Distance > 0.11f; [Gate] public bool Close => Distance < 0.1f; [Term(1, Gate = nameof(Close))] public float Near => 1f - Tanh(Target);");

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Term(1)] public float Near => Height > 0.5f ? 1f - Tanh(Target) : 0f;"), new Dictionary<string, ReportDiagnostic> { ["RWD5005"] = ReportDiagnostic.Suppress })).Findings, static d => d.Id == "RWD5005");

    private static Task<Analysis> Verify(string id, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), id, messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Lift { [Signal(0, 2, Rest = 0)] public float Height { get; init; } [Signal(0, 1)] public float Distance { get; init; } [Signal(0, 1)] public float Target { get; init; } "
        + "[Signal(0, 1, Rest = 0)] public float Grasp { get; init; } [Signal(0, 9)] public float Speed { get; init; } [Signal(-1, 1)] public float Tilt { get; init; } [Signal(-1, 1), Action] public float Force { get; init; } " + members + " }";
}
