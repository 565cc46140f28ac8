using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD6003: windows that reach beyond the episode, and their fix.</summary>
public sealed class WindowBeyondEpisodeTests
{
    [Fact]
    public async Task OpensAfterTheEnd()
    {
        Analysis analysis = await Verify(
            "[Objective(Reward = 5)] public Formula Docked => [|Eventually(Door, from: 120, to: 200)|];",
            "'Docked' looks by 'Eventually(Door, from: 120, to: 200)' at steps 120 to 200; the episode has 100 steps, 0 to 99; the time limit truncates, and what is open then stays open: neither paid nor charged");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings, static f => f.Id == "RWD6003").Severity);
        Assert.Equal("200", Assert.Single(analysis.Findings, static f => f.Id == "RWD6003").Properties["reach"]);
    }

    [Fact]
    public Task EndsAfterTheEnd() => Verify(
        "[Objective(Reward = 5, AtTruncation = ClosingRule.EndOfTrace)] public Formula Docked => Eventually(Door, within: [|150|]);",
        "'Docked' looks by 'Eventually(Door, within: 150)' at steps 0 to 150; the episode has 100 steps, 0 to 99; the time limit truncates, and what lies beyond does not count");

    [Fact]
    public Task ToTheLastStepPasses() => Verify("[Objective(Reward = 5)] public Formula Docked => Eventually(Door, within: 99); [Constraint(Penalty = 1)] public Formula Slow => Always(Implies(Door, Always(Speed < 5f, within: 99)));");

    [Fact]
    public async Task OneStepTooFarIsAWarning()
    {
        Analysis analysis = await Verify("[Objective(Reward = 5)] public Formula Docked => Eventually(Door, within: [|100|]);");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings, static f => f.Id == "RWD6003").Severity);
    }

    [Fact]
    public Task BelowAlways() => Verify("[Constraint(Penalty = 1)] public Formula Answers => Always(Implies(Speed > 5f, Eventually(Door, within: [|120|])));");

    [Fact]
    public Task OneBehindTheOther() => Verify(
        "[Objective(Reward = 5)] public Formula Docked => Eventually(Always(Door, within: [|60|]), from: 50, to: 90);",
        "'Docked' looks by 'Always(Door, within: 60)' at steps 50 to 110 at the earliest; the episode has 100 steps, 0 to 99; the time limit truncates, and what is open then stays open: neither paid nor charged");

    [Fact]
    public Task Together() => Verify(
        "[Objective(Reward = 5)] public Formula [|Docked|] => Eventually(Always(Door, within: 60), within: 60);",
        "'Docked' looks 120 steps ahead ('Eventually(Always(Door, within: 60), within: 60)'), to step 120; the episode has 100 steps, 0 to 99; the time limit truncates, and what is open then stays open: neither paid nor charged");

    [Fact]
    public Task InSeconds() => Verify("[Objective(Reward = 5)] public Formula Docked => Eventually(Door, withinSeconds: [|2.5|]);");

    [Fact]
    public Task AsText() => AnalyzerVerifier.VerifyAsync(
        Source("", "[Constraint(\"Door | [|G[150,180] Door|]\", Name = \"Closed\", Penalty = 1, AtTruncation = ClosingRule.EndOfTrace)]"), "RWD6003",
        "'Closed' looks by 'G[150,180] Door' at steps 150 to 180; the episode has 100 steps, 0 to 99; the time limit truncates, and a window without a step holds");

    [Fact]
    public Task FarBack() => Verify(
        "[Constraint(Penalty = 1)] public Formula Key => Always(Implies(Speed > 5f, [|Once(Door, from: 100, to: 200)|]));",
        "'Key' looks by 'Once(Door, from: 100, to: 200)' 200 steps back; the episode has 100 steps, so there is never anything to see");

    [Fact]
    public Task WithoutWindowsPasses() => Verify("[Constraint(Penalty = 1)] public Formula Answers => Always(Implies(Speed > 5f, Eventually(Door))) & Until(Speed < 6f, Door);");

    [Fact]
    public async Task OpenEpisodesAreNotJudged()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Walker.Usings + "[RewardSpec(Discount = 0.9)] public sealed partial class Walker { [Signal] public bool Door { get; init; } [Objective(Reward = 1)] public Formula A => Eventually(Door, within: 500); }");
        Assert.DoesNotContain(analysis.Findings, static f => f.Id == "RWD6003");
        Assert.Contains(analysis.Findings, static f => f.Id == "RWD9007" && f.GetMessage(null).Contains("RWD6003"));
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(
            Source("[Objective(Reward = 5)] public Formula Docked => Eventually(Door, within: 150);", ""), new Dictionary<string, ReportDiagnostic> { ["RWD6003"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD6003");

    [Theory]
    [InlineData("Eventually(Door, within: 150 /* far */)", "Eventually(Door, within: 99 /* far */)")]
    [InlineData("Eventually(Door, from: 20, to: 150)", "Eventually(Door, from: 20, to: 99)")]
    [InlineData("Eventually(Always(Door, within: 60), from: 50, to: 50)", "Eventually(Always(Door, within: 49), from: 50, to: 50)")]
    [InlineData("Eventually(Door, withinSeconds: 2.5)", "Eventually(Door, withinSeconds: 1.98)")]
    public Task FixInCode(string before, string after) => FixVerifier.VerifyAsync(Source("[Objective(Reward = 5)] public Formula Docked => " + before + ";", ""), Source("[Objective(Reward = 5)] public Formula Docked => " + after + ";", ""), new ShortenWindowFix());

    [Theory]
    [InlineData("Door | eventually[5, 150] Door", "Door | eventually[5, 99] Door")]
    [InlineData("F[0s,2.5s] Door", "F[0s,1.98s] Door")]
    public Task FixInText(string before, string after) => FixVerifier.VerifyAsync(Source("", "[Objective(\"" + before + "\", Name = \"A\", Reward = 1)]"), Source("", "[Objective(\"" + after + "\", Name = \"A\", Reward = 1)]"), new ShortenWindowFix());

    /// <summary>A window that opens too late, one that is a constant, and one between two operands.</summary>
    [Theory]
    [InlineData("[Objective(Reward = 5)] public Formula Docked => Eventually(Door, from: 120, to: 200);", "")]
    [InlineData("private const int Far = 150; [Objective(Reward = 5)] public Formula Docked => Eventually(Door, within: Far);", "")]
    [InlineData("", "[Objective(\"Door U[0,150] Door\", Name = \"A\", Reward = 1)]")]
    public Task NoFix(string members, string attributes) => FixVerifier.VerifyNoneAsync(Source(members, attributes), new ShortenWindowFix());

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members, ""), "RWD6003", messages);

    private static string Source(string members, string attributes) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)] " + attributes + " public sealed partial class Walker { [Signal(0, 10)] public float Speed { get; init; } "
        + "[Signal] public bool Door { get; init; } " + members + " }";
}
