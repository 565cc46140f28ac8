using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD6006: what is paid for a memory that the policy does not observe.</summary>
public sealed class HiddenMemoryTests
{
    private const string End = ", and the policy does not observe it: the same observation earns different rewards; ";

    private const string Put = End + "put it into the observation and declare Observed = true";

    private const string Column = End + "put the column 'A' of StepOutputs.Automata into the observation and declare Observed = true";

    /// <summary>Coffee first, then the office (Toro Icarte and others, 2018).</summary>
    [Fact]
    public async Task ALatch()
    {
        const string Coffee = "[[|State(false)|]] public bool Has => Previous.Has || AtA; [Termination(EpisodeEnd.Success, Reward = 1)] public bool Done => AtB && Has;";
        Analysis analysis = await Verify(Coffee, "'Done' pays 1 more or less depending on 'Has', which remembers earlier steps" + Put);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(Own(analysis)).Severity);
        await Verify(Coffee.Replace("[[|State(false)|]]", "[State(false, Observed = true)]", StringComparison.Ordinal));
        await Verify(Coffee.Replace("Observed = true", "Observed = false", StringComparison.Ordinal));
        await Verify(Unmarked(Coffee.Replace(", Reward = 1", "", StringComparison.Ordinal)) + " [Term(1)] public float Much => X;");
    }

    /// <summary>Through helpers, gates, other states and what was one step before.</summary>
    [Fact]
    public async Task AtAnyDistance()
    {
        const string Latch = "[[|State(false)|]] public bool Has => Previous.Has || AtA; ";
        await Verify(Latch + "public bool Both => Has && AtB; [Term(1)] public float Paid => Both ? X : 0f;");
        await Verify(Latch + "[Gate] public bool Open => Has; [Term(1, Gate = nameof(Open))] public float Paid => X;");
        await Verify(Latch + "public bool Late => Has; [Term(1)] public float Paid => Previous.Late ? X : 0f;");
        await Verify(Latch + "[[|State(false)|]] public bool Second => Previous.Second || (Previous.Has && AtB); [Term(1)] public float Paid => Second ? X : 0f;");
        await Verify(Latch.Replace("[[|State(false)|]]", "[State(false, Observed = true)]", StringComparison.Ordinal) + "public bool Late => Has; [Term(1)] public float Paid => Previous.Late ? X : 0f;");
        await Verify(Latch + "[Total] public float All => Has ? WeightedSum : 0f; [Term(1)] public float Paid => X;");
        await Verify(Latch + "[Objective(Reward = 1, Observed = true)] public Formula A => Eventually(Has & AtB);");
    }

    /// <summary>Nobody is paid for it.</summary>
    [Fact]
    public async Task NotPaid()
    {
        const string Latch = "[State(false)] public bool Has => Previous.Has || AtA; [Term(1)] public float Paid => X; ";
        await Verify(Latch + "[Metric] public bool Logged => Has;");
        await Verify(Latch + "[Cost(1)] public float Counted => Has ? 1f : 0f;");
        await Verify(Latch + "[Penalty(0.5, Role = TermRole.Regulariser)] public float Small => Has ? 1f : 0f;");
        await Verify(Latch + "[Termination(EpisodeEnd.Failure)] public bool Fell => Has && AtB;");
    }

    /// <summary>What was a fixed number of steps before, or at the start, is no memory.</summary>
    [Fact]
    public async Task StepsBeforePass()
    {
        await Verify("public float Before => Previous.X; [Term(1)] public float Paid => X - Previous.Before;");
        await Verify("[Term(1)] public float Paid => X - Initial.X;");
        await Verify("[Term(1), Progress] public float Paid => X; [Potential(1)] public float Near => X; [Bonus(1, RepeatPolicy.EachRise)] public bool Arrived => AtA;");
        await Verify("[Signal(-1, 1, History = 3)] public History<float> Past { get; init; } [Term(1)] public float Paid => Past[2];");
    }

    /// <summary>A tenth of all that is paid.</summary>
    [Theory]
    [InlineData(0.12, DiagnosticSeverity.Warning)]
    [InlineData(0.1, DiagnosticSeverity.Info)]
    public async Task SmallSharesAreNotes(double weight, DiagnosticSeverity severity)
    {
        Analysis analysis = await Verify("[[|State(false)|]] public bool Has => Previous.Has || AtA; [Term(1)] public float Much => AtB ? 1f : 0f; [Term(" + weight.ToString(System.Globalization.CultureInfo.InvariantCulture) + ")] public float Paid => Has ? 1f : 0f;");
        Assert.Equal(severity, Assert.Single(Own(analysis)).Severity);
    }

    [Theory]
    [InlineData("[State(0)] public float M => (0.9f * Previous.M) + (0.1f * X);", DiagnosticSeverity.Info)]
    [InlineData("[State(0)] public float M => AtA ? 0f : Min(Previous.M + 0.1f, 5f);", DiagnosticSeverity.Info)]
    [InlineData("[State(0)] public float M => Min(Previous.M + 1f, 100f);", DiagnosticSeverity.Info)]
    [InlineData("[State(0)] public float M => Min(Previous.M + (AtA ? 1f : 0f), 5f);", DiagnosticSeverity.Warning)]
    [InlineData("[State(0)] public float M => Min(Previous.M + (AtA ? 1f : 0f), 50f);", DiagnosticSeverity.Info)]
    [InlineData("[State(0)] public float M => Previous.M + X;", DiagnosticSeverity.Warning)]
    [InlineData("[State(0)] public float M => Max(Previous.M, X);", DiagnosticSeverity.Info)]
    public async Task WhatLastsIsAWarning(string state, DiagnosticSeverity severity)
    {
        Analysis analysis = await Verify(state.Replace("State(0)", "[|State(0)|]", StringComparison.Ordinal) + " [Term(1)] public float Paid => M * X;");
        Assert.Equal(severity, Assert.Single(Own(analysis)).Severity);
    }

    /// <summary>Open states that differ are a memory; one of which only the decision is left to remember is as something that is paid once.</summary>
    [Fact]
    public async Task Formulas()
    {
        Analysis analysis = await Verify(
            "[[|Objective(Reward = 2)|]] public Formula A => Eventually(AtA & Next(Eventually(AtB)));",
            "'A' pays 2 more or less depending on which of the 2 open states of its automaton it is in" + Column);
        Assert.Equal((DiagnosticSeverity.Warning, "StepOutputs.Automata"), (Assert.Single(Own(analysis)).Severity, Own(analysis)[0].Properties["export"]));
        analysis = await Verify("[[|Constraint(Penalty = 3)|]] public Formula A => Always(X < 0.9f);", "'A' pays 3 more or less depending on whether it is decided already" + Column);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(Own(analysis)).Severity);
        await Verify("[Objective(Reward = 2, Observed = true)] public Formula A => Eventually(AtA & Next(Eventually(AtB)));");
    }

    [Fact]
    public async Task FormulasAsText()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(Source("Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates", "").Replace("public sealed", "[[|Objective(\"F (AtA & X F AtB)\", Name = \"A\", Reward = 1)|]]\npublic sealed", StringComparison.Ordinal), "RWD6006");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(Own(analysis)).Severity);
    }

    /// <summary>Where the decision ends the episode, or the present step tells the state, nothing is left to observe.</summary>
    [Fact]
    public async Task NothingToRemember()
    {
        await Verify("[Constraint(Penalty = 3, Hard = true)] public Formula A => Always(X < 0.9f);");
        await Verify("[Objective(Reward = 3)] public Formula A => Eventually(AtA); [Termination(EpisodeEnd.Success)] public bool Done => AtA;");
        await Verify("[Objective(Reward = 3, AtTruncation = ClosingRule.EndOfTrace)] public Formula A => Always(Eventually(AtA));");
        await Verify("[[|Constraint(Penalty = 3, Hard = true)|]] public Formula A => Always(Implies(AtA, Eventually(AtB, within: 3)));");
    }

    [Fact]
    public async Task WhatIsPaidOnceIsANote()
    {
        foreach (string column in new[]
        {
            "[Term(1), [|BestSoFar|]] public float Paid => X;", "[Term(1), [|Once|]] public float Paid => X;", "[Term(1), [|Budget(2)|]] public float Paid => X;", "[[|Bonus(1, RepeatPolicy.Once)|]] public bool Paid => AtA;",
        })
        {
            Analysis analysis = await Verify(column);
            Assert.Equal(DiagnosticSeverity.Info, Assert.Single(Own(analysis)).Severity);
        }

        await Verify("[Term(1), BestSoFar(Observed = true)] public float Paid => X; [Bonus(1, RepeatPolicy.Once, Observed = true)] public bool There => AtA;");
        await Verify("[Goal, Bonus(1, RepeatPolicy.Once)] public bool Reached => AtA;");
        await Verify("[Term(1)] public float Much => X; [Bonus(1, RepeatPolicy.Once)] public bool Seldom => AtA;");
    }

    /// <summary>Only what steps through an episode and sees one step at a time.</summary>
    [Fact]
    public async Task WhereTheWholeIsSeen()
    {
        const string Latch = "[State(false)] public bool Has => Previous.Has || AtA; [Term(1)] public float Paid => Has ? X : 0f;";
        await AnalyzerVerifier.VerifyAsync(Source("Consumer = RewardConsumer.GroupRelative", Latch), "RWD6006");
        await AnalyzerVerifier.VerifyAsync(Source("Discount = 0.9, Horizon = 1, TimeLimit = TimeLimitKind.Truncates", Latch), "RWD6006");
    }

    [Fact]
    public Task TheBaseSaysItOnce() => AnalyzerVerifier.VerifyAsync(
        Source("Discount = 0.9", "[[|State(false)|]] public bool Has => Previous.Has || AtA; [Term(1)] public float Paid => Has ? X : 0f; [[|Objective(Reward = 1)|]] public Formula A => Eventually(AtA & Next(Eventually(AtB)));").Replace("sealed partial class Walker", "partial class Walker", StringComparison.Ordinal)
            + "[RewardSpec(Discount = 0.9)] public sealed partial class Derived : Walker { [Penalty(0.5)] public float Fast => X > 0.9f ? 1f : 0f; }", "RWD6006");

    [Fact]
    public async Task Suppressed() => Assert.Empty(Own(await AnalyzerVerifier.AnalyzeAsync(
        Source("Discount = 0.9", "[State(false)] public bool Has => Previous.Has || AtA; [Term(1)] public float Paid => Has ? X : 0f;"), new Dictionary<string, ReportDiagnostic> { ["RWD6006"] = ReportDiagnostic.Suppress })));

    private static List<Diagnostic> Own(Analysis analysis) => [.. analysis.Findings.Where(static f => f.Id == "RWD6006")];

    private static string Unmarked(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source("Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates", members), "RWD6006", messages);

    private static string Source(string contract, string members) => Walker.Usings + "[RewardSpec(" + contract
        + ")] public sealed partial class Walker { [Signal(-1, 1)] public float X { get; init; } [Signal] public bool AtA { get; init; } [Signal] public bool AtB { get; init; } " + members + " }\n";
}
