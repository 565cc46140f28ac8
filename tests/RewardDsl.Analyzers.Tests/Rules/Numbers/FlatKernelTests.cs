using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1005: kernels that are flat over most of the distances that occur.</summary>
public sealed class FlatKernelTests
{
    [Fact]
    public async Task ScaleMuchTooSmall()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(1)] public float A => [|Exp(-Distance / 0.01f)|];"),
            "RWD1005",
            "'Exp(-Distance / 0.01f)' is flat over 96 % of the distances [0, 2] that 'Distance' allows: beyond 0.0703 it changes by less than a thousandth of its height; with a scale 85 times as large it would still slope at the far end");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("2", analysis.Findings[0].Properties["hi"]);
    }

    [Fact]
    public Task DistanceNotItsSquare() => Verify(
        "[Term(1)] public float A => [|Exp(-Square(Error) / 0.01f)|];",
        "'Exp(-Square(Error) / 0.01f)' is flat over 90 % of the distances [-3, 3] that 'Error' allows: below -0.277 and beyond 0.277 it changes by less than a thousandth of its height; with a scale 18 times as large it would still slope at the far end");

    [Fact]
    public async Task BelowNinetyPercentIsANote()
    {
        // exp(−d²/σ²) is within a thousandth of 0 from 2.63 σ.
        Analysis analysis = await Verify("[Term(1)] public float A => [|Exp(-Square(Error / 0.2f))|];");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task BelowEightyPercentPasses() => Verify("[Term(1)] public float A => Exp(-Square(Error / 0.25f)); [Term(1)] public float B => Exp(-Distance / 0.07f);");

    [Fact]
    public async Task LengthOfATuple()
    {
        Analysis analysis = await Verify("[Signal(-5, 5)] public Vector2 Off { get; init; } [Term(1)] public float A => [|Exp(-Off.LengthSquared() / 0.04f)|];");
        Assert.Contains("[0, 7.07]", Assert.Single(analysis.Findings).GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public Task OfElements() => Verify("[Signal(-3, 3, Length = 4)] public Vec Joints { get; init; } [Term(1)] public float A => Mean([|Exp(-Square(Joints) / 0.01f)|]);");

    [Fact]
    public Task NamedKernels() => Verify(
        "[Term(1)] public float A => [|Gaussian(Distance, 0.02f)|] + [|Laplacian(Distance, 0.01f)|] + [|TanhKernel(Distance, 0.02f)|] + [|Tolerance(Distance, 0f, 0f, 0.05f, SigmoidKind.Gaussian)|];");

    [Fact]
    public Task Tangent() => Verify("[Term(1)] public float A => 1f - [|Tanh(Distance / 0.02f)|];");

    [Fact]
    public Task UnderflowEverywhere() => Verify("[Signal(200, 300)] public float Far { get; init; } [Term(1)] public float A => [|Exp(-Far)|];");

    [Fact]
    public Task LongTailsPass() => Verify("[Term(1)] public float A => Tolerance(Distance, 0f, 0.05f, 1f, SigmoidKind.LongTail) + Cauchy(Distance, 0.2f) + 1f / (1f + Square(Distance / 0.2f));");

    [Fact]
    public Task PlateauOfTheBestPasses() => Verify(
        "[Term(1)] public float A => Tolerance(Distance, 0.1f, float.PositiveInfinity, 0.1f, SigmoidKind.Gaussian); [Term(1)] public float B => Tanh(Distance / 0.02f); [Penalty(1)] public float C => Exp(10f * (Error - 3f));");

    [Fact]
    public Task InAPenaltyThePlateauIsTheWorst() => Verify("[Penalty(1)] public float A => [|Tanh(Distance / 0.02f)|];");

    [Fact]
    public Task FineBesideCoarsePasses() => Verify("[Term(1)] public float Coarse => 1f - Tanh(Distance / 0.5f); [Term(5)] public float Fine => 1f - Tanh(Distance / 0.02f);");

    [Fact]
    public Task CoarseInTheSameTermPasses() => Verify("[Term(1)] public float A => Exp(-Distance / 0.01f) + Exp(-Distance);");

    [Fact]
    public Task ComparisonIsNoGuide() => Verify("[Term(1)] public float A => [|Exp(-Distance / 0.01f)|]; [Bonus(10, RepeatPolicy.Once)] public bool Done => Distance < 0.05f;");

    [Fact]
    public Task RegulariserIsNoGuide() => Verify("[Term(1)] public float A => [|Exp(-Distance / 0.01f)|]; [Penalty(0.001, Role = TermRole.Regulariser)] public float B => Distance;");

    [Fact]
    public Task TypicalValuesCount() => Verify("[Signal(-50, 50, TypicalMin = -1, TypicalMax = 1)] public float Usual { get; init; } [Term(1)] public float A => Exp(-Square(Usual) / 0.25f);");

    [Fact]
    public Task NoRangeNoFinding() => Verify("[Signal(0, double.PositiveInfinity)] public float Open { get; init; } [Term(1)] public float A => Exp(-Open / 0.01f);");

    [Fact]
    public Task NotPaidNoFinding() => Verify("[Metric] public float A => Exp(-Distance / 0.02f); [Gate] public float Near => Exp(-Distance / 0.01f); [Term(1, Gate = nameof(Near))] public float B => 1f;");

    [Fact]
    public async Task FlatAtRest()
    {
        // The standing factor of dm_control's humanoid: a head that lies on the floor sees nothing of it.
        Analysis analysis = await Verify("[Signal(0, 2, Unit = \"m\", Rest = 0)] public float Head { get; init; } [Term(1)] public float Stand => [|Tolerance(Head, 1.4f, float.PositiveInfinity, 0.35f, SigmoidKind.Gaussian)|];");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
        Assert.Contains("where the agent starts", analysis.Findings[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public Task PublishedRewardsPass() => Verify(
        """
        // Isaac Lab, velocity tracking, with the usual velocities declared.
        [Signal(-1, 1)] public Vector3 Command { get; init; }
        [Signal(-5, 5, TypicalMin = -1.5, TypicalMax = 1.5, Unit = "m/s")] public Vector3 Velocity { get; init; }
        [Term(1)] public float Track => Exp(-((Command.Xy() - Velocity.Xy()).LengthSquared()) / 0.25f);

        // Isaac Lab, lifting: reach, coarse and fine distance to the goal.
        [Signal(0, 1, Unit = "m")] public float Reach { get; init; }
        [Signal(0, 1, Unit = "m")] public float ToGoal { get; init; }
        [Term(1)] public float Reaching => 1f - Tanh(Reach / 0.1f);
        [Term(16)] public float Coarse => 1f - Tanh(ToGoal / 0.3f);
        [Term(5)] public float Fine => 1f - Tanh(ToGoal / 0.05f);

        // Meta-World reach, and the factors of dm_control's cart-pole.
        [Signal(0, 1.5, Unit = "m")] public float Hand { get; init; }
        [Term(10)] public float InPlace => Tolerance(Hand, 0f, 0.05f, 0.8f, SigmoidKind.LongTail);
        [Signal(-1.8, 1.8)] public float Cart { get; init; }
        [Signal(-20, 20)] public float Turn { get; init; }
        [Signal(-1, 1), Action] public float Force { get; init; }
        [Term(1)] public float Swing => (1f + Tolerance(Cart, 0f, 0f, 2f, SigmoidKind.Gaussian)) / 2f * (4f + Tolerance(Force, 0f, 0f, 1f, SigmoidKind.Quadratic, 0f)) / 5f * (1f + Tolerance(Turn, 0f, 0f, 5f, SigmoidKind.Gaussian)) / 2f;
        """);

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Term(1)] public float A => Exp(-Distance / 0.01f);"), new Dictionary<string, ReportDiagnostic> { ["RWD1005"] = ReportDiagnostic.Suppress })).Findings, static f => f.Id == "RWD1005");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD1005", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(0, 2)] public float Distance { get; init; } [Signal(-3, 3)] public float Error { get; init; } " + members + " }";
}
