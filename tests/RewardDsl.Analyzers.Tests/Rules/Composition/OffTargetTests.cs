using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4007: terms whose best value is not at the target.</summary>
public sealed class OffTargetTests
{
    private const string Lane = "[Signal(-8, 8), Aim(Target = 0)] public float Error { get; init; } [Signal(0, 30)] public float Speed { get; init; } ";

    private const string Velocity = "[Signal(-60, 60)] public float V { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 1)] public bool Driving => V > 20f; ";

    [Fact]
    public async Task SignedErrorOfDonkeyCar()
    {
        Analysis analysis = await Verify(
            Lane + "[[|Term(1)|]] public float Drive => 1f - (Error / 8f * Speed);",
            "'Drive' pays 31 at 'Error' = -8, 'Speed' = 30, at the target 'Error' = 0 at most 1 (let it read the size of the error, as 'Abs(Error)' or 'Tolerance' around the target)");
        Assert.Equal(("RWD4007", DiagnosticSeverity.Error), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
    }

    [Fact]
    public Task AWrongCentre() => Verify("[Signal(0, 2), Aim(Target = 1.4)] public float Height { get; init; } [[|Term(1)|]] public float Stand => Exp(-Square(Height - 0.7f) / 0.1f);");

    [Fact]
    public Task AHelper() => Verify("[Signal(-8, 8)] public float Y { get; init; } [Aim(Target = 0)] float Error => Y - 1f; [[|Term(1)|]] public float A => 1f - Error;");

    [Fact]
    public async Task AtTheTargetPasses()
    {
        await Verify(Lane + "[Term(1)] public float Drive => (1f - (Abs(Error) / 8f)) * Speed;");
        await Verify(Lane + "[Term(1)] public float Drive => 1f - Square(Error);");
        await Verify("[Signal(0, 2), Aim(Target = 1.4)] public float Height { get; init; } [Term(1)] public float Stand => Tolerance(Height, 1.4f, float.PositiveInfinity, 0.3f, SigmoidKind.Gaussian);");
        await Verify("[Signal(0, 2), Aim(Target = 1.4)] public float Height { get; init; } [Term(1)] public float Stand => Exp(-Square(Height - 1.4f) / 0.1f);");
        await Verify(Lane + "[Term(1)] public float Fast => Speed;");
    }

    [Fact]
    public async Task ACentreThatIsSlightlyOffPasses()
    {
        await Verify("[Signal(0, 2), Aim(Target = 1.4)] public float Height { get; init; } [Term(1)] public float Stand => Exp(-Square(Height - 1.38f) / 0.1f);");
        await Verify("[Signal(0, 2), Aim(Target = 1.4)] public float Height { get; init; } [[|Term(1)|]] public float Stand => Exp(-Square(Height - 1.35f) / 0.1f);");
    }

    [Fact]
    public async Task WhatElseReadsItCounts()
    {
        // 0.1 for each metre to one side, less 1 for each metre of distance.
        await Verify(Lane + "[Term(0.1)] public float Right => Error; [Penalty(1)] public float Off => Abs(Error);");
        await Verify(Lane + "[[|Term(2)|]] public float Right => Error; [Penalty(1)] public float Off => Abs(Error);");
    }

    [Fact]
    public async Task MoreOnBothSidesIsAnotherRule() => await Verify(Lane + "[Term(1)] public float Drive => Square(Error);");

    [Fact]
    public async Task SpeedInAnyDirection()
    {
        Analysis analysis = await Verify(
            Velocity + "[[|Term(0.4)|]] public float Fast => Min(Abs(V) / 30f, 1f);",
            "'Fast' pays 0.4 at 'V' = -60, as much as at the goal 'Driving', which is not reached there (it does not tell the two apart: drop the size ('Abs', a square), or clamp it to the side of the goal)");
        Assert.Equal(DiagnosticSeverity.Warning, analysis.Findings[0].Severity);
        await Verify(Velocity + "[Term(0.4)] public float Fast => Clamp(V / 30f, -1f, 1f);");
    }

    [Fact]
    public async Task ATermThatPaysForTheDistance()
    {
        Analysis analysis = await Verify(
            "[Signal(0, 2)] public float D { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] public bool There => D < 0.1f; [[|Term(1)|]] public float A => D;",
            "'A' pays 2 at 'D' = 2, at the goal 'There' at most 0.1 (it has to be highest where the goal is reached: turn its sign, or centre it there)");
        Assert.Equal(DiagnosticSeverity.Error, analysis.Findings[0].Severity);
    }

    [Fact]
    public async Task GoalsOfOneSidePass()
    {
        await Verify("[Signal(-20, 20)] public float V { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.5)] public bool Running => V > 10f; [Term(1)] public float Run => Tolerance(V, 10f, float.PositiveInfinity, 10f, SigmoidKind.Linear, 0f);");
        await Verify("[Signal(-20, 20)] public float V { get; init; } [Goal(Kind = GoalKind.Survive)] public bool Running => V > 1f; [Term(1)] public float Forward => V;");
        await Verify("[Signal(-3.14, 3.14)] public float Angle { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.02)] bool Up => Abs(Angle) < 0.1f; [Penalty(1)] float Error => Square(Angle);");
        await Verify("[Signal(0, 3.4)] public float Distance { get; init; } [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] public bool AtTarget => Distance <= 0.05f; [Term(10)] public float Reach => Tolerance(Distance, 0f, 0.05f, Initial.Distance, SigmoidKind.LongTail);");
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source(Lane + "[Term(1)] public float Drive => 1f - (Error / 8f * Speed);"), new Dictionary<string, ReportDiagnostic> { ["RWD4007"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD4007");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4007", messages);

    private static string Source(string members) => Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { " + members + " }";
}
