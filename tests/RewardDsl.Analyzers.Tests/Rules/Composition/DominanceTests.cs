using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4001: one term outweighs all others.</summary>
public sealed class DominanceTests
{
    /// <summary>robot_lab, issue 115: the limits of the declared range, which a run may never come near.</summary>
    [Fact]
    public async Task SquaresAtHardLimits()
    {
        Analysis analysis = await Verify(
            "[Signal(-2000, 2000, Length = 12)] public Vec Acceleration { get; init; } [Term(1)] public float Track => Exp(-Square(Error) / 0.25f); [[|Penalty(2.5e-7)|]] public float Acc => SumSquares(Acceleration);",
            "'Acc' carries 92.3 % of what the terms can change in a step: 12 of 13, at the ends of the declared ranges (declare TypicalMin and TypicalMax where they are not reached); next are 'Track' 1 (with the weight 2.08E-08 it would be half)");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task AtTypicalValuesItIsAWarning()
    {
        Analysis analysis = await Verify(
            "[Signal(-2000, 2000, TypicalMin = -1000, TypicalMax = 1000, Length = 12)] public Vec Acceleration { get; init; } [Term(1)] public float Track => Exp(-Square(Error) / 0.25f); [[|Penalty(1e-6)|]] public float Acc => SumSquares(Acceleration);",
            "'Acc' carries 92.3 % of what the terms can change in a step: 12 of 13 at the typical values; next are 'Track' 1 (with the weight 8.33E-08 it would be half)");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>Riverraid with canisters worth ten times more.</summary>
    [Fact]
    public async Task OneEvent()
    {
        Analysis analysis = await Verify(
            "[Signal] public bool Canister { get; init; } [Signal] public bool Tank { get; init; } [[|Bonus(800, RepeatPolicy.EachRise)|]] public bool Fuel => Canister; [Bonus(30, RepeatPolicy.EachRise)] public bool Shot => Tank; "
            + "[Bonus(40, RepeatPolicy.EachRise)] public bool Other => Error > 0f;");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.StartsWith("70", analysis.Findings[0].Properties["breakEven"], System.StringComparison.Ordinal);
    }

    [Fact]
    public Task TheScoresOfThePaper() => Verify(
        "[Signal] public bool Hit { get; init; } [[|Bonus(800, RepeatPolicy.EachRise)|]] public bool Fuel => Hit; [Bonus(30, RepeatPolicy.EachRise)] public bool Tanker => Error < 0f; [Bonus(60, RepeatPolicy.EachRise)] public bool Helicopter => Error > 0f;");

    [Fact]
    public Task RepeatedSuccessWithoutAGoal() => Verify("[Signal] public bool Success { get; init; } [Term(1)] public float Near => Exp(-Abs(Error)); [[|Term(100)|]] public bool Done => Success;");

    [Fact]
    public Task GoalsAndAimsMayDominate() => Verify(
        "[Signal] public bool Success { get; init; } [Goal] public bool AtGoal => Success; [Term(1)] public float Near => Exp(-Abs(Error)); [Term(100)] public bool Done => Success;");

    [Fact]
    public Task WhatHasAnAimMayDominate() => Verify("[Signal(0, 1), Aim(AimKind.Higher)] public float Score { get; init; } [Term(1)] public float Near => Exp(-Abs(Error)); [Term(100)] public float Main => Score;");

    [Fact]
    public Task BesideRegularisersOnlyPasses() => Verify("[Penalty(0.01, Role = TermRole.Regulariser)] public float Small => Square(Error); [Term(100)] public float Main => Exp(-Abs(Error));");

    [Fact]
    public Task PricesOfEventsPass() => Verify("[Signal] public bool Fell { get; init; } [Term(1)] public float Near => Exp(-Abs(Error)); [Penalty(100)] public bool Fall => Fell;");

    /// <summary>Forward speed: loud only at the ends of a range.</summary>
    [Fact]
    public Task ARewardOfAWideRangePasses() => Verify("[Signal(-10, 10)] public float Speed { get; init; } [Term(1)] public float Near => Exp(-Abs(Error)); [Term(1)] public float Forward => Speed;");

    [Fact]
    public Task BesideAPotentialPasses() => Verify("[Potential(100)] public float Near => -Abs(Error); [Term(10)] public bool A => Error > 0f; [Term(0.1)] public bool B => Error > 1f;");

    [Fact]
    public Task OfOneTermPasses() => Verify("[Term(100)] public float Near => Exp(-Abs(Error));");

    [Fact]
    public Task WhatIsPaidOnceCountsOnce() => Verify("[Signal] public bool Found { get; init; } [Bonus(100, RepeatPolicy.Once)] public bool First => Found; [Term(1)] public float Near => Exp(-Abs(Error));");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("[Term(1)] public float Near => Exp(-Abs(Error)); [Term(100)] public bool Done => Error > 1f;"), new Dictionary<string, ReportDiagnostic> { ["RWD4001"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD4001");

    [Fact]
    public Task Fix() => FixVerifier.VerifyAsync(
        Source("[Term(1)] public bool A => Error > 1f; [Term(50)] public bool B => Error < -1f;"), Source("[Term(1)] public bool A => Error > 1f; [Term(1)] public bool B => Error < -1f;"), new SetNumberFix());

    [Fact]
    public Task JustUnderNineTenthsPasses() => Verify("[Term(1)] public bool A => Error > 1f; [Term(8.4)] public bool B => Error < -1f;");

    [Fact]
    public Task JustOverNineTenths() => Verify("[Term(1)] public bool A => Error > 1f; [[|Term(8.6)|]] public bool B => Error < -1f;");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4001", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { [Signal(-4, 4)] public float Error { get; init; } " + members + " }";
}
