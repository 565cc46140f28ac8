using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4002: terms that change nothing, or next to nothing.</summary>
public sealed class InertTermTests
{
    [Fact]
    public async Task WeightOfZero()
    {
        Analysis analysis = await Verify(
            "[[|Term(0)|]] public float Fast => Speed;", "The weight of 'Fast' is 0: it pays nothing (its value is in [-10, 10]; remove it, give it a weight, or switch it off in a derived spec with [Reweight])");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task ConstantWithoutAnEnd()
    {
        Analysis analysis = await Verify("[[|Term(2)|]] public float Alive => 1f;", "'Alive' pays 2 at every step, whatever the agent does, and no [Termination] lets it change how many steps there are");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>Gymnasium Ant-v5: the cost of contact forces.</summary>
    [Fact]
    public async Task SmallBesideTheOthers()
    {
        Analysis analysis = await Verify(
            "[Signal(-500, 500, Length = 78)] public Vec Force { get; init; } [Term(1)] public bool Alive => Speed > -9f; [[|Penalty(5e-4)|]] public float Contact => SumSquares(Clamp(Force, -1f, 1f));",
            "'Contact' can change the reward of a step by 0.039 at most however large its signals are, 0.185 % of what all terms can (21): it would be 1 % with the weight 0.00272 (if it is to be small: Role = TermRole.Regulariser)");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>Gymnasium Hopper-v5: a control cost, small by its weight.</summary>
    [Fact]
    public async Task SmallByItsWeightIsWorthKnowing()
    {
        Analysis analysis = await Verify("[[|Penalty(0.001)|]] public float Control => Square(Effort);");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task LevelFarAboveTheSpread()
    {
        Analysis analysis = await Verify(
            "[[|Term(5000)|]] public float Alive => 1f; [Termination(EpisodeEnd.Failure)] public bool Ended => Speed > 9f;",
            "The sum of the terms is in [4990, 5010]: its level, mostly of 'Alive', is 250 times what the agent can change in a step");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>Gymnasium CartPole and MountainCar: a constant tells how long an episode lasts.</summary>
    [Fact]
    public Task ConstantsWithAnEndPass() => Verify("[Term(1)] public float Alive => 1f; [Penalty(2)] public float Time => 1f; [Termination(EpisodeEnd.Failure)] public bool Ended => Speed > 9f;");

    [Fact]
    public Task RegularisersPass() => Verify(
        "[Penalty(1e-4, Role = TermRole.Regulariser)] public float Small => Square(Effort); [Penalty(0, Role = TermRole.Regulariser)] public float Off => Square(Effort);");

    [Fact]
    public Task WhatARunSetsPasses() => Verify(
        "[Parameter(0, 1)] public float W { get; init; } = 0f; [Term(Weight = nameof(W))] public float A => Effort; [Schedule] private static float Ramp(TrainingClock clock) => 0f; [Term(1, Schedule = nameof(Ramp))] public float B => Effort;");

    [Fact]
    public Task SwitchedOffByReweightPasses() => Verify("[Term(1)] public float A => Effort; } [RewardSpec, Reweight(\"A\", 0)] public sealed partial class Variant : Walker {");

    [Fact]
    public Task ZeroOfABaseThatOthersDeriveFromPasses() => Verify("[Term(0)] public float A => Effort; } [RewardSpec, Reweight(\"A\", 1)] public sealed partial class Variant : Walker {");

    /// <summary>That is RWD9005 and RWD5002.</summary>
    [Fact]
    public Task WhatOtherRulesSayPasses() => Verify("[Term(0)] public float Nothing => 0f; [Term(1)] public bool Always => Speed < 99f; [Term(1)] public float Chosen => Speed < 99f ? 1f : 0f;");

    [Fact]
    public Task WhatIsSmallAtTheEndsOfWideRangesPasses() => Verify("[Signal(-1000, 1000, Length = 12)] public Vec Acceleration { get; init; } [Penalty(2.5e-5)] public float Acc => SumSquares(Acceleration); [Term(1)] public bool A => Effort > 0f;");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("[Term(0)] public float A => Effort;"), new Dictionary<string, ReportDiagnostic> { ["RWD4002"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD4002");

    [Fact]
    public Task Fix() => FixVerifier.VerifyAsync(
        Source("[Penalty(0.001)] public float Small => Square(Effort);"), Source("[Penalty(0.001, Role = TermRole.Regulariser)] public float Small => Square(Effort);"), new MarkRegulariserFix());

    [Fact]
    public Task NoFixOfAZero() => FixVerifier.VerifyNoneAsync(Source("[Term(0)] public float A => Effort;"), new MarkRegulariserFix());

    [Fact]
    public Task JustOverAHundredthPasses() => Verify("[Penalty(0.06)] public float Small => Square(Effort);");

    [Fact]
    public Task JustUnderAHundredth() => Verify("[[|Penalty(0.04)|]] public float Small => Square(Effort);");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4002", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)] public partial class Walker { [Signal(-10, 10)] public float Speed { get; init; } [Signal(-1, 1), Action] public float Effort { get; init; } "
        + "[Term(1)] public float Forward => Speed; " + members + " }";
}
