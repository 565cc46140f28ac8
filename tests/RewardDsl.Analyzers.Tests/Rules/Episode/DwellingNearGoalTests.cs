using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3006: staying beside a goal pays as much as reaching it.</summary>
public sealed class DwellingNearGoalTests
{
    private const string Contract = "[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]";

    /// <summary>Placing an object on a disc.</summary>
    private const string Placing = "[Signal(0, 0.5)] public float D { get; init; } [Signal(0, 0.3)] public float H { get; init; } ";

    private const string Placed = "[Goal(Tolerance = 0.01)] public bool Placed => D < 0.02f && H < 0.02f; ";

    [Fact]
    public async Task HoveringAboveTheGoal()
    {
        Analysis analysis = await Verify(
            Placing + Placed + "[[|Term(0.9)|]] public float Near => (1f - Tanh(5f * D)) * Saturate(H / 0.03f); [Term(0.1)] public bool Done => Placed;",
            "Holding 'D' = 0, 'H' = 0.195 beside the goal 'Placed' pays 0.9 a step, at the goal 0.7; 'Done' at 0.401 would outweigh it");
        Assert.Equal(("RWD3006", DiagnosticSeverity.Warning), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
        Assert.Equal("0.401", analysis.Findings[0].Properties["breakEven"]);
        Assert.Equal("Done", analysis.Findings[0].Properties["member"]);
    }

    [Fact]
    public Task WithoutABonus() => Verify(
        Placing + Placed + "[[|Term(1)|]] public float Near => 1f - D;",
        "Holding 'D' = 0, 'H' = 0.195 beside the goal 'Placed' pays 1 a step, at the goal 1; 0.112 more a step at the goal would outweigh it");

    [Fact]
    public Task ATruthThatIsMissing() => Verify(
        Placing + "[Signal] public bool Open { get; init; } [Goal(Tolerance = 0.01)] public bool Placed => D < 0.02f && Open; [[|Term(1)|]] public float Near => 1f - D;");

    [Fact]
    public async Task TheBonusBreaksEven()
    {
        static string Spec(string term, string done) => Placing + Placed + term + " public float Near => (1f - Tanh(5f * D)) * Saturate(H / 0.03f); [Term(" + done + ")] public bool Done => Placed;";
        await Verify(Spec("[[|Term(0.9)|]]", "0.39"));
        await Verify(Spec("[Term(0.9)]", "0.401"));
    }

    [Fact]
    public Task UnitsDoNotMatter() => Verify(
        "[Signal(0, 50)] public float D { get; init; } [Signal(0, 30)] public float H { get; init; } [Goal(Tolerance = 1)] public bool Placed => D < 2f && H < 2f; "
        + "[[|Term(9)|]] public float Near => (1f - Tanh(0.05f * D)) * Saturate(H / 3f); [Term(1)] public bool Done => Placed;",
        "Holding 'D' = 0, 'H' = 19.5 beside the goal 'Placed' pays 9 a step, at the goal 7; 'Done' at 4.01 would outweigh it");

    [Fact]
    public async Task ATermThatFallsWithTheDistancePasses()
    {
        await Verify(Placing + Placed + "[Term(1)] public float Near => (1f - D) * (1f - H / 0.3f);");
        await Verify(Placing + Placed + "[Term(1)] public float A => 1f - D * 2f; [Term(1)] public float B => Exp(-H / 0.1f);");
    }

    [Fact]
    public Task ASlowFallIsNone() => Verify(Placing + Placed + "[[|Term(1)|]] public float Near => 1f - D - (H / 3f);");

    [Fact]
    public Task RegularisersAndOtherSignalsDoNotCount() => Verify(
        Placing + "[Signal(0, 1)] public float Other { get; init; } [Goal(Tolerance = 0.01)] public bool Placed => D < 0.02f; [Term(100)] public float A => Other; [Term(1, Role = TermRole.Regulariser)] public float B => 1f - D * 0.1f; [Term(1)] public float C => Exp(-D / 0.1f);");

    [Fact]
    public async Task WithoutAToleranceItIsNotKnown()
    {
        await Verify(Placing + "[Goal] public bool Placed => D < 0.02f && H < 0.02f; [Term(1)] public float Near => 1f - D;");
        await Verify("[Signal(0, 5)] public int Lives { get; init; } [Signal(0, 1)] public float D { get; init; } [Goal] public bool Won => Lives > 2 && Lives < 4; [[|Term(1)|]] public float Near => Lives > 0 ? 1f : 0f;");
    }

    [Fact]
    public async Task WhatIsPaidOnceOrForAChangePasses()
    {
        await Verify(Placing + Placed + "[Potential(1)] public float A => 1f - D; [Term(1), Progress] public float B => 1f - D; [Term(1), BestSoFar] public float C => 1f - D; [Term(0.1)] public bool Done => Placed;");
        await Verify(Placing + Placed + "[Term(1)] public float B => Previous.D - D; [Term(0.1)] public bool Done => Placed;");
        await Verify("[Signal(0, 10)] public float D { get; init; } float Phi => -D; [Term(1)] public float Shaped => (0.99f * Phi) - Previous.Phi; [Goal(Tolerance = 0.02), Termination(EpisodeEnd.Success, Reward = 1)] public bool There => D < 0.1f;");
    }

    [Fact]
    public async Task PaidOnceAtAGoalThatCanBeKept()
    {
        // 100 once is 1 a step, 10 is 0.1.
        await Verify(Placing + Placed + "[Term(1)] public float Near => 1f - D; [Bonus(100, RepeatPolicy.Once)] public bool Done => Placed;");
        await Verify(Placing + Placed + "[[|Term(1)|]] public float Near => 1f - D; [Bonus(10, RepeatPolicy.Once)] public bool Done => Placed;");
    }

    [Fact]
    public async Task AdroitParksNextToTheGoal()
    {
        const string Spec = "[Signal(0, 1.6)] public float Angle { get; init; } [[|Term(0.1)|]] public bool Near => Angle > 1f; [Goal(Kind = GoalKind.Survive), Termination(EpisodeEnd.Success, Reward = 1)] public bool Solved => Angle > 1.35f;";
        Analysis analysis = await Verify(
            Spec, "Holding 'Angle' = 1.35 beside the goal 'Solved' pays 0.1 a step, 9.93 discounted at γ = 0.99 over 500 steps, finishing pays 1.1 once; 'Solved' breaks even at 9.84");
        Assert.Equal(DiagnosticSeverity.Error, analysis.Findings[0].Severity);
        Assert.Equal("9.84", analysis.Findings[0].Properties["number"]);
        await Verify(Spec.Replace("Reward = 1)", "Reward = 9.84)", System.StringComparison.Ordinal).Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal));
        await Verify(Spec.Replace("Reward = 1)", "Reward = 9.8)", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task ACostOfTimeCounts()
    {
        static string Spec(string term, string time) => Placing + term + " public float Near => 1f - D; [Penalty(" + time + ")] public float Time => 1f; [Goal(Kind = GoalKind.Survive), Termination(EpisodeEnd.Success, Reward = 10)] public bool Placed => D < 0.02f;";
        await Verify(
            Spec("[[|Term(1)|]]", "0.5"),
            "Holding 'D' = 0.02 beside the goal 'Placed' pays 0.98 a step, 0.48 with what each step costs, 47.7 discounted at γ = 0.99 over 500 steps, finishing pays 11 once; 'Placed' breaks even at 46.7");
        await Verify(Spec("[Term(1)]", "1"));
    }

    [Fact]
    public async Task AnEndThatIsReportedAlreadyIsNotRepeated() => Assert.Equal(["RWD3002"], (await AnalyzerVerifier.AnalyzeAsync(
        Source("[Signal(0, 1.6)] public float Angle { get; init; } [Term(0.1)] public bool Near => Angle > 1f; [Goal(Tolerance = 0.05, MinSteps = 2), Termination(EpisodeEnd.Success, Reward = 1)] public bool Solved => Angle > 1.35f;")))
        .Findings.Select(f => f.Id).Where(i => i is "RWD3002" or "RWD3006"));

    [Fact]
    public async Task AnEndWithoutDiscountIsNotJudged()
    {
        const string Members = "[Signal(0, 1.6)] public float Angle { get; init; } [Term(0.1)] public bool Near => Angle > 1f; [Goal, Termination(EpisodeEnd.Success, Reward = 1)] public bool Solved => Angle > 1.35f; }";
        await AnalyzerVerifier.VerifyAsync(Walker.Usings + "[RewardSpec] public sealed partial class Walker { " + Members, "RWD3006");
        await AnalyzerVerifier.VerifyAsync(Walker.Usings + "[RewardSpec(Consumer = RewardConsumer.GroupRelative)] public sealed partial class Walker { " + Members, "RWD3006");
    }

    [Fact]
    public async Task PublishedRewardsPass()
    {
        // Meta-World reach; Playground's cube; quadruped-fetch and walker-walk of dm_control.
        await Verify("[Signal(0, 3.4)] public float Distance { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] public bool AtTarget => Distance <= 0.05f; [Term(10)] public float Reach => Tolerance(Distance, 0f, 0.05f, Initial.Distance, SigmoidKind.LongTail);");
        await Verify(
            "[Signal(0, 3)] public float GripperToBox { get; init; } [Signal(0, 3)] public float BoxToTarget { get; init; } [State(false)] bool ReachedBox => Previous.ReachedBox || GripperToBox < 0.012f; "
            + "[Goal(Tolerance = 0.005)] bool AtTarget => BoxToTarget < 0.02f; [Term(4)] float Reach => 1f - Tanh(5f * GripperToBox); [Term(8)] float Place => ReachedBox ? 1f - Tanh(5f * BoxToTarget) : 0f;");
        await Verify(
            "[Signal(-1, 1)] public float Up { get; init; } [Signal(0, 30)] public float ToBall { get; init; } [Signal(0, 30)] public float ToTarget { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] bool Fetched => ToTarget < 0.5f; "
            + "[Term(1)] float Fetch => (1f + Up) / 2f * (1f - Saturate(ToBall / 14f)) * (0.5f + (0.5f * (1f - Saturate((ToTarget - 0.5f) / 14f))));");
        await Verify("[Signal(-10, 10)] public float Speed { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] bool Walking => Speed > 1f; [Term(1)] float Walk => ((5f * Tolerance(Speed, 1f, float.PositiveInfinity, 0.5f, SigmoidKind.Linear, 0.5f)) + 1f) / 6f;");
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source(Placing + Placed + "[Term(1)] public float Near => 1f - D;"), new Dictionary<string, ReportDiagnostic> { ["RWD3006"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD3006");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD3006", messages);

    private static string Source(string members) => Walker.Usings + Contract + " public sealed partial class Walker { " + members + " }";
}
