using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD5008: outcomes that cost more than missing them.</summary>
public sealed class CheapMissTests
{
    private const string Penalty = "[Penalty(0.5), Accumulate(nameof(Passed), ClosingRule.Fails)] public float Spent => Tokens; ";
    private const string Found = "[[|Penalty(0.5)|], Accumulate(nameof(Passed), ClosingRule.Fails)] public float Spent => Tokens; ";

    [Fact]
    public async Task NothingIsGained()
    {
        Analysis analysis = await Verify(
            "[[|Penalty(0.5)|], Accumulate(nameof(Passed), ClosingRule.Fails)] public float Spent => Tokens; public bool Passed => Tests; [Term(1)] public float Fast => Speed;",
            "Where 'Passed' holds at the end of an episode, what 'Spent' has collected costs up to 10 more than where it fails; nothing is gained by it, so missing it is the cheaper way out: pay 'Spent' at each step, or let Else be at most -10");
        Assert.Equal(("RWD5008", DiagnosticSeverity.Warning), (Assert.Single(analysis.Findings, static f => f.Id == "RWD5008").Id, analysis.Findings[0].Severity));
        Assert.Equal("-10", analysis.Findings[0].Properties["lo"]);
    }

    [Fact]
    public async Task Boundary()
    {
        await Verify(Found + "[Termination(EpisodeEnd.Success, Reward = 9)] public bool Passed => Tests;", "Where 'Passed' holds at the end of an episode, what 'Spent' has collected costs up to 10 more than where it fails; all that it gains is 9, so missing it is the cheaper way out: pay 'Spent' at each step, or let Else be at most -10");
        await Verify(Penalty + "[Termination(EpisodeEnd.Success, Reward = 10)] public bool Passed => Tests;");
        await Verify(Penalty + "public bool Passed => Tests; [Termination(EpisodeEnd.Failure, Reward = -10)] public bool Failed => !Tests;");
        await Verify(Found + "public bool Passed => Tests; [Termination(EpisodeEnd.Failure, Reward = -9)] public bool Failed => !Tests;");
    }

    [Fact]
    public async Task ElseIsCounted()
    {
        await Verify("[Penalty(0.5), Accumulate(nameof(Passed), ClosingRule.Fails, Else = -10)] public float Spent => Tokens; public bool Passed => Tests;");
        await Verify(
            "[[|Penalty(0.5)|], Accumulate(nameof(Passed), ClosingRule.Fails, Else = -4)] public float Spent => 0.5f + 0.5f * Tokens; public bool Passed => Tests;",
            "Where 'Passed' holds at the end of an episode, what 'Spent' has collected costs up to 6 more than where it fails; nothing is gained by it, so missing it is the cheaper way out: pay 'Spent' at each step, or let Else be at most -10");
    }

    [Fact]
    public async Task OtherCollectedPaymentsAreGained()
    {
        await Verify(Penalty + "public bool Passed => Tests; [Term(0.5), Accumulate(nameof(Passed), ClosingRule.Fails)] public float Done => Speed;");
        await Verify(Found + "public bool Passed => Tests; [Term(0.25), Accumulate(nameof(Passed), ClosingRule.Fails)] public float Done => Speed;");
        await Verify(Found + "public bool Passed => Tests; public bool Fast => Speed > 0.5f; [Term(0.5), Accumulate(nameof(Fast), ClosingRule.Fails)] public float Done => Speed;");
    }

    [Fact]
    public async Task WhatIsPaidWhereItHoldsIsGained()
    {
        await Verify(Penalty + "public bool Passed => Tests; [Term(1)] public bool There => Tests;");
        await Verify(Penalty + "public bool Passed => Tests; [Objective(Reward = 20)] public Formula There => Eventually(Tests);");
    }

    [Fact]
    public async Task WithoutAnOutcomePasses()
    {
        await Verify("[Penalty(0.5), Accumulate(ClosingRule.Holds)] public float Spent => Tokens;");
        await Verify("[Term(0.5), Accumulate(nameof(Tests), ClosingRule.Fails)] public float Saved => 1f - Tokens;");
        await Verify("[Term(0.5), Accumulate(nameof(Tests), ClosingRule.Fails)] public float Either => Speed - Tokens;");
    }

    [Fact]
    public Task WithoutAHorizonItHasNoLimit() => AnalyzerVerifier.VerifyAsync(
        Source(Found + "public bool Passed => Tests;").Replace("(Discount = 1, Horizon = 20, TimeLimit = TimeLimitKind.Terminates)", "(Discount = 0.9)", System.StringComparison.Ordinal), "RWD5008",
        "Where 'Passed' holds at the end of an episode, what 'Spent' has collected costs without limit; nothing is gained by it, so missing it is the cheaper way out: pay 'Spent' at each step");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source(Penalty + "public bool Passed => Tests;"), new Dictionary<string, ReportDiagnostic> { ["RWD5008"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD5008");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD5008", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(Discount = 1, Horizon = 20, TimeLimit = TimeLimitKind.Terminates)] public sealed partial class Walker { [Signal(0, 1)] public float Tokens { get; init; } [Signal(0, 1)] public float Speed { get; init; } [Signal] public bool Tests { get; init; } " + members + " }";
}
