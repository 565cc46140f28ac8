using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3003: what every step pays for not having failed, against all else.</summary>
public sealed class SurvivalIncomeTests
{
    private const string Contract = "Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates";

    private const string Forward = "[Term(1.25)] public float Forward => Speed; ";

    private const string End = "[Termination(EpisodeEnd.Failure)] public bool Fallen => Height < 1f || Height > 2f; ";

    /// <summary>Gymnasium Humanoid at up to 3 m/s, without the goal that says that standing is the task.</summary>
    [Fact]
    public async Task StandingPaysAsMuch()
    {
        Analysis analysis = await Verify(
            "[[|Term(5)|]] public bool Alive => !Fallen; " + Forward + End,
            "'Alive' pays at least 5 a step for not having failed, 500 discounted at γ = 0.99; all else pays at most 375: with 1.87 a step it would be half of that");
        Diagnostic finding = Assert.Single(analysis.Findings);
        Assert.Equal(("RWD3003", DiagnosticSeverity.Warning), (finding.Id, finding.Severity));
        Assert.Equal(("1.87", "Alive", "1.87"), (finding.Properties["breakEven"], finding.Properties["member"], finding.Properties["number"]));
    }

    [Fact]
    public async Task Boundary()
    {
        await Verify("[[|Term(2)|]] public float Alive => 1f; [Term(1)] public float Near => Lane * 4f; " + End);
        await Verify("[Term(1.99)] public float Alive => 1f; [Term(1)] public float Near => Lane * 4f; " + End);
    }

    /// <summary>HighwayEnv: crash, speed and lane mapped from [−1, 0.5] to [0, 1], and the same with the weights at 0.</summary>
    [Fact]
    public async Task AnAffineTotal()
    {
        const string Highway = "[Penalty(1)] public bool Collision => Hit; [Term(0.4)] public float Fast => Height / 3f; [Term(0.1)] public float Right => Lane; [Total] public float [|Normalised|] => (WeightedSum + 1f) / 1.5f; "
            + "[Termination(EpisodeEnd.Failure)] public bool Crash => Hit;";
        await Verify(Highway, "'Normalised' pays at least 0.667 a step for not having failed, 66.7 discounted at γ = 0.99; all else pays at most 33.3: with 0.166 a step it would be half of that");
        await Verify(
            Highway.Replace("Term(0.4)", "Term(0)", System.StringComparison.Ordinal).Replace("Term(0.1)", "Term(0)", System.StringComparison.Ordinal).Replace("1.5f", "1f", System.StringComparison.Ordinal),
            "'Normalised' pays 1 a step for not having failed, 100 discounted at γ = 0.99; all else pays nothing more");
        await Verify(Unmarked(Highway.Replace("(WeightedSum + 1f) / 1.5f", "WeightedSum", System.StringComparison.Ordinal)));
    }

    /// <summary>What is paid once counts once: the way, a success, an event.</summary>
    [Fact]
    public async Task TheTaskCountsWhole()
    {
        await Verify("[Term(0.1)] public float Alive => 1f; [Term(10), Progress] public float Near => Height; " + End);
        await Verify("[[|Term(0.2)|]] public float Alive => 1f; [Term(10), Progress] public float Near => Height; " + End, "'Alive' pays at least 0.2 a step for not having failed, 20 discounted at γ = 0.99; all else pays at most 30: with 0.149 a step it would be half of that");
        await Verify("[Term(0.2)] public float Alive => 1f; [Goal, Termination(EpisodeEnd.Success, Reward = 41)] public bool Done => Lane > 0.9f; " + End);
        await Verify("[Term(0.2)] public float Alive => 1f; [Bonus(41, RepeatPolicy.Once)] public bool Done => Lane > 0.9f; " + End);
        await Verify("[Term(0.2)] public float Alive => 1f; [Bonus(1, RepeatPolicy.EachRise)] public bool Done => Lane > 0.9f; " + End);
        await Verify("[Term(1)] public float Alive => 1f; [Term(1)] public float Way => Height - Previous.Height; " + End);
    }

    [Fact]
    public async Task UsualValuesCount()
    {
        await Verify("[[|Term(1)|]] public float Alive => 1f; [Signal(-10, 10, TypicalMin = 0, TypicalMax = 1)] public float Push { get; init; } [Term(1)] public float Forward => Push; " + End);
        await Verify("[Term(1)] public float Alive => 1f; [Signal(-10, 10)] public float Push { get; init; } [Term(1)] public float Forward => Push; " + End);
    }

