using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD5007: events that cost something once, which a few steps of the other terms pay for.</summary>
public sealed class BoughtConstraintTests
{
    [Fact]
    public async Task ACollisionHasAPrice()
    {
        Analysis analysis = await Verify(
            "[[|Bonus(-100, RepeatPolicy.EachRise)|]] public bool Collision => Hit; [Term(1)] public float Drive => Speed;",
            "Violating 'Collision' costs 100 each time; 3.33 steps at up to 30 pay for it; to outweigh 10 steps it must cost more than 300, end the episode or be a [Cost]");
        Assert.Equal(("RWD5007", DiagnosticSeverity.Warning), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
        Assert.Equal("-100", analysis.Findings[0].Properties["lo"]);
    }

    [Fact]
    public Task OnceIsATollForAllThatFollows() => Verify(
        "[[|Penalty(10)|], Once] public bool Collision => Hit; [Term(1)] public float Drive => Speed;",
        "Violating 'Collision' costs 10 once, however often it happens; 0.33 steps at up to 30 pay for it; to outweigh 10 steps it must cost more than 300, end the episode or be a [Cost]");

    [Fact]
    public Task ProgressIsPaidOnce() => Verify(
        "[[|Bonus(-10, RepeatPolicy.EachRise)|]] public bool Collision => Hit; [Term(1), Progress] public float Drive => Speed; [Term(1), Budget(5)] public float Near => Speed;",
        "Violating 'Collision' costs 10 each time; the other terms can pay 35 within 10 steps; it must cost more, end the episode or be a [Cost]");

    [Fact]
    public Task ShortEpisodesPayLess() => AnalyzerVerifier.VerifyAsync(
        Source("[Bonus(-100, RepeatPolicy.EachRise)] public bool Collision => Hit; [Term(1)] public float Drive => Speed;").Replace("Horizon = 500", "Horizon = 3", System.StringComparison.Ordinal), "RWD5007");

    [Fact]
    public async Task Boundary()
    {
        await Verify("[Bonus(-300, RepeatPolicy.EachRise)] public bool Collision => Hit; [Term(1)] public float Drive => Speed;");
        await Verify("[[|Bonus(-299, RepeatPolicy.EachRise)|]] public bool Collision => Hit; [Term(1)] public float Drive => Speed;");
        await Verify("[Bonus(-150, RepeatPolicy.EachRise)] public bool Collision => Hit; [Bonus(30, RepeatPolicy.EachRise)] public bool Drive => Speed > 1f;");
    }

    [Fact]
    public Task EndOfTheEpisodePasses() => Verify(
        "[Bonus(-100, RepeatPolicy.EachRise)] public bool Collision => Hit && Speed > 1f; [Termination(EpisodeEnd.Failure)] public bool Crashed => Hit; [Term(1)] public float Drive => Speed;");

    [Fact]
    public Task PayoffOfATerminationPasses() => Verify("[Termination(EpisodeEnd.Failure, Reward = -1)] public bool Crashed => Hit; [Term(1)] public float Drive => Speed;");

    [Fact]
    public Task ClosedGatesPass() => Verify(
        "[Bonus(-100, RepeatPolicy.EachRise)] public bool Collision => Hit; [State(false)] public bool Crashed => Hit || Previous.Crashed; [Gate] public bool IsWhole => !Crashed; [Term(1, Gate = nameof(IsWhole))] public float Drive => Speed;");

    [Fact]
    public Task ACostChannelPasses() => Verify("[Bonus(-100, RepeatPolicy.EachRise)] public bool Collision => Hit; [Cost(0.1)] public bool Hits => Hit; [Term(1)] public float Drive => Speed;");

    [Fact]
    public Task PreferencesPass() => Verify(
        "[Penalty(1)] public bool Slip => Hit; [Penalty(1, Role = TermRole.Regulariser), Once] public bool Lean => Hit; [Bonus(-1, RepeatPolicy.WhileTrue)] public bool Touch => Hit; [Term(1)] public float Drive => Speed;");

    [Fact]
    public Task WhatIsPaidAnywayPasses() => Verify(
        "[Bonus(-1, RepeatPolicy.EachRise)] public bool Slip => Hit; [Term(5)] public float Alive => 1f; [Penalty(1)] public float Effort => Speed; [Bonus(50, RepeatPolicy.Once)] public bool There => Speed > 20f;");

    [Fact]
    public Task UnlimitedTermsAreLeftToTheirRule() => Verify("[Signal] public float Free { get; init; } [Bonus(-1, RepeatPolicy.EachRise)] public bool Slip => Hit; [Term(1)] public float Drive => Free;");

    [Fact]
    public async Task SingleAnswersPass()
    {
        const string Members = "[Bonus(-1, RepeatPolicy.Once)] public bool Slip => Hit; [Term(1)] public float Drive => Speed;";
        await AnalyzerVerifier.VerifyAsync(Source(Members).Replace("Horizon = 500, TimeLimit = TimeLimitKind.Truncates", "Consumer = RewardConsumer.GroupRelative", System.StringComparison.Ordinal), "RWD5007");
        await AnalyzerVerifier.VerifyAsync(Source(Members).Replace("(Horizon = 500, TimeLimit = TimeLimitKind.Truncates)", "", System.StringComparison.Ordinal), "RWD5007");
    }

    [Fact]
    public Task AClampLimitsBothSides() => AnalyzerVerifier.VerifyAsync(
        Source("[Bonus(-100, RepeatPolicy.EachRise)] public bool Collision => Hit; [Term(1)] public float Drive => Speed;").Replace("[RewardSpec", "[Clamp(-200, 5)] [RewardSpec", System.StringComparison.Ordinal), "RWD5007");

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Bonus(-100, RepeatPolicy.EachRise)] public bool Collision => Hit; [Term(1)] public float Drive => Speed;"), new Dictionary<string, ReportDiagnostic> { ["RWD5007"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD5007");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD5007", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(Horizon = 500, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { [Signal(0, 30)] public float Speed { get; init; } [Signal] public bool Hit { get; init; } " + members + " }";
}
