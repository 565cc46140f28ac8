using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Payments that are collected until the end of an episode: what is declared wrongly, and what the other rules make of them.</summary>
public sealed class AccumulationTests
{
    [Fact]
    public Task NeedsSomethingPaid() => Walker.Verify("RWD0010", "[[|Accumulate(ClosingRule.Holds)|]] public float A => Speed;", "[Accumulate] on 'A' needs a [Term], [Penalty] or [Bonus] beside it");

    [Fact]
    public Task ElseNeedsAnOutcome() => Walker.Verify(
        "RWD0010", "[Term(1), [|Accumulate(ClosingRule.Holds, Else = 1)|]] public float A => Speed;", "[Accumulate(Else)] on 'A' needs an outcome that decides, 'nameof(a bool member)'");

    [Fact]
    public Task OutcomeThatIsNotThere() => Walker.Verify(
        "RWD0015", "[Term(1), [|Accumulate(\"Redy\", ClosingRule.Holds)|]] public float A => Speed;", "Outcome = \"Redy\" on 'A' does not name a bool member of this spec (did you mean 'Ready'?)");

    [Fact]
    public Task OutcomeOfAnotherType() => Walker.Verify("RWD0015", "[Term(1), [|Accumulate(nameof(Speed), ClosingRule.Holds)|]] public float A => Speed;");

    [Fact]
    public Task InfiniteElse() => Walker.Verify("RWD0013", "[Term(1), [|Accumulate(nameof(Ready), ClosingRule.Holds, Else = double.NegativeInfinity)|]] public float A => Speed;");

    [Fact]
    public async Task FittingOnesPass()
    {
        const string Members = "[Term(1), Accumulate(nameof(Ready), ClosingRule.Fails, Else = -1)] public float A => Speed; [Penalty(1), Accumulate(ClosingRule.StaysOpen), Once] public bool B => Ready; [Bonus(1, RepeatPolicy.EachRise), Accumulate(nameof(C), ClosingRule.EndOfTrace)] public bool C => Ready;";
        foreach (string rule in new[] { "RWD0010", "RWD0013", "RWD0015", "RWD0018" })
        {
            await Walker.Verify(rule, Members);
        }
    }

    [Fact]
    public async Task TheSumIsLimitedByTheHorizon()
    {
        // Ten thousand steps are too many to follow one by one: of a sum, what is added is enough.
        await Verify("RWD1001", 1000, "[Term(900), Accumulate(nameof(Tests), ClosingRule.Fails)] public float A => Speed;");
        await Verify("RWD1001", 10_000, "[Term(99), Accumulate(nameof(Tests), ClosingRule.Fails)] public float A => Speed;");
        Analysis large = await Verify("RWD1001", 10_000, "[Term(128), Accumulate(nameof(Tests), ClosingRule.Fails)] public float A => [|Speed|];");
        Assert.Equal("1.28E+06", large.Findings.Single(static f => f.Id == "RWD1001").Properties["hi"]);
        Analysis open = await Verify("RWD1001", 0, "[Term(1), Accumulate(nameof(Tests), ClosingRule.Fails)] public float A => [|Speed|];");
        Assert.EndsWith("; a step adds [0, 1], and no Horizon limits how many do", open.Findings.Single(static f => f.Id == "RWD1001").GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnOutcomeThatCannotHoldIsFound() =>
        await Verify("RWD5001", 20, "[Term(1), Accumulate(nameof(Never), ClosingRule.Fails)] public float A => Speed; private bool Never => [|Speed > 2f|];");

    [Fact]
    public async Task AnOutcomeIsRead()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Source(20, "[Term(1), Accumulate(nameof(Passed), ClosingRule.Fails)] public float A => Speed; private bool Passed => Tests && Tokens < 0.5f;"));
        Assert.DoesNotContain(analysis.Findings, static f => f.Id is "RWD9004" or "RWD9005");
    }

    [Fact]
    public async Task WhatIsCollectedIsNoIncome()
    {
        // At once, each of these would be found: an income that a success ends, an event that is farmed, an income of survival.
        const string Members = "[Goal, Termination(EpisodeEnd.Success, Reward = 1)] public bool Done => Tests; [Termination(EpisodeEnd.Failure, Reward = -1)] public bool Lost => Tokens > 0.9f; ";
        const string Paid = "public float A => Speed; [Bonus(1, RepeatPolicy.EachRise){0}] public bool Fast => Speed > 0.5f;";
        Analysis atOnce = await AnalyzerVerifier.AnalyzeAsync(Source(100, Members + "[Term(1)] " + Paid.Replace("{0}", "", System.StringComparison.Ordinal)));
        Analysis collected = await AnalyzerVerifier.AnalyzeAsync(
            Source(100, Members + "[Term(1), Accumulate(nameof(Done), ClosingRule.Fails)] " + Paid.Replace("{0}", ", Accumulate(nameof(Done), ClosingRule.Fails)", System.StringComparison.Ordinal)));
        Assert.Contains(atOnce.Findings, static f => f.Id == "RWD3002");
        Assert.DoesNotContain(collected.Findings, static f => f.Id.StartsWith("RWD3", System.StringComparison.Ordinal) && f.Severity >= DiagnosticSeverity.Warning);
        Assert.DoesNotContain(collected.CompilerErrors, static e => e.Severity == DiagnosticSeverity.Error);
    }

    private static Task<Analysis> Verify(string rule, int horizon, string members) => AnalyzerVerifier.VerifyAsync(Source(horizon, members), rule);

    private static string Source(int horizon, string members) => Walker.Usings
        + "[RewardSpec(Discount = 0.99" + (horizon > 0 ? ", Horizon = " + horizon.ToString(System.Globalization.CultureInfo.InvariantCulture) + ", TimeLimit = TimeLimitKind.Truncates" : "") + ")] public sealed partial class Walker { "
        + "[Signal(0, 1)] public float Tokens { get; init; } [Signal(0, 1)] public float Speed { get; init; } [Signal] public bool Tests { get; init; } " + members + " }";
}
