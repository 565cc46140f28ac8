using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4005: the same thing paid by several terms.</summary>
public sealed class DoubleCountingTests
{
    [Fact]
    public async Task OneValue()
    {
        Analysis analysis = await Verify(
            "[Term(1)] public float A => Exp(-Distance); [[|Term(2)|]] public float B => Exp(-Distance);", "'A' and 'B' are one and the same value: together they have the weight 3 (pay it once)");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("3", analysis.Findings[0].Properties["weight"]);
    }

    [Fact]
    public Task OneCondition() => Verify("[Term(1)] public bool A => Distance < 1f; [Term(3)] public float B => Speed; [[|Term(2)|]] public bool C => Distance < 1f;");

    [Fact]
    public Task PaidAndTakenAway() => Verify(
        "[Term(1)] public float A => Speed; [[|Penalty(0.4)|]] public float B => Speed;", "'A' and 'B' are one and the same value, paid and taken away: together they have the weight 0.6 (pay it once)");

    /// <summary>Knox et al. 2023: speed and the speed divided by 30.</summary>
    [Fact]
    public async Task Multiples()
    {
        Analysis analysis = await Verify(
            "[Term(1)] public float A => Speed; [[|Term(0.5)|]] public float B => Speed / 25f + 2f;", "'A' and 'B' are multiples of one value 'Speed': together they pay it with the weight 1.02");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>Isaac Lab, Franka lift: one error, coarse and fine.</summary>
    [Fact]
    public async Task CoarseAndFine()
    {
        Analysis analysis = await Verify(
            "[Gate] public bool Lifted => Height > 0.04f; [Term(16, Gate = nameof(Lifted))] public float Coarse => 1f - Tanh(Distance / 0.3f); [[|Term(5, Gate = nameof(Lifted))|]] public float Fine => 1f - Tanh(Distance / 0.05f);",
            "'Coarse' and 'Fine' pay more in the same direction of one value 'Distance': together they have the weight 21");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task OfAVector() => Verify(
        "[Signal(-1, 1, Length = 3)] public Vec Error { get; init; } [Term(1)] public float Coarse => Exp(-SumSquares(Error)); [[|Penalty(0.2)|]] public float Far => Norm(Error);");

    [Fact]
    public Task OtherShapesOfOneSignal() => Verify("[Term(1)] public float A => Exp(-Distance) - Distance; [[|Penalty(1)|]] public float B => Distance;");

    [Fact]
    public async Task TiedSignals()
    {
        Analysis analysis = await Verify(
            "[Signal(-30, 30, Unit = \"km/h\")] public float Dial { get; init; } [Assume] public bool OneSpeed => Abs(Speed - Dial / 3.6f) < 0.1f; [Term(1)] public float A => Speed; [[|Term(1)|]] public float B => Tanh(Dial);",
            "'A' and 'B' pay the same thing twice: 'OneSpeed' ties 'Speed' to 'Dial', and both pay more in the same direction (pay one of them)");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>Speed, and progress of the distance that it closes.</summary>
    [Fact]
    public Task TiedByADifference() => Verify(
        "[Assume] public bool Closing => Abs(Distance - Previous.Distance + Speed * Step.Seconds) < 0.001f; [Term(1)] public float A => Speed; [[|Term(10)|], Progress] public float B => -Distance;");

    [Fact]
    public Task TiedTheOtherWayPasses() => Verify("[Signal(-30, 30)] public float Slip { get; init; } [Assume] public bool Opposite => Abs(Speed + Slip) < 0.1f; [Term(1)] public float A => Speed; [Term(1)] public float B => Tanh(Slip);");

    [Fact]
    public Task LooselyTiedPasses() => Verify("[Signal(-30, 30)] public float Dial { get; init; } [Assume] public bool Roughly => Abs(Speed - Dial) < 10f; [Term(1)] public float A => Speed; [Term(1)] public float B => Tanh(Dial);");

    [Fact]
    public Task TradesPass() => Verify("[Term(1)] public float A => Speed; [Penalty(0.01)] public float B => Square(Speed); [Penalty(1)] public float C => Distance; [Term(1)] public float D => Sqrt(Distance);");

    [Fact]
    public Task OtherPaymentsPass() => Verify(
        "[Gate] public bool Lifted => Height > 0.04f; [Term(1)] public float A => Distance; [Term(1, Gate = nameof(Lifted))] public float B => Distance; [Term(1), Progress] public float C => Distance; [Term(1), Once] public float D => Distance; "
        + "[Term(1, Critic = \"second\")] public float E => Distance;");

    [Fact]
    public Task RegularisersAndConstantsPass() => Verify(
        "[Penalty(1, Role = TermRole.Regulariser)] public float A => Square(Speed); [Penalty(1, Role = TermRole.Regulariser)] public float B => Abs(Speed); [Term(1)] public float C => 1f; [Penalty(2)] public float D => 1f;");

    [Fact]
    public Task ACurriculumPasses() => Verify(
        "[Schedule] private static float Up(TrainingClock clock) => Saturate(clock.Steps / 1000f); [Schedule] private static float Down(TrainingClock clock) => 1f - Saturate(clock.Steps / 1000f); "
        + "[Term(1, Schedule = nameof(Down))] public float A => Exp(-Distance); [Term(1, Schedule = nameof(Up))] public float B => Exp(-Distance / 0.1f);");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("[Term(1)] public float A => Speed; [Term(1)] public float B => Speed;"), new Dictionary<string, ReportDiagnostic> { ["RWD4005"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD4005");

    [Fact]
    public Task ThreeOfThem() => Verify(
        "[Term(1)] public float A => Speed; [Term(1)] public float B => Speed; [[|Term(1)|]] public float C => Speed;", "'A', 'B' and 'C' are one and the same value: together they have the weight 3 (pay it once)");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4005", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)] public sealed partial class Walker { [Signal(0, 2, Unit = \"m\")] public float Distance { get; init; } "
        + "[Signal(-8, 8, Unit = \"m/s\")] public float Speed { get; init; } [Signal(0, 1)] public float Height { get; init; } " + members + " }";
}
