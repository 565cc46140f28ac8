using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD2002: differences by hand with another discount than the spec's.</summary>
public sealed class OtherDiscountTests
{
    [Fact]
    public async Task WithoutDiscount()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(2)] public float A => [|Near - Previous.Near|];"),
            "RWD2002",
            "'Near - Previous.Near' has the factor 1 before what is now, where the spec discounts by 0.99: 0.01·Φ is paid on top at each step, in [-0.1, 0]");
        Diagnostic finding = Assert.Single(analysis.Findings);
        Assert.Equal((DiagnosticSeverity.Warning, "0.99"), (finding.Severity, finding.Properties["breakEven"]));
    }

    [Fact]
    public Task WithASmallerDiscount() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float A => [|0.9f * Near - Previous.Near|];"),
        "RWD2002",
        "'0.9f * Near - Previous.Near' has the factor 0.9 before what is now, where the spec discounts by 0.99: -0.09·Φ is paid on top at each step, in [0, 0.45]");

    [Fact]
    public Task JustBesideTheDiscount() => AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => [|0.9901f * Near - Previous.Near|];"), "RWD2002");

    [Fact]
    public Task TheDiscountPasses() => AnalyzerVerifier.VerifyAsync(Source("[Term(3)] public float A => 0.99f * Near - Previous.Near; private const float Gamma = 0.99f; [Penalty(2)] public float B => Distance * Gamma - Previous.Distance;"), "RWD2002");

    [Fact]
    public Task FunctionsOfSignals() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float A => [|Norm(Goal - Previous.Hand) - Norm(Goal - Hand)|]; [Term(1)] public float B => Sum([|Hand - Previous.Hand|]); [Term(1)] public float C => 4f * ([|(Grasped ? 1f : 0f) - (Previous.Grasped ? 1f : 0f)|]);"), "RWD2002");

    [Fact]
    public Task SeveralInOneSum() => AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => 3f * ([|Previous.Distance - Distance|]) - 2f * ([|Norm(Hand) - Norm(Previous.Hand)|]) + 0.1f;"), "RWD2002");

    [Fact]
    public async Task LittleBesideALevel()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(1)] public float A => [|Near - Previous.Near|]; [Term(2)] public float B => Exp(-Distance);"),
            "RWD2002",
            "'Near - Previous.Near' has the factor 1 before what is now, where the spec discounts by 0.99: 0.01·Φ is paid on top at each step, in [-0.05, 0], little beside the 2 that is paid elsewhere");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
        analysis = await AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => [|Near - Previous.Near|]; [Term(0.9)] public float B => Exp(-Distance);"), "RWD2002");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task UndiscountedPasses() => AnalyzerVerifier.VerifyAsync(Source("[Term(2)] public float A => Near - Previous.Near;").Replace("0.99", "1", System.StringComparison.Ordinal), "RWD2002");

    [Fact]
    public Task WithoutContractPasses() => AnalyzerVerifier.VerifyAsync(Source("[Term(2)] public float A => Near - Previous.Near;").Replace("(Discount = 0.99)", "", System.StringComparison.Ordinal), "RWD2002");

    /// <summary>What is declared states an objective, or is paid with the discount of the spec.</summary>
    [Fact]
    public Task DeclaredPasses() => AnalyzerVerifier.VerifyAsync(Source("[Term(1), Progress] public float A => Near; [Term(1), BestSoFar] public float B => Near; [Potential(1)] public float C => Near;"), "RWD2002");

    /// <summary>A difference by the length of a step is a speed, a level.</summary>
    [Fact]
    public Task SpeedPasses() => AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => (Previous.Distance - Distance) / Step.Seconds; [Term(1)] public float B => (Hand[0] - Previous.Hand[0]) / 0.02f;").Replace("0.99", "0.99, StepSeconds = 0.02", System.StringComparison.Ordinal), "RWD2002");

    [Fact]
    public Task OtherFunctionsPass() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float A => Near - Previous.Distance; [Term(1)] public float B => Near + Previous.Near; [Penalty(1)] public float C => SumSquares(Push - Previous.Push); [Term(1)] public float D => Sum(Push - Previous.Push);"), "RWD2002");

    [Fact]
    public Task SameInOtherUnits() => AnalyzerVerifier.VerifyAsync(
        Source("[Signal(0, 500, Unit = \"cm\")] public float Way { get; init; } [Term(0.02)] public float A => [|Previous.Way - Way|];"),
        "RWD2002",
        "'Previous.Way - Way' has the factor 1 before what is now, where the spec discounts by 0.99: 0.01·Φ is paid on top at each step, in [-0.1, 0]");

    private static string Source(string members) => ShapedSpec.With(members);
}
