using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3002: a success that ends an income worth more than finishing.</summary>
public sealed class EndedIncomeTests
{
    private const string Near = "[Term(1)] public float Near => 1f - Distance;";

    private const string Contract = "Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates";

    [Fact]
    public async Task WaitingBesideTheGoal()
    {
        Analysis analysis = await Verify(
            Near + " [Goal(Tolerance = 0.25), [|Termination(EpisodeEnd.Success, Reward = 16)|]] public bool Placed => Distance <= 0.25f;",
            "Finishing by 'Placed' pays 17 once, what the terms pay at that step included; waiting at Distance = 0.5 pays 0.5 a step, 50 discounted at γ = 0.99: it breaks even at Reward = 49");
        Diagnostic finding = Assert.Single(analysis.Findings);
        Assert.Equal(("RWD3002", DiagnosticSeverity.Error), (finding.Id, finding.Severity));
        Assert.Equal(("49", "Placed", "Distance = 0.5"), (finding.Properties["breakEven"], finding.Properties["member"], finding.Properties["witness"]));
    }

    [Fact]
    public async Task OnlyAtTheBestOfTheOtherSignals()
    {
        Analysis analysis = await Verify(
            Near + " [Penalty(1)] public bool Loud => Hit; [Goal(Tolerance = 0.25), [|Termination(EpisodeEnd.Success, Reward = 16)|]] public bool Placed => Distance <= 0.25f;",
            "Finishing by 'Placed' pays 17 once, what the terms pay at that step included; waiting at Distance = 0.5 pays up to 0.5 a step, 50 discounted at γ = 0.99: it breaks even at Reward = 49");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task Boundary()
    {
        await Verify(Near + " [Goal(Tolerance = 0.25), Termination(EpisodeEnd.Success, Reward = 49)] public bool Placed => Distance <= 0.25f;");
        await Verify(Near + " [Goal(Tolerance = 0.25), [|Termination(EpisodeEnd.Success, Reward = 48.9)|]] public bool Placed => Distance <= 0.25f;");
        await Verify(Near + " [Goal(Tolerance = 0.25), Termination(EpisodeEnd.Success, Reward = 50, Replaces = true)] public bool Placed => Distance <= 0.25f;");
        await Verify(Near + " [Goal(Tolerance = 0.25), [|Termination(EpisodeEnd.Success, Reward = 49.9, Replaces = true)|]] public bool Placed => Distance <= 0.25f;");
    }

    /// <summary>Without a goal, anywhere that the episode goes on; without a tolerance, however narrowly it is missed.</summary>
    [Fact]
    public async Task WithoutGoalOrTolerance()
    {
        await Verify(
            "[Term(1)] public float Alive => 1f; [[|Termination(EpisodeEnd.Success, Reward = 16)|]] public bool Placed => Hit;",
            "Finishing by 'Placed' pays 17 once, what the terms pay at that step included; waiting at Hit = false pays 1 a step, 100 discounted at γ = 0.99: it breaks even at Reward = 99");
        await Verify("[Term(1)] public float Alive => 1f; [Goal, [|Termination(EpisodeEnd.Success, Reward = 16)|]] public bool Placed => Distance < 0.25f && Hit;");
    }

    /// <summary>Every reward counts in full: waiting out the episode is compared with finishing at once.</summary>
    [Fact]
    public async Task WithoutDiscount()
    {
        await AnalyzerVerifier.VerifyAsync(
            Source("Horizon = 100, TimeLimit = TimeLimitKind.Terminates", "[Term(1)] public float Alive => 1f; [[|Termination(EpisodeEnd.Success, Reward = 98)|]] public bool Placed => Hit;"),
            "RWD3002",
            "Finishing by 'Placed' pays 99 once, what the terms pay at that step included; waiting at Hit = false pays 1 a step, 100 over 100 steps: it breaks even at Reward = 99");
        await AnalyzerVerifier.VerifyAsync(
            Source("Horizon = 100, TimeLimit = TimeLimitKind.Terminates", "[Term(1)] public float Alive => 1f; [Termination(EpisodeEnd.Success, Reward = 99)] public bool Placed => Hit;"), "RWD3002");
    }

    [Fact]
    public Task ABonusForFinishingCounts() => Verify(
        Near + " [Bonus(40, RepeatPolicy.Once)] public bool First => Distance <= 0.125f; [Goal(Tolerance = 0.25), Termination(EpisodeEnd.Success, Reward = 16)] public bool Placed => Distance <= 0.25f;");

    /// <summary>The way is paid once, whether declared or as a difference; shaping is no income.</summary>
    [Fact]
    public async Task TheWayPasses()
    {
        const string End = " [Goal(Tolerance = 0.25), Termination(EpisodeEnd.Success)] public bool Placed => Distance <= 0.25f;";
        await Verify("[Term(10), Progress] public float Near => 1f - Distance;" + End);
        await Verify("[Term(10), BestSoFar] public float Near => 1f - Distance;" + End);
        await Verify("[Term(10), Budget(5)] public float Near => 2f - Distance;" + End);
        await Verify("[Term(10)] public float Near => Previous.Distance - Distance;" + End);
        await Verify("[Potential(10)] public float Near => 1f - Distance; [Penalty(0.1)] public float Time => 1f;" + End);
    }

    /// <summary>Gymnasium MountainCar and its kind: each step costs, the end is the way out.</summary>
    [Fact]
    public Task CostsPass() => Verify("[Penalty(1)] public float Time => 1f; [Penalty(1)] public float Far => Distance; [Goal, Termination(EpisodeEnd.Success)] public bool Placed => Distance <= 0.25f;");

    /// <summary>Nobody stays in a place at a speed.</summary>
    [Fact]
    public Task SpeedIsNoPlaceToWait() => Verify("[Term(1)] public float Fast => Speed; [Penalty(0.01)] public float Time => 1f; [Goal, Termination(EpisodeEnd.Success, Reward = 5)] public bool Placed => Distance <= 0.25f;");

    [Fact]
    public async Task OtherKindsOfGoalsAndEndsPass()
    {
        await Verify("[Term(1)] public float Alive => 1f; [Goal(Kind = GoalKind.Survive)] public bool Up => !Hit; [Termination(EpisodeEnd.Success)] public bool Placed => Distance <= 0.25f;");
        await Verify("[Term(1)] public float Alive => 1f; [State(0)] public float Steps => Min(Previous.Steps + 1f, 1000f); [Termination(EpisodeEnd.Success)] public bool Over => Steps >= 400f;");
        await Verify("[Term(1)] public float Alive => 1f; [Termination(EpisodeEnd.Failure)] public bool Lost => Hit;");
        await AnalyzerVerifier.VerifyAsync(Source("Consumer = RewardConsumer.GroupRelative", Near + " [Termination(EpisodeEnd.Success)] public bool Placed => Hit;"), "RWD3002");
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(
            Source(Contract, Near + " [Termination(EpisodeEnd.Success)] public bool Placed => Hit;"), new Dictionary<string, ReportDiagnostic> { ["RWD3002"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD3002");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(Contract, members), "RWD3002", messages);

    private static string Source(string contract, string members) => Walker.Usings + "[RewardSpec(" + contract + ")] public sealed partial class Walker { "
        + "[Signal(0, 2, Unit = \"m\")] public float Distance { get; init; } [Signal(-3, 3, Unit = \"m/s\")] public float Speed { get; init; } [Signal] public bool Hit { get; init; } " + members + " }";
}
