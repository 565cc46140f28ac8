using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4004: payments against a declared aim, and penalties that pay.</summary>
public sealed class WrongDirectionTests
{
    /// <summary>CausalWorld, issue 79: farther is better.</summary>
    [Fact]
    public async Task DistanceIsPaid()
    {
        Analysis analysis = await Verify(
            "[[|Term(2)|]] public float Near => Distance;", "'Near' pays more the higher 'Distance' is: up to 2 for each m, but lower is declared better (make it a [Penalty], or a kernel that turns the right way)");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("Penalty", analysis.Findings[0].Properties["role"]);
    }

    /// <summary>Isaac Lab, issue 34: the squared error without its kernel.</summary>
    [Fact]
    public Task SquaredErrorIsPaid() => Verify(
        "[Signal(-2, 2, Length = 3)] public Vec Error { get; init; } [Aim(AimKind.Lower)] public float Squared => SumSquares(Error); [[|Term(2.5)|]] public float Reach => Squared;");

    [Fact]
    public Task SquareOfWhatIsAimedAt() => Verify(
        "[Signal(-2, 2)] public Vector3 Hand { get; init; } [Aim(AimKind.Lower)] private float Far => Hand.Length(); [[|Term(2.5)|]] public float Reach => Hand.LengthSquared(); [Metric] public float Log => Far;",
        "'Reach' pays more the higher 'Far' is, but lower is declared better (make it a [Penalty], or a kernel that turns the right way)");

    [Fact]
    public Task SizeOfASignedErrorIsPaid() => Verify(
        "[Signal(-2, 2, Length = 3), Aim(AimKind.Lower)] public Vec Error { get; init; } [[|Term(2.5)|]] public float Reach => SumSquares(Error);",
        "'Reach' pays more the further 'Error' is from 0, but lower is declared better (make it a [Penalty], or a kernel that turns the right way)");

