using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1008: what is paid where a value is missing, no number, empty or failed, and guards that decide what is paid.</summary>
public sealed class LoudFallbackTests
{
    private const string Failed = "[Signal] public bool Fell { get; init; } [Termination(EpisodeEnd.Failure)] public bool Lost => Fell; ";

    [Fact]
    public async Task MissingDistanceIsTheBestOne()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(1)] public float A => Exp(-(Seen ?? [|0f|]));"),
            "RWD1008",
            "The fallback '0f' for a missing value pays as much as the best normal value: without it the value lies in [0, 5], and lower pays more");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("5", analysis.Findings[0].Properties["hi"]);
    }

    [Fact]
    public Task BetterThanAnyNormalValue() => Severity(DiagnosticSeverity.Error, "[Term(1)] public float A => Score ?? [|2f|];", "pays more than any normal value");

    [Fact]
    public Task BetterThanTheWorst() => Severity(DiagnosticSeverity.Warning, "[Term(1)] public float A => Score ?? [|0.5f|];", "pays more than the worst normal value");

    [Fact]
    public Task FarOutside() => Severity(DiagnosticSeverity.Warning, "[Term(1)] public float A => Score ?? [|-100f|];", "lies far outside of the normal values");

    [Theory]
    [InlineData("0f")]
    [InlineData("-1f")]
    [InlineData("-0.3f")]
    public Task WorstAndDefiniteFailuresPass(string fallback) => VerifyNone("[Term(1)] public float A => Score ?? " + fallback + ";");

    [Fact]
    public Task JustBeyondOneWidth() => Verify("[Term(1)] public float A => Score ?? [|-1.01f|];");

    [Fact]
    public Task NeutralBetweenWorstAndBestPasses() => VerifyNone(
        "[Term(1)] public float A => (Score ?? 0.5f) * 2f - 1f; [Signal(-1, 1)] public float? Signed { get; init; } [Term(1)] public float B => (Signed ?? 0f) + Distance;");

    [Fact]
    public Task MissingCostIsANote() => Severity(DiagnosticSeverity.Info, "[Penalty(1)] public float A => Seen ?? [|0f|];", "pays as much as the best normal value");

    [Fact]
    public Task OtherForms() => Verify(
        "[Term(1)] public float A => Seen is { } near ? Exp(-near) : [|1f|]; [Term(1)] public float B => Exp(-[|Seen.GetValueOrDefault()|]); [Term(1)] public float C => Seen is { } seen ? 1f - seen / 5f : [|1f|];");

    [Fact]
    public Task NoNumber() => Verify("[Term(1)] public float A => IsFinite(Open) ? Saturate(Open) : [|1f|]; [Term(1)] public float B => float.IsNaN(Open) ? [|2f|] : Saturate(Open);");

    [Fact]
    public Task NoNumberAmongCosts() => Severity(DiagnosticSeverity.Warning, "[Penalty(1)] public float A => IsFinite(Open) ? Saturate(Open) : [|0f|];", "pays as much as the best normal value");

    [Fact]
    public Task NoNumberAsTheWorstPasses() => VerifyNone("[Term(1)] public float A => IsFinite(Open) ? Saturate(Open) : 0f; [Penalty(1)] public float B => float.IsNaN(Open) ? 1f : Saturate(Open);");

    [Fact]
    public Task EmptySets() => Verify(
        "[Signal(0, 1, Length = 4)] public Vec Parts { get; init; } [Signal(Length = 4)] public Mask There { get; init; } "
        + "[Term(1)] public float A => Mean(Parts, There, [|1f|]); [Term(1)] public float B => 1f - Min(Parts, There, whenEmpty: [|0f|]); [Term(1)] public float C => SafeDiv(Distance, Distance + 1f, [|3f|]);");

    [Fact]
    public Task NothingToPayForPasses() => VerifyNone(
        "[Signal(0, 1, Length = 4)] public Vec Parts { get; init; } [Signal(Length = 4)] public Mask There { get; init; } "
        + "[Term(1)] public float A => Mean(Parts, There, 0f); [Penalty(1)] public float B => Mean(Parts, There, 0f); [Term(1)] public float C => SafeDiv(Distance, 5f); [Term(1)] public float D => Sum(Where(There, 1f, Parts)); "
        + "[Signal(-1, 1)] public float Signed { get; init; } [Term(1)] public float E => Tolerance(Signed, -0.1f, 0.1f, 1f, SigmoidKind.Linear, 0f) + Huber(Signed, 1f); [Term(1)] public float F => SafeDiv(Signed, Distance + 0.5f * Distance);");

    [Fact]
    public async Task FailureAmongCosts()
    {
        // The proxy reward of aypan17/reward-misspecification: all terms are costs, and a failure pays 0.
        Analysis analysis = await Verify(Failed + "[Term(1)] public float A => Fell ? [|0f|] : -Distance;");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Contains("after a failure", analysis.Findings[0].GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public Task FailureAsTheWorstPasses() => VerifyNone(Failed + "[Term(1)] public float A => Fell ? 0f : Distance; [Term(1)] public float B => Lost ? -5f : Distance; [Term(1)] public float C => Ready ? 7f : Distance;");

    [Fact]
    public async Task GuardThatDecides()
    {
        Analysis analysis = await Verify(
            "[Signal(0, 30)] public float Speed { get; init; } [Penalty(1)] public float A => [|1f / (Speed + 0.001f)|];",
            "The guard 0.001 against a zero denominator decides what 'A' pays: '1f / (Speed + 0.001f)' is up to 1000 by the guard alone, but at most 3.33 from a hundredth of the range [0, 30] of 'Speed' on");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task GuardsOfElements() => Verify("[Signal(0, 30, Length = 3)] public Vec Speeds { get; init; } [Penalty(1)] public float A => Mean([|1f / (Speeds + 0.001f)|]); [Penalty(1)] public float B => Mean([|2f / Max(Speeds, 0.002f)|]);");

    [Fact]
    public Task GuardsThatDoNotDecidePass() => VerifyNone(
        "[Signal(0, 30)] public float Speed { get; init; } [Signal(-1, 1, Length = 3)] public Vec Axis { get; init; } [Term(1)] public float A => Tanh(1f / (Speed + 0.001f)); [Term(1)] public float B => Speed / (Speed + 0.001f); "
        + "[Term(1)] public float C => Sum(Axis / (Norm(Axis) + 1e-6f)); [Penalty(1)] public float D => 1f / (Speed + 0.1f); [Term(1)] public float E => Min(1f / Max(Speed, 0.001f), 2f);");

    [Fact]
    public Task PublishedRewardsPass() => VerifyNone(
        """
        // Flow's desired velocity: 0 after a failure, and never below it. Kimi's length reward with its guarded range.
        [Signal] public bool Crashed { get; init; }
        [Termination(EpisodeEnd.Failure)] public bool Crash => Crashed;
        [Signal(0, 30)] public float Velocity { get; init; }
        [Term(1)] public float Desired => Crashed ? 0f : Max(30f - Abs(30f - Velocity), 0f) / 30f;
        [Signal(0, 1000)] public float Length { get; init; }
        [Signal(0, 1000)] public float Shortest { get; init; }
        [Signal(0, 1000)] public float Longest { get; init; }
        [Term(1)] public float Brevity => Longest > Shortest ? Clamp(0.5f - (Length - Shortest) / (Longest - Shortest), -0.5f, 0.5f) : 0f;
        """);

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Term(1)] public float A => Score ?? 2f;"), new Dictionary<string, ReportDiagnostic> { ["RWD1008"] = ReportDiagnostic.Suppress })).Findings, static f => f.Id == "RWD1008");

    private static async Task Severity(DiagnosticSeverity severity, string members, string text)
    {
        Analysis analysis = await Verify(members);
        Assert.Equal(severity, Assert.Single(analysis.Findings).Severity);
        Assert.Contains(text, analysis.Findings[0].GetMessage(CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD1008", messages);

    private static Task<Analysis> VerifyNone(string members) => Verify(members);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(0, 5)] public float? Seen { get; init; } [Signal(0, 1)] public float? Score { get; init; } [Signal] public float Open { get; init; } "
        + "[Signal(0, 5)] public float Distance { get; init; } [Signal] public bool Ready { get; init; } " + members + " }";
}
