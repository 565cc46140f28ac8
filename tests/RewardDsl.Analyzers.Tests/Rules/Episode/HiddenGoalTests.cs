using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3008: goals that the discount or the horizon hides.</summary>
public sealed class HiddenGoalTests
{
    private const string There = "Termination(EpisodeEnd.Success, Reward = 10)] public bool There => Distance < 0.1f;";

    [Fact]
    public async Task BeyondTheDiscount()
    {
        Analysis analysis = await Verify(
            "[|Discount = 0.9|], Horizon = 200, TimeLimit = TimeLimitKind.Truncates",
            "[Goal(MinSteps = 100), " + There,
            "At γ = 0.9 the goal 'There', at least 100 steps away, counts 2.66E-05 of its payoff, and nothing on the way leads there: with Discount = 0.97 it is 4.76 %");
        Diagnostic finding = Assert.Single(analysis.Findings);
        Assert.Equal(("RWD3008", DiagnosticSeverity.Warning, "0.97"), (finding.Id, finding.Severity, finding.Properties["discount"]));
    }

    [Fact]
    public async Task Boundary()
    {
        await Verify("Discount = 0.9, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[Goal(MinSteps = 30), " + There);
        await Verify("[|Discount = 0.9|], Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[Goal(MinSteps = 31), " + There);
        await Verify("Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[Goal(MinSteps = 200), " + There);
        await Verify("Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[Goal([|MinSteps = 201|]), " + There, "The goal 'There' takes at least 201 steps, but the episode has 200");
    }

    /// <summary>What pays on the way leads there, however far it is.</summary>
    [Fact]
    public async Task AWayThatLeadsThere()
    {
        const string Contract = "Discount = 0.9, Horizon = 200, TimeLimit = TimeLimitKind.Truncates";
        const string Goal = " [Goal(MinSteps = 100), " + There;
        await Verify(Contract, "[Penalty(1)] public float Away => Distance;" + Goal);
        await Verify(Contract, "[Term(1)] public float Near => Exp(-Distance);" + Goal);
        await Verify(Contract, "[Term(1), Progress] public float Near => -Distance;" + Goal);
        await Verify(Contract, "[Potential(1)] public float Near => -Distance;" + Goal);
        await Verify("[|Discount = 0.9|], Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[Term(1)] public float Near => Distance < 0.1f ? 1f : 0f;" + Goal);
        await Verify("[|Discount = 0.9|], Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[Term(1)] public float Fast => Abs(Speed);" + Goal);
    }

    /// <summary>The game of food and water: drinking pays now, the meal is eight moves away.</summary>
    [Fact]
    public async Task BesideTheWay()
    {
        const string Game = "[Signal] public bool IsHungry { get; init; } [Signal] public bool IsThirsty { get; init; } [Goal(MinSteps = 8)] public bool Fed => !IsHungry; "
            + "[Term(1)] public float Table => IsHungry ? (IsThirsty ? 0f : 0.5f) : (IsThirsty ? 0.5f : 1f);";
        Analysis analysis = await Verify(
            "[|Discount = 0.8|], Horizon = 200, TimeLimit = TimeLimitKind.Truncates",
            Game,
            "At γ = 0.8 the goal 'Fed', at least 8 steps away, counts 16.8 % of its payoff, 0.419 of 2.5; other states pay up to 0.5 a step, 2.08 on the way: it breaks even with Discount = 0.918, or with a payoff of 9.91 more");
        Assert.Equal("0.918", Assert.Single(analysis.Findings).Properties["breakEven"]);
        await Verify("Discount = 0.92, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", Game);
        await Verify("Discount = 0.8, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", Game.Replace("MinSteps = 8", "MinSteps = 2", System.StringComparison.Ordinal));
    }