    /// <summary>NVlabs/alpamayo-recipes, issue 29: the sign is wrong inside the passing band.</summary>
    [Fact]
    public async Task FallsBehindAGate()
    {
        Analysis analysis = await Verify("[Gate] public bool Passing => Score > 0.6f; [[|Term(1, Gate = nameof(Passing), Else = -1)|]] public float Reasoning => 2f * (1f - Score) / 0.4f;");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task FallsBehindAJumpIsAWarning()
    {
        Analysis analysis = await Verify("[[|Term(1)|]] public float Reasoning => Score > 0.6f ? 2f * (1f - Score) / 0.4f : -1f;");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>A faster impact is paid more at a crash.</summary>
    [Fact]
    public Task FailurePayoffThatRises() => Verify(
        "[Signal] public bool Hit { get; init; } [Gate] public bool Crashed => Hit; [[|Term(5, Gate = nameof(Crashed))|]] public float Impact => Distance / 18f; [Termination(EpisodeEnd.Failure, Reward = -10)] public bool Ended => Hit;");

    [Fact]
    public Task EventsOnTheWrongSide() => Verify(
        "[[|Term(1)|]] public bool Far => Distance > 1f;",
        "'Far' is paid 1 where 'Distance' is high, but lower is declared better (turn the condition around, or take the payoff away)");

    [Fact]
    public Task FailureThatPays() => Verify("[[|Termination(EpisodeEnd.Failure, Reward = 10)|]] public bool Lost => Distance > 1.9f || Score < 0f;");

    [Fact]
    public Task PenaltyOfWhatIsWanted() => Verify("[[|Penalty(1)|]] public float Slow => Score;", "'Slow' pays less the higher 'Score' is: up to 1 for each 1, but higher is declared better (make it a [Term])");

    [Fact]
    public Task AwayFromTheTarget() => Verify(
        "[Signal(-1, 3), Aim(Target = 1)] public float Height { get; init; } [[|Term(1)|]] public float A => Square(Height - 1f);",
        "'A' pays more the further 'Height' is from 1, but 1 is declared best (make it a [Penalty], or a kernel that turns the right way)");

    [Fact]
    public async Task PartOfTheRangeIsAWarning()
    {
        Analysis analysis = await Verify(
            "[Signal(-8, 8, Unit = \"m/s\"), Aim(AimKind.Higher)] public float Speed { get; init; } [[|Term(1)|]] public float A => Abs(Speed);",
            "'A' pays less the higher 'Speed' is in [-8, 0], 50 % of its range, but higher is declared better (let it rise or stay level there, or declare the best value: [Aim(Target = …)])");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task PenaltyThatNeverCosts()
    {
        Analysis analysis = await Verify(
            "[[|Penalty(2)|]] public float A => -Square(Effort);",
            "The penalty 'A' never costs anything: its value is in [-9, 0], so it pays up to 18 at Effort = -3 (a value that is negative already is a [Term])");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task PenaltyThatPaysBelowZero()
    {
        Analysis analysis = await Verify(
            "[[|Penalty(2)|]] public float A => Effort;",
            "The penalty 'A' pays where its value is negative: 6 at Effort = -3 (take its size, 'Abs', its square, or keep it from below 0: 'Max(…, 0f)')");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task RightDirectionsPass() => Verify(
        "[Penalty(1)] public float A => Distance; [Term(1)] public float B => Exp(-Distance); [Term(1)] public float C => Score; [Potential(1)] public float D => -Distance; [Term(1)] public bool E => Distance < 0.1f; "
        + "[Termination(EpisodeEnd.Failure, Reward = -10)] public bool F => Distance > 1.9f; [Signal(-2, 2), Aim(AimKind.Lower)] public float Error { get; init; } [Term(1)] public float G => Exp(-Square(Error)); [Penalty(1)] public float H => Abs(Error); "
        + "[Signal(-1, 3), Aim(Target = 1)] public float Height { get; init; } [Penalty(1)] public float I => Abs(Height - 1f); [Term(1)] public float J => 1f - Tanh(Abs(Height - 1f));");

    /// <summary>The composed sum counts, not the part.</summary>
    [Fact]
    public Task TradesPass() => Verify(
        "[Penalty(1)] public float A => Distance; [Term(0.1)] public float B => Distance; [Signal(-8, 8), Aim(AimKind.Higher)] public float Speed { get; init; } [Term(1)] public float C => Speed; [Penalty(1)] public float D => Square(Max(Speed - 6f, 0f)); "
        + "[Termination(EpisodeEnd.Failure, Reward = -10)] public bool E => Speed > 7f;");

    [Fact]
    public Task TheSumOfSlopesCounts() => Verify("[Penalty(0.1)] public float A => Distance; [[|Term(1)|]] public float B => Distance;");

    [Fact]
    public Task HelperWithALaterMinusPasses() => Verify("private float Far => 3f * Distance; [Term(1)] public float A => 1f - Far; [Term(1)] public float B => -Far * 0.5f;");

    /// <summary>An estimator of the divergence from the reference model.</summary>
    [Fact]
    public Task WhatThePolicyComputesPasses() => Verify(
        "[Signal(-5, 5, Source = SignalSource.Policy)] public float LogRatio { get; init; } [Penalty(0.01)] public float Divergence => LogRatio; [Penalty(0.01), Progress] public float Tilt => Effort; [Penalty(1)] public float Size => Square(Effort) + 1e-6f;");

    [Fact]
    public Task JustAtZeroPasses() => Verify("[Penalty(1)] public float A => Effort + 3f; [[|Penalty(1)|]] public float B => Effort + 2.9f; [Penalty(0)] public float C => Effort;");

    /// <summary>Less than a quarter of the range.</summary>
    [Fact]
    public Task ASmallPartPasses() => Verify("[Signal(0, 8), Aim(AimKind.Higher)] public float Speed { get; init; } [Term(1)] public float A => -Square(Speed - 7f);");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("[Term(1)] public float A => Distance;"), new Dictionary<string, ReportDiagnostic> { ["RWD4004"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD4004");

    [Fact]
    public Task FixOfATerm() => FixVerifier.VerifyAsync(Source("[Term(1, Rate = PayRate.PerStep)] public float A => Distance;"), Source("[Penalty(1, Rate = PayRate.PerStep)] public float A => Distance;"), new FlipRoleFix());

    [Fact]
    public Task FixOfAPenalty() => FixVerifier.VerifyAsync(Source("[Penalty(2)] public float A => -Square(Effort);"), Source("[Term(2)] public float A => -Square(Effort);"), new FlipRoleFix());

    [Fact]
    public Task NoFixOfAPart() => FixVerifier.VerifyNoneAsync(Source("[Penalty(2)] public float A => Effort;"), new FlipRoleFix());

    [Fact]
    public Task OverTheQuarter() => Verify("[Signal(0, 8), Aim(AimKind.Higher)] public float Speed { get; init; } [[|Term(1)|]] public float B => -Square(Speed - 5f);");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4004", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(StepSeconds = 0.02)] public sealed partial class Walker { [Signal(0, 2, Unit = \"m\"), Aim(AimKind.Lower)] public float Distance { get; init; } [Signal(0, 1), Aim(AimKind.Higher)] public float Score { get; init; } "
        + "[Signal(-3, 3)] public float Effort { get; init; } " + members + " }";
}
