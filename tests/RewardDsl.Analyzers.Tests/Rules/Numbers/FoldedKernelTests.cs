using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1007: waves and squares that turn back inside the range of what they measure.</summary>
public sealed class FoldedKernelTests
{
    [Fact]
    public async Task CosineSchedule()
    {
        // The length reward of open-r1, whose progress is not clipped.
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(1)] public float A => 0.5f + 0.25f * (1f + [|Cos(MathF.PI * Length / 1000f)|]);"),
            "RWD1007",
            "'Cos(MathF.PI * Length / 1000f)' turns back at 'Length' = 1000: its argument can be [0, 50.3] by the range of 'Length', so beyond that point it pays more again");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("0", analysis.Findings[0].Properties["lo"]);
    }

    [Fact]
    public Task JustBeyondHalfAPeriod() => Verify("[Signal(0, 1010, Unit = \"chars\")] public float Text { get; init; } [Term(1)] public float A => [|Cos(MathF.PI * Text / 1000f)|];");

    [Fact]
    public Task HalfAPeriodPasses() => Verify(
        "[Signal(0, 1000, Unit = \"chars\")] public float Text { get; init; } [Term(1)] public float A => Cos(MathF.PI * Text / 1000f); [Term(1)] public float B => Cos(MathF.PI * Saturate(Length / 1000f)); "
        + "[Term(1)] public float C => Cos(MathF.PI * Min(Length, 1000f) / 1000f); [Term(1)] public float D => Tolerance(Length, 0f, 10f, 1000f, SigmoidKind.Cosine, 0f);");

    [Fact]
    public Task InAPenaltyTheTopIsTheWorst() => Verify(
        "[Signal(-1, 1, Unit = \"m\")] public float Offset { get; init; } [Penalty(1)] public float A => [|Cos(MathF.PI * Offset / 2f)|]; [Penalty(1)] public float B => 1f - Cos(MathF.PI * Offset);");

    [Fact]
    public Task BellAroundTheTargetPasses() => Verify("[Signal(-1, 1, Unit = \"m\")] public float Offset { get; init; } [Term(1)] public float A => 0.5f * (1f + Cos(MathF.PI * Offset));");

    [Fact]
    public Task Sine() => Verify("[Signal(0, 2, Unit = \"m\")] public float Offset { get; init; } [Penalty(1)] public float A => [|Sin(MathF.PI * Offset)|];");

    [Fact]
    public Task AnglesAndTimesPass() => Verify(
        "[Signal(-6.3, 6.3, Unit = \"rad\")] public float Yaw { get; init; } [Signal(-360, 360, Unit = \"deg\")] public float Pitch { get; init; } [Signal(0, 20, Unit = \"s\")] public float Time { get; init; } [Signal(0, 1000, Unit = \"steps\")] public float Count { get; init; } "
        + "[Term(1)] public float A => Cos(Yaw) + Sin(2f * Yaw); [Term(1)] public float B => Cos(MathF.PI / 180f * Pitch); [Term(1)] public float C => Sin(2f * MathF.PI * Time / 0.7f); [Term(1)] public float D => Sin(0.1f * Count);");

    [Fact]
    public Task UnknownUnitsOfWholeTurnsPass() => Verify(
        "[Signal(-12, 12)] public float Joint { get; init; } [Signal(-4, 4)] public float Other { get; init; } [Signal(0, 1)] public float Phase { get; init; } [Term(1)] public float A => Cos(Joint) + Cos(Joint - 2f * Other) + Sin(2f * MathF.PI * Phase);");

    [Fact]
    public async Task UnknownUnitIsANote()
    {
        Analysis analysis = await Verify("[Signal(0, 16)] public float Progress { get; init; } [Term(1)] public float A => [|Cos(MathF.PI * Progress)|];");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task ClockOfTheSpecPasses() => Verify("[State(0)] public float Phase => Previous.Phase + 0.1f; [Term(1)] public float A => Sin(MathF.PI * Phase);");

    [Fact]
    public Task NotPaidPasses() => Verify("[Metric] public float A => Cos(MathF.PI * Length / 1000f); [Term(1)] public bool B => Cos(MathF.PI * Length / 1000f) > 0f;");

    [Fact]
    public Task SquareOfWhatShouldBeHigh() => Verify(
        "[Signal(-5, 5), Aim(AimKind.Higher)] public float Speed { get; init; } [Term(1)] public float A => [|Square(Speed)|];",
        "'Square(Speed)' turns back at 0: what it squares can be [-5, 5], so it does not tell the two sides apart, but of 'Speed' higher is better");

    [Fact]
    public Task SquareBesideTheTarget() => Verify(
        "[Signal(-5, 5), Aim(Target = 2)] public float Speed { get; init; } [Penalty(1)] public float A => [|Square(Speed)|]; [Penalty(1)] public float B => Square(Speed - 2f) + Square(2f - Speed);");

    [Fact]
    public Task SquareOfAHelperWithAnAim() => Verify(
        "[Signal(-5, 5)] public float Speed { get; init; } [Aim(AimKind.Lower)] public float Excess => Speed - 1f; [Penalty(1)] public float A => [|Excess * Excess|];");

    [Fact]
    public Task SquaresOfErrorsPass() => Verify(
        "[Signal(-5, 5)] public float Speed { get; init; } [Signal(0, 5), Aim(AimKind.Lower)] public float Distance { get; init; } [Penalty(1)] public float A => Square(Speed); [Penalty(1)] public float B => Square(Distance) + Square(Max(Speed, 0f));");

    [Fact]
    public Task PublishedRewardsPass() => Verify(
        """
        // Gymnasium's pendulum, dm_control's cart-pole and acrobot, a gait clock.
        [Signal(-3.15, 3.15)] public float Theta { get; init; }
        [Signal(-8, 8)] public float ThetaDot { get; init; }
        [Signal(-2, 2), Action] public float Torque { get; init; }
        [Signal(0, 1, Unit = "1")] public float Gait { get; init; }
        [Penalty(1)] public float Pendulum => Square(Theta) + 0.1f * Square(ThetaDot) + 0.001f * Square(Torque);
        [Term(1)] public float Upright => (Cos(Theta) + 1f) / 2f;
        [Term(1)] public float Tip => 2f * Cos(Theta) + 2f * Cos(Theta + ThetaDot);
        """);

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Term(1)] public float A => Cos(MathF.PI * Length / 1000f);"), new Dictionary<string, ReportDiagnostic> { ["RWD1007"] = ReportDiagnostic.Suppress })).Findings, static f => f.Id == "RWD1007");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD1007", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(0, 16000, Unit = \"chars\")] public float Length { get; init; } " + members + " }";
}