    /// <summary>How far the start is follows from how fast a signal can change.</summary>
    [Fact]
    public async Task AStartThatIsFar()
    {
        const string Far = "[Signal(0, 100, MaxStep = 1)] public float Way { get; init; } [Goal, Termination(EpisodeEnd.Success, Reward = 10)] public bool There => Way < 1f; [Scenario(ScenarioKind.Start)] static Walker First => new() { Way = 60 };";
        await Verify(
            "[|Discount = 0.9|], Horizon = 200, TimeLimit = TimeLimitKind.Truncates",
            Far,
            "At γ = 0.9 the goal 'There', at least 59 steps away, counts 0.2 % of its payoff, and nothing on the way leads there: with Discount = 0.95 it is 4.85 %");
        await Verify("Discount = 0.9, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", Far.Replace("Way = 60", "Way = 20", System.StringComparison.Ordinal));
        await Verify("Discount = 0.9, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", Far.Replace(", MaxStep = 1", "", System.StringComparison.Ordinal));
    }

    /// <summary>A payoff that no discount makes up for has to be larger.</summary>
    [Fact]
    public Task ASmallPayoff() => Verify(
        "[|Discount = 0.9|], Horizon = 200, TimeLimit = TimeLimitKind.Truncates",
        "[Goal(MinSteps = 20), " + There + " [Term(1)] public bool Rests => Hit;",
        "At γ = 0.9 the goal 'There', at least 20 steps away, counts 12.2 % of its payoff, 1.22 of 10; other states pay up to 1 a step, 8.78 on the way: it breaks even with a payoff of 72.3");

    [Fact]
    public async Task NoLimitAtAll()
    {
        await Verify(
            "[|Discount = 1|]",
            "[Term(1)] public float Near => 2f - Distance; [Goal, " + There,
            "With Discount = 1 and no Horizon the return has no limit: staying at Distance = 0.1 pays 1.9 a step for ever, so no end is worth reaching. Declare a Horizon, or a Discount below 1");
        await Verify("Discount = 1", "[Penalty(1)] public float Time => 1f; [Goal, " + There);
        await Verify("Discount = 1, Horizon = 100, TimeLimit = TimeLimitKind.Truncates", "[Term(1)] public float Near => 2f - Distance; [Goal, " + There);
        await Verify("Discount = 0.999", "[Term(1)] public float Near => 2f - Distance; [Goal, " + There);
        await Verify("Discount = 1", "[Term(1), Progress] public float Near => 2f - Distance; [Goal, " + There);
    }

    [Fact]
    public async Task OthersPass()
    {
        await Verify("Discount = 0.9, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[Term(1)] public float Fast => Abs(Speed); [Goal(MinSteps = 100, Kind = GoalKind.Survive)] public bool There => Distance < 0.1f;");
        await Verify("Consumer = RewardConsumer.GroupRelative, Discount = 0.9", "[Term(1)] public float Fast => Abs(Speed); [Goal(MinSteps = 100)] public bool There => Distance < 0.1f;");
        await Verify("Rate = PayRate.PerStep", "[Goal(MinSteps = 100), " + There);
    }

    [Fact]
    public async Task SaysWhatIsMissing()
    {
        await Missing("Discount = 0.9, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "[|Walker|]", "[Goal, " + There, "Rules stay silent on 'Walker' for want of facts: MinSteps of the goal 'There' (RWD3008)");
        await Missing("Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "Walker", "[Goal, " + There);
        await Missing("Discount = 0.9, Horizon = 200, TimeLimit = TimeLimitKind.Truncates", "Walker", "[Potential(1)] public float Near => -Distance; [Goal, " + There);
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("Discount = 0.9", "Walker", "[Goal(MinSteps = 100), " + There), new Dictionary<string, ReportDiagnostic> { ["RWD3008"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD3008");

    private static Task<Analysis> Verify(string contract, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(contract, "Walker", members), "RWD3008", messages);

    private static Task<Analysis> Missing(string contract, string name, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(contract, name, members), "RWD9007", messages);

    private static string Source(string contract, string name, string members) => Walker.Usings + "[RewardSpec(" + contract + ")] public sealed partial class " + name
        + " { [Signal(0, 10)] public float Distance { get; init; } [Signal(-3, 3)] public float Speed { get; init; } [Signal] public bool Hit { get; init; } " + members + " }";
}
