using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD5004: milestones whose successor pays less.</summary>
public sealed class StageOrderTests
{
    [Fact]
    public async Task DrinkingPaysMoreThanEating()
    {
        // A reward of the user study of Booth et al. (AAAI 2023): the water is a resting place on the way to the food.
        Analysis analysis = await Verify(
            "RWD5004",
            "[Term(1)] public float Table => Hungry && !Thirsty ? 0.25f : !Hungry && Thirsty ? 0f : !Hungry ? 1f : -1f; "
            + "[Stage(1)] public bool Drank => !Thirsty && Hungry; [[|Stage(2)|]] public bool Ate => !Hungry && Thirsty; [Stage(3)] public bool Both => !Hungry && !Thirsty;",
            "The terms on the signals of 'Drank' and 'Ate' pay at least 0.25 a step at 'Drank', at its successor 'Ate' at most 0: 'Table' falls from 0.25 to at most 0");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("0.25", analysis.Findings[0].Properties["before"]);
        Assert.Equal("0", analysis.Findings[0].Properties["after"]);
    }

    [Fact]
    public async Task TheGoalLosesTheIncomeOfTheGrasp()
    {
        Analysis analysis = await Verify(
            "RWD5004",
            "[Stage(1)] public bool Held => Grip > 0.3f; [[|Goal|]] public bool Placed => Distance < 0.05f && Grip < 0.1f; [Term(2)] public float Hold => Grip; [Term(1)] public float Near => 1f - Tanh(Distance);",
            "The terms on the signals of 'Held' and 'Placed' can pay 3 a step at 'Held', at its successor 'Placed' at most 1.2: 'Hold' falls from 2 to at most 0.2");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task AGateThatClosesAtTheNextMilestone() => Verify(
        "RWD5004",
        "[Gate] public bool Close => Distance < 0.05f; [Term(1, Gate = nameof(Close))] public float Push => 0.7f - 0.1f * Height; "
        + "[Stage(1)] public bool Touching => Distance < 0.05f; [[|Goal|]] public bool Swept => Height < 0.1f && Distance > 0.5f;");

    [Fact]
    public Task JustLessPays() => Verify("RWD5004", "[Stage(1)] public bool A => Thirsty; [[|Stage(2)|]] public bool B => !Thirsty; [Term(1)] public float Paid => Thirsty ? 1.01f : 1f;");

    [Fact]
    public Task JustAsMuchPasses() => Verify("RWD5004", "[Stage(1)] public bool A => Thirsty; [Stage(2)] public bool B => !Thirsty; [Term(1)] public float Paid => Thirsty ? 1f : 1f + 0.001f * Height;");

    [Fact]
    public Task AValleyBeforeTheGoal() => Verify(
        "RWD5004",
        "[Stage(1)] public bool Near => Distance < 0.1f; [[|Stage(2)|]] public bool Up => Height > 0.5f; [Goal, Bonus(10, RepeatPolicy.WhileTrue)] public bool Done => Height > 0.9f && Distance < 0.1f; "
        + "[Term(1)] public float Low => 1f - Saturate(Height);");

    [Fact]
    public Task SmoothKernelsPass() => Verify(
        "RWD5004",
        "[Stage(1)] public bool Reached => Distance < 0.05f; [Stage(2)] public bool Lifted => Height > 0.2f; [Goal] public bool Done => Lifted && Grip > 0.9f; "
        + "[Term(1)] public float Reach => 1f - Tanh(5f * Distance); [Term(1)] public float Lift => Exp(-Square((Height - 0.3f) / 0.1f)); [Term(2)] public float Close => Grip; [Penalty(0.1)] public float Effort => Square(Force);");

    [Fact]
    public Task NestedStagesPass() => Verify(
        "RWD5004",
        "[Stage(1)] public bool Reached => Distance < 0.05f; [Stage(2)] public bool Lifted => Reached && Height > 0.2f; [Goal] public bool Done => Lifted && Grip > 0.9f; "
        + "[Term(1)] public float Paid => Done ? 3f : Lifted ? 2f + Saturate(Grip) : Reached ? 1f + Saturate(5f * Height) : 1f - Tanh(5f * Distance);");

    [Fact]
    public Task ProductsOfStagesPass() => Verify(
        "RWD5004",
        "[Stage(1)] public bool Reached => Distance < 0.1f; [Goal] public bool Fetched => Height < 0.1f; "
        + "[Term(1)] public float Paid => Grip * Tolerance(Distance, 0f, 0.1f, 1f, SigmoidKind.Linear, 0f) * (0.5f + 0.5f * Tolerance(Height, 0f, 0.1f, 0.9f, SigmoidKind.Linear, 0f));");

    [Fact]
    public Task WhatIsPaidOnceKeepsNobody() => Verify(
        "RWD5004", "[Stage(1), Bonus(5, RepeatPolicy.Once)] public bool A => Grip > 0.9f; [Goal, Bonus(1, RepeatPolicy.WhileTrue)] public bool B => Distance < 0.1f && Grip < 0.5f;");

    [Fact]
    public Task TheEndsPayoffCounts() => Verify(
        "RWD5004", "[Stage(1)] public bool A => Grip > 0.9f; [Goal, Termination(EpisodeEnd.Success, Reward = 100)] public bool B => Distance < 0.1f && Grip < 0.5f; [Term(1)] public float Hold => Grip;");

    [Fact]
    public Task RegionsWithinEachOtherPass() => Verify("RWD5004", "[Stage(1)] public bool A => Height > 0.9f; [Stage(2)] public bool B => Height > 0.5f; [Term(1)] public float Paid => Height;");

    [Fact]
    public Task SurvivalIsNoMilestone() => Verify("RWD5004", "[Stage(1)] public bool A => Grip > 0.9f; [Goal(Kind = GoalKind.Survive)] public bool B => Grip < 0.5f; [Term(1)] public float Hold => Grip;");

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Stage(1)] public bool A => Thirsty; [Stage(2)] public bool B => !Thirsty; [Term(1)] public float Paid => Thirsty ? 2f : 1f;"),
            new Dictionary<string, ReportDiagnostic> { ["RWD5004"] = ReportDiagnostic.Suppress })).Findings, static d => d.Id == "RWD5004");

    private static Task<Analysis> Verify(string id, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), id, messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Task1 { [Signal(0, 1)] public float Distance { get; init; } [Signal(0, 1)] public float Height { get; init; } [Signal(0, 1)] public float Grip { get; init; } "
        + "[Signal] public bool Hungry { get; init; } [Signal] public bool Thirsty { get; init; } [Signal(-1, 1), Action] public float Force { get; init; } " + members + " }";
}
