using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3004: doing nothing is best.</summary>
public sealed class IdleIsBestTests
{
    private const string Car = "[Signal(-1.2, 0.6, Rest = -0.5)] public float X { get; init; } [Signal(-1, 1), Action] public float F { get; init; } [Signal(-5, 5, Unit = \"m/s\")] public float V { get; init; } ";

    private const string Flag = Car + "[Goal, Termination(EpisodeEnd.Success, Reward = 100)] public bool AtFlag => X >= 0.45f; ";

    private const string Fetch = "[Signal] public bool Right { get; init; } [Signal] public bool Wrong { get; init; } [Goal, Termination(EpisodeEnd.Success, Reward = 1)] public bool Fetched => Right; [Scenario(ScenarioKind.Idle, Steps = 256)] static Walker Waiting => new(); ";

    private const string Request = "[Signal(Rest = 0), Action] public bool Request { get; init; } [Signal(Rest = 0)] public bool Grant { get; init; } ";

    [Fact]
    public async Task MountainCarStandsStill()
    {
        Analysis analysis = await Verify(
            Flag + "[[|Penalty(0.1)|]] public float Effort => Square(F);",
            "Doing nothing pays best while the goal 'AtFlag' is not reached: at rest ('X' = -0.5, 'F' = 0) a step pays 0, the most, and 'Effort' costs up to 0.1 a step for acting; a cost of time of 0.101 a step breaks even");
        Assert.Equal(("RWD3004", DiagnosticSeverity.Error), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
        Assert.Equal("0.101", analysis.Findings[0].Properties["breakEven"]);
    }

    [Fact]
    public Task AWrongPickCostsWhatARightOnePays() => Verify(
        Fetch + "[[|Termination(EpisodeEnd.Failure, Reward = -1)|]] public bool Picked => Wrong;",
        "Doing nothing pays best while the goal 'Fetched' is not reached: in the scenario 'Waiting' a step pays 0, the most, and 'Picked' costs 1; a cost of time of 0.0101 a step breaks even");

    [Fact]
    public async Task AWrongPickMayCostLess()
    {
        await Verify(Fetch + "[Termination(EpisodeEnd.Failure, Reward = -0.9)] public bool Picked => Wrong;");
        await Verify(Fetch + "[Termination(EpisodeEnd.Failure)] public bool Picked => Wrong;");
    }

    [Fact]
    public async Task ARequestThatIsNeverSent()
    {
        Analysis analysis = await Verify(
            Request + "[[|Term(1)|]] public bool Answered => !Request || Grant; [Goal(Resampled = true)] public bool Served => Request && Grant;",
            "Doing nothing pays best while the goal 'Served' is not reached: at rest ('Request' = false, 'Grant' = false) a step pays 1, 'Answered' its best, 1; let it pay for what the goal needs");
        Assert.Equal(DiagnosticSeverity.Error, analysis.Findings[0].Severity);
        await Verify(Request + "[Penalty(1)] public bool Refused => Request && !Grant; [Term(1)] public bool Answered => Request && Grant; [Goal(Resampled = true)] public bool Served => Request && Grant;");
    }

    [Fact]
    public async Task WhatIsPaidOnceIsAWarning() => Assert.Equal(
        DiagnosticSeverity.Warning, (await Verify(Car + "[Goal] public bool Fast => V > 2f; [[|Bonus(1, RepeatPolicy.Once)|]] public bool Met => !(V > 1f);")).Findings[0].Severity);

    [Fact]
    public async Task ARegulariserAloneIsAWarning() => Assert.Equal(DiagnosticSeverity.Warning, (await Verify(Flag + "[[|Penalty(0.1, Role = TermRole.Regulariser)|]] public float Effort => Square(F);")).Findings[0].Severity);

    [Fact]
    public Task APenaltyForWhatIsSeen() => Verify(
        Car + "[Signal(0, 20, Rest = 10)] public int Messes { get; init; } [Signal(0, 20)] public int Seen { get; init; } [Signal, Action] public bool Looks { get; init; } [[|Penalty(1)|]] public float A => Looks ? Seen : 0f; [Goal(Kind = GoalKind.Survive)] public bool Clean => Messes == 0;",
        "Doing nothing pays best while the goal 'Clean' is not reached: at rest ('Messes' = 10, 'Looks' = false) a step pays 0, the most, and 'A' costs up to 20 a step for acting; pay for the way to the goal, or for being there");

    [Theory]
    [InlineData("[Penalty(0.2)] public float Time => 1f;")]
    [InlineData("[Potential(1)] public float Way => X;")]
    [InlineData("[Term(1), Progress] public float Way => X;")]
    [InlineData("[Term(1), BestSoFar] public float Way => X;")]
    [InlineData("[Term(1)] public float Fast => V;")]
    [InlineData("[Term(1)] public float Near => Exp(-Square(X - 0.5f));")]
    [InlineData("[Penalty(1)] public float Far => 0.6f - X;")]
    public Task SomethingLeadsAway(string members) => Verify(Flag + "[Penalty(0.1)] public float Effort => Square(F); " + members);

    [Fact]
    public async Task GoalsAtRestAndGoalsOfWhichRestSaysNothingPass()
    {
        // Balance; a target somewhere; a sparse task in which nothing costs.
        await Verify(Car + "[Goal(Kind = GoalKind.Survive)] public bool Still => Abs(V) < 0.1f; [Penalty(0.1)] public float Effort => Square(F);");
        await Verify("[Signal(0, 1)] public float D { get; init; } [Signal(-1, 1), Action] public float F { get; init; } [Goal] public bool There => D < 0.1f; [Penalty(0.1)] public float Effort => Square(F);");
        await Verify(Flag);
        await Verify(Car + "[Penalty(0.1)] public float Effort => Square(F);");
    }

    [Fact]
    public async Task PublishedRewardsPass()
    {
        // Half-cheetah, pendulum, the cheetah of dm_control.
        await Verify("[Signal(-20, 20, Unit = \"m/s\")] public float V { get; init; } [Signal(-1, 1, Length = 6), Action] public Vec Control { get; init; } [Goal(Kind = GoalKind.Survive)] bool Running => V > 1f; [Term(1)] float Forward => V; [Penalty(0.1, Role = TermRole.Regulariser)] float Effort => SumSquares(Control);");
        await Verify("[Signal(-3.14, 3.14)] public float Angle { get; init; } [Signal(-2, 2), Action] public float Torque { get; init; } [Goal(Kind = GoalKind.Survive)] bool Up => Abs(Angle) < 0.1f; [Penalty(1)] float Error => Square(Angle); [Penalty(0.001)] float Effort => Square(Torque);");
        await Verify("[Signal(-20, 20, Unit = \"m/s\")] public float Speed { get; init; } [Goal(Kind = GoalKind.Survive)] bool Running => Speed > 10f; [Term(1)] float Run => Tolerance(Speed, 10f, float.PositiveInfinity, 10f, SigmoidKind.Linear, 0f);");
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source(Flag + "[Penalty(0.1)] public float Effort => Square(F);"), new Dictionary<string, ReportDiagnostic> { ["RWD3004"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD3004");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD3004", messages);

    private static string Source(string members) => Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { " + members + " }";
}
