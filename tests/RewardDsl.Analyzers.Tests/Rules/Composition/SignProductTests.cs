using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4006: products that pay where both factors are negative.</summary>
public sealed class SignProductTests
{
    /// <summary>gym-donkeycar: reversing off the track pays.</summary>
    [Fact]
    public async Task ReversingOffTheTrack()
    {
        Analysis analysis = await Verify(
            "[Term(2)] public float Drive => [|(1f - Abs(Offset) / 4f) * Speed|];",
            "'(1f - Abs(Offset) / 4f) * Speed' is positive where both factors are negative: '1f - Abs(Offset) / 4f' = -1 and 'Speed' = -10 at Offset = -8, Speed = -10, where it adds 20 to 'Drive' (keep one factor from below 0: 'Max(1f - Abs(Offset) / 4f, 0f)')");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("Offset = -8, Speed = -10", analysis.Findings[0].Properties["witness"]);
    }

    [Fact]
    public Task OfAPenaltyWithAMinus() => Verify("[Penalty(1)] public float A => -([|Aligned * Speed|]);");

    [Fact]
    public Task OfThreeFactorsOnce() => Verify("[Term(1)] public float A => [|Aligned * Speed|] * Upright * 0.5f;");

    [Fact]
    public Task OfAPotential() => Verify("[Potential(1)] public float A => [|Aligned * Speed|];");

    [Fact]
    public Task CompoundAssignment() => Verify("[Term(1)] public float A { get { float x = Aligned; [|x *= Speed|]; return x; } }");

    /// <summary>What earlier steps left may never be at the point.</summary>
    [Fact]
    public async Task OverEarlierStepsIsAWarning()
    {
        Analysis analysis = await Verify("[Term(1)] public float A => [|(Speed - Previous.Speed) * Aligned|];");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>The limit is reached before the factors are at their lowest.</summary>
    [Fact]
    public Task BehindALimit() => Verify("[Term(1)] public float A => Clamp([|Aligned * Speed|], -1f, 1f);");

    /// <summary>Down is right from above, and so is up from below.</summary>
    [Fact]
    public Task AGapAndItsRatePass() => Verify("[Signal(0, 2, Unit = \"m\")] public float Height { get; init; } [Signal(-3, 3, Unit = \"m/s\")] public float Climb { get; init; } [Term(1)] public float A => (1f - Height) * Climb;");

    [Fact]
    public Task GuardedPasses() => Verify(
        "[Term(1)] public float A => Speed > 0f ? (1f - Abs(Offset) / 4f) * Speed : Speed; [Term(1)] public float B => Max(Aligned, 0f) * Speed; [Gate] public bool Forward => Speed >= 0f; "
        + "[Term(1, Gate = nameof(Forward))] public float C => Aligned * Speed; [Term(1)] public float D => Aligned < 0f && Speed < 0f ? 0f : Aligned * Speed; [Term(1)] public float E => Saturate(Aligned) * Speed;");

    [Fact]
    public Task SquaresPass() => Verify(
        "[Term(1)] public float A => Speed * Speed; [Term(1)] public float B => (2f * Speed) * (-Speed); [Term(1)] public float C => Aligned * Speed * Speed; [Term(1)] public float D => Speed * (Aligned * Speed); "
        + "[Term(1)] public float E => Speed * Abs(Speed);");

    [Fact]
    public Task InnerProductsPass() => Verify(
        "[Signal(-1, 1)] public System.Numerics.Vector3 Left { get; init; } [Signal(-2, 2)] public System.Numerics.Vector3 Right { get; init; } [Signal(-2, 2, Unit = \"m/s\")] public float Command { get; init; } "
        + "[Signal(-1, 1, Length = 3)] public Vec P { get; init; } [Signal(-1, 1, Length = 3)] public Vec Q { get; init; } "
        + "[Term(1)] public float A => Left.X * Right.X + Left.Y * Right.Y + Left.Z * Right.Z; [Term(1)] public float B => Vector3.Dot(Left, Right); [Term(1)] public float C => Command * Speed; "
        + "[Term(1)] public float D => Sum(P * Q); [Term(1)] public float E => Speed * Cos(Heading); [Term(1)] public float F => 2f * (Left.X * Left.Z - Left.Y);");

    [Fact]
    public Task NeverNegativeTogetherPasses() => Verify(
        "[Assume] public bool OnePositive => Aligned >= 0f || Speed >= 0f; [Term(1)] public float A => Aligned * Speed; [Term(1)] public float B => (Upright - 0.5f) * (0.5f - Upright); "
        + "[Term(1)] public float C => (1f + Upright) * Speed;");

    [Fact]
    public Task WhatIsNotPaidPositivePasses() => Verify(
        "[Penalty(1)] public float A => Aligned * Speed; [Metric] public float B => Aligned * Upright; [Term(1)] public float C => -(Speed * Upright); "
        + "[Term(1)] public float D => (Speed >= 0f && Offset >= 0f ? 1f : -1f) * Sqrt(Abs(Speed * Offset));");

    [Fact]
    public Task WithoutADeclaredRangePasses() => Verify("[Signal] public float Free { get; init; } [Term(1)] public float A => Tanh(Free) * Speed;");

    [Fact]
    public Task JustAtZeroPasses() => Verify("[Signal(0, 5)] public float Far { get; init; } [Term(1)] public float A => (5f - Far) * Speed; [Term(1)] public float B => [|(4.9f - Far) * Speed|];");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("[Term(1)] public float A => Aligned * Speed;"), new Dictionary<string, ReportDiagnostic> { ["RWD4006"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD4006");

    [Fact]
    public Task Fix() => FixVerifier.VerifyAsync(
        Source("[Term(1)] public float A => (1f - Abs(Offset) / 4f) * Speed;"), Source("[Term(1)] public float A => Max(1f - Abs(Offset) / 4f, 0f) * Speed;"), new FloorFactorFix());

    [Fact]
    public Task InAHelper() => Verify("private float Both => [|Aligned * Speed|]; [Term(1)] public float A => Both + 3f;");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4006", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(-8, 8, Unit = \"m\")] public float Offset { get; init; } [Signal(-10, 30, Unit = \"m/s\")] public float Speed { get; init; } "
        + "[Signal(-1, 1)] public float Aligned { get; init; } [Signal(-0.5, 1)] public float Upright { get; init; } [Signal(-3.2, 3.2, Unit = \"rad\")] public float Heading { get; init; } " + members + " }";
}
