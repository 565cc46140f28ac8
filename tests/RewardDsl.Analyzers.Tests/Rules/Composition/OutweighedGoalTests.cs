using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4003: what is paid beside the goal outweighs it.</summary>
public sealed class OutweighedGoalTests
{
    private const string Signals = "[Signal(0, 10)] public float D { get; init; } [Signal(0, 1)] public float U { get; init; } [Signal] public bool Hit { get; init; } [Signal] public bool Right { get; init; } ";

    private const string Once = Signals + "[Goal(Tolerance = 0.1), Bonus(1, RepeatPolicy.Once)] public bool Scored => D < 0.5f; ";

    private const string Answer = Signals + "[Goal] public bool Solved => Right; [Term(1)] public bool Accuracy => Right; ";

    [Fact]
    public async Task TouchesOutweighTheGoal()
    {
        Analysis analysis = await Verify(
            Once + "[[|Bonus(0.1, RepeatPolicy.WhileTrue)|]] public bool Touch => Hit;",
            "Without the goal 'Scored', 'Touch' can pay 10 discounted at γ = 0.99 over 1000 steps, the goal pays 1: 'Touch' pays 0.1 a step, 10 of which are worth the goal; 'Scored' breaks even at 10.1");
        Assert.Equal(("RWD4003", DiagnosticSeverity.Warning), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
        Assert.Equal("10.1", analysis.Findings[0].Properties["breakEven"]);
    }

    [Fact]
    public Task AHeroKillIsWorthThreeWins() => Verify(
        Signals + "[Goal, Termination(EpisodeEnd.Success, Reward = 1)] public bool Win => Right; [[|Bonus(3, RepeatPolicy.EachRise)|]] public bool Kill => Hit; [Bonus(0.1, RepeatPolicy.EachRise)] public bool Creep => U > 0.5f;",
        "Without the goal 'Win', 'Kill' and 'Creep' can pay 156 discounted at γ = 0.99 over 1000 steps, the goal pays 1: 'Kill' pays 3 a time, one of which is worth the goal; 'Win' breaks even at 156");

    [Fact]
    public Task ReasoningMarkersAreWorthTheAnswer() => Verify(
        "GroupRelative",
        Answer + "[Signal(0, 200)] public int Markers { get; init; } [[|Term(1)|]] public float Style => Min(1f, Markers / 3f);",
        "Without the goal 'Solved', 'Style' can pay 1, the goal pays 1: 'Style' pays 1 of that; 'Accuracy' breaks even at 1.01");

    [Fact]
    public async Task SeveralTogether()
    {
        await Verify("GroupRelative", Answer + "[[|Term(0.6)|]] public bool A => Hit; [Term(0.5)] public float B => U;");
        await Verify("GroupRelative", Answer + "[Term(0.6)] public bool A => Hit; [Term(0.39)] public float B => U;");

        // Never at once.
        await Verify("GroupRelative", Answer + "[Term(0.6)] public bool A => Hit; [Term(0.6)] public bool B => !Hit;");
    }

    [Fact]
    public async Task Boundary()
    {
        await Verify("GroupRelative", Answer + "[[|Term(1)|]] public float B => U;");
        await Verify("GroupRelative", Answer + "[Term(0.999)] public float B => U;");
    }

    [Fact]
    public async Task AStepAtTheGoalCountsOnceOrAlways()
    {
        // At a goal that can be kept, 2 a step are more than 1.9; at an end they are paid once.
        await Verify(Signals + "[Goal(Tolerance = 0.1)] public bool There => D < 0.5f; [Term(2)] public float Near => Exp(-D); [Term(1.9)] public float B => U;");
        await Verify(Signals + "[Goal(Tolerance = 0.1)] public bool There => D < 0.5f; [Term(2)] public float Near => Exp(-D); [[|Term(2.1)|]] public float B => U;");
        await Verify(Signals + "[Goal(Tolerance = 0.1), Termination(EpisodeEnd.Success)] public bool There => D < 0.5f; [Term(2)] public float Near => Exp(-D); [[|Term(1.9)|]] public float B => U;");
    }

    [Theory]
    [InlineData("[Bonus(0.9, RepeatPolicy.Once)] public bool A => Hit;")]
    [InlineData("[Term(0.1), Budget(0.9)] public bool A => Hit;")]
    [InlineData("[Term(0.9), Progress] public float A => U;")]
    [InlineData("[Term(0.9), BestSoFar] public float A => U;")]
    [InlineData("[Potential(10)] public float A => U;")]
    [InlineData("[Term(1, Role = TermRole.Regulariser)] public float A => U;")]
    [InlineData("[Penalty(1)] public float A => U;")]
    [InlineData("[Term(1)] public float A => -U;")]
    [InlineData("[Term(1)] public float A => 1f - (D / 10f);")]
    [InlineData("[Schedule] static float Fade(TrainingClock clock) => Saturate(1f - clock.Progress); [Term(1, Schedule = nameof(Fade))] public float A => U;")]
    [InlineData("[Gate] public bool Near => D < 0.5f; [Term(1, Gate = nameof(Near))] public float A => U;")]
    [InlineData("[Total] public float Sum => WeightedSum; [Term(1)] public float A => U;")]
    public Task WhatIsLimitedPasses(string members) => Verify(Once + members);

    [Theory]
    [InlineData("[[|Bonus(1.1, RepeatPolicy.Once)|]] public bool A => Hit;")]
    [InlineData("[[|Term(0.1)|], Budget(1.1)] public bool A => Hit;")]
    [InlineData("[[|Term(1.1)|], BestSoFar] public float A => U;")]
    [InlineData("[[|Term(0.1)|]] public bool A => Hit && !Previous.Hit;")]
    public Task WhatIsLimitedCounts(string members) => Verify(Once + members);

    [Fact]
    public async Task AnExploitThatIsDeclared()
    {
        const string Scenarios = "[Scenario(ScenarioKind.Success, Steps = 10)] static Walker Done => new() { D = 0f }; [Scenario(ScenarioKind.Exploit, Steps = 1000)] static Walker Shaking => new() { D = 5f, Hit = true };";
        Assert.Equal(DiagnosticSeverity.Error, (await Verify(Once + "[[|Bonus(0.1, RepeatPolicy.WhileTrue)|]] public bool Touch => Hit; " + Scenarios)).Findings[0].Severity);
    }

    [Fact]
    public async Task WithoutPayoffOrEpisodeItIsNotJudged()
    {
        await Verify(Signals + "[Goal] public bool There => D < 0.5f; [Term(2)] public float B => U;");
        await AnalyzerVerifier.VerifyAsync(Walker.Usings + "[RewardSpec] public sealed partial class Walker { " + Once + "[Term(2)] public float B => U; }", "RWD4003");
    }

    [Fact]
    public async Task PublishedRewardsPass()
    {
        // Playground's cube: to be near the box is a stage, the rest is small. Hopper: the episode ends where the goal fails. A track whose tiles count once.
        await Verify(
            "[Signal(0, 3)] public float GripperToBox { get; init; } [Signal(0, 3)] public float BoxToTarget { get; init; } [Signal] public bool Floor { get; init; } [State(false)] bool ReachedBox => Previous.ReachedBox || GripperToBox < 0.012f; "
            + "[Goal(Tolerance = 0.005)] bool AtTarget => BoxToTarget < 0.02f; [Term(4)] float Reach => 1f - Tanh(5f * GripperToBox); [Term(8)] float Place => ReachedBox ? 1f - Tanh(5f * BoxToTarget) : 0f; [Term(0.25)] bool NoCollision => !Floor;");
        await Verify("[Signal(-10, 10)] public float V { get; init; } [Signal(-1, 3)] public float H { get; init; } [Goal(Kind = GoalKind.Survive)] bool Healthy => H > 0.7f; [Term(1)] float Forward => V; [Term(1)] bool Alive => Healthy; [Termination(EpisodeEnd.Failure)] bool Unhealthy => !Healthy;");
        await Verify("[Signal(0, 1)] public float VisitedShare { get; init; } [Term(1000), BestSoFar] float Tiles => VisitedShare; [Penalty(0.1)] float Time => 1f; [Goal, Termination(EpisodeEnd.Success)] bool Lap => VisitedShare >= 0.95f;");
        await Verify("[Signal(0, 2)] public float D { get; init; } [Signal(-1, 1)] public float Up { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] bool At => D < 0.14f; [Term(1)] float Swim => ((7f * Exp(-D)) + (0.5f * (Up + 1f))) / 8f;");
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("StepwiseRl", Once + "[Term(1)] public float B => U;"), new Dictionary<string, ReportDiagnostic> { ["RWD4003"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD4003");

    private static Task<Analysis> Verify(string members, params string[] messages) => members is "GroupRelative"
        ? AnalyzerVerifier.VerifyAsync(Source(members, messages[0]), "RWD4003", messages[1..])
        : AnalyzerVerifier.VerifyAsync(Source("StepwiseRl", members), "RWD4003", messages);

    private static string Source(string consumer, string members) => Walker.Usings
        + (consumer == "GroupRelative" ? "[RewardSpec(Consumer = RewardConsumer.GroupRelative)]" : "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]")
        + " public sealed partial class Walker { " + members + " }";
}