    [Fact]
    public async Task WhereSurvivalIsTheTask()
    {
        await Verify("[Term(5)] public float Alive => 1f; [Goal(Kind = GoalKind.Survive)] public bool Up => !Fallen; " + Forward + End);
        await Verify("[Term(5)] public float Alive => 1f; " + Forward);
        await Verify("[Term(5)] public float Alive => 1f; [State(0)] public float Steps => Min(Previous.Steps + 1f, 1000f); [Termination(EpisodeEnd.Failure)] public bool Over => Steps >= 400f;");
        await AnalyzerVerifier.VerifyAsync(Source("Consumer = RewardConsumer.Pairwise", "[Term(5)] public float Alive => 1f; " + End), "RWD3003");
    }

    /// <summary>DeepRacer's five for each step on the track, beside four for being ahead of the schedule.</summary>
    [Fact]
    public async Task AConditionBesideTheGoal()
    {
        const string Racer = "[[|Term(5)|]] public float OnTrack => Height < 1f ? 1f : 0f; [Bonus(4, RepeatPolicy.EachRise)] public bool Ahead => Lane > 0.5f; [Goal] public bool Finished => Lane >= 1f;";
        await Verify(Racer, "'OnTrack' pays 5 a step for a condition that the goal 'Finished' does not read, 500 discounted at γ = 0.99; all else pays at most 200: with 0.999 a step it would be half of that");
        await Verify(Unmarked(Racer.Replace("Term(5)", "Term(0.9)", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Racer.Replace("? 1f : 0f", "? 1f - Height : 0f", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Racer.Replace("Height < 1f", "Lane < 0.5f", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Racer.Replace("[Goal]", "[Goal(Kind = GoalKind.Survive)]", System.StringComparison.Ordinal)));
    }

    /// <summary>A term that is nothing somewhere is no income of every step.</summary>
    [Fact]
    public Task KernelsPass() => Verify("[Term(5)] public float Upright => Saturate(Height - 1f); " + Forward + End);

    [Fact]
    public async Task StallingIsSafe()
    {
        const string Drive = "[Term(10), Progress] public float Near => Lane; [Goal, Termination(EpisodeEnd.Success, Reward = 10)] public bool Arrived => Lane > 0.9f; "
            + "[[|Termination(EpisodeEnd.Failure, Reward = -80)|]] public bool Crash => Hit; [Scenario(ScenarioKind.Idle)] static Walker Parked => new();";
        Analysis analysis = await Verify(
            Drive,
            "The scenario 'Parked' pays 0 discounted at γ = 0.99 and never ends; with -80 for failing by 'Crash' and 20 at best, moving is worth it only for an agent that succeeds 80 times in a hundred");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
        await Verify(Unmarked(Drive.Replace("-80", "-20", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Drive.Replace("ScenarioKind.Idle", "ScenarioKind.Typical", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Drive + " [Penalty(0.01)] public float Time => 1f;"));
        await Verify(Unmarked(Drive.Replace("new()", "new() { Hit = true }", System.StringComparison.Ordinal)));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single((await Verify("[[|Termination(EpisodeEnd.Failure, Reward = -80)|]] public bool Crash => Hit; [Term(1)] public float Far => 0f - Height; [Scenario(ScenarioKind.Idle)] static Walker Parked => new();")).Findings).Severity);
    }

    [Fact]
    public Task SaysWhatIsMissing() => AnalyzerVerifier.VerifyAsync(
        Source("Rate = PayRate.PerStep", "[Term(1)] public float Alive => 1f; [Term(1), Progress] public float Near => Height; " + End).Replace("class Walker", "class [|Walker|]", System.StringComparison.Ordinal),
        "RWD9007",
        "Rules stay silent on 'Walker' for want of facts: Discount or Horizon in [RewardSpec] (RWD3003)");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source(Contract, "[Term(5)] public float Alive => 1f; " + Forward + End), new Dictionary<string, ReportDiagnostic> { ["RWD3003"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD3003");

    private static string Unmarked(string members) => members.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal);

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(Contract, members), "RWD3003", messages);

    private static string Source(string contract, string members) => Walker.Usings + "[RewardSpec(" + contract + ")] public sealed partial class Walker { "
        + "[Signal(0, 3, Unit = \"m\")] public float Height { get; init; } [Signal(0, 1)] public float Lane { get; init; } [Signal(-3, 3, Unit = \"m/s\")] public float Speed { get; init; } [Signal] public bool Hit { get; init; } " + members + " }";
}
