using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1006: clips, signs and thresholds that pay the same for what is not alike.</summary>
public sealed class ErasedOrderingTests
{
    private const string Legged = "[Signal(-2, 2, Unit = \"m/s\")] public float Speed { get; init; } [Signal(-10, 10, Length = 4)] public Vec Torque { get; init; } ";

    [Fact]
    public async Task ClipOfTheSum()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[[|Clamp(0, 100)|]]", Legged + "[Term(1)] public float A => Exp(-Square(Speed - 1f)); [Penalty(0.01)] public float B => SumSquares(Torque);"),
            "RWD1006",
            "'[Clamp(0, 100)]' gives one value to 79 % of the range [-4, 1] of the sum; it is -4 at Speed = -2, Torque = -10");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("1", analysis.Findings[0].Properties["hi"]);
    }

    [Fact]
    public async Task AroundTheStartItIsAnError()
    {
        Analysis analysis = await Verify("[Clamp(0, 100)]", "[Signal(0, 5, Unit = \"m/s\")] public float Speed { get; init; } [Term(1)] public float A => Speed; [Penalty(1)] public float B => 2f;");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Contains("the agent starts there, since at rest the sum is at most -2", analysis.Findings[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public Task UpperEndOfTheSum() => Verify("[Clamp(-100, 1)]", "[Signal(0, 5)] public float Speed { get; init; } [Term(1)] public float A => Speed;");

    [Fact]
    public Task SumWithoutALimit() => Verify(
        "[Clamp(0, 100)]", "[Signal(0, 5)] public float Speed { get; init; } [Signal(-1, double.PositiveInfinity)] public float Energy { get; init; } [Term(1)] public float A => Speed; [Penalty(1)] public float B => Energy;",
        "'[Clamp(0, 100)]' gives one value to every sum below 0, and it has no lower limit");

    [Fact]
    public Task SumWithoutAnUpperLimitPasses() => VerifyNone("[Clamp(-10, 10)]", "[Signal(0, double.PositiveInfinity)] public float Speed { get; init; } [Term(1)] public float A => Speed;");

    [Fact]
    public Task InATotal() => Verify("", Legged + "[Term(1)] public float A => Speed; [Total] public float All => [|Max(WeightedSum, 0f)|];");

    [Fact]
    public Task EndsThatBarelyBindPass() => VerifyNone(
        "[Clamp(-10000, 10000)]", Legged + "[Term(1)] public float A => Speed; [Penalty(0.01)] public float B => SumSquares(Torque);");

    [Theory]
    [InlineData("-1.2", false)]
    [InlineData("-1.1", true)]
    public Task TwentyPercent(string end, bool isReported) => isReported
        ? Verify("[Clamp(" + end + ", 10)]", "[Signal(-2, 2)] public float Speed { get; init; } [Term(1)] public float A => Speed;")
        : VerifyNone("[Clamp(" + end + ", 10)]", "[Signal(-2, 2)] public float Speed { get; init; } [Term(1)] public float A => Speed;");

    [Fact]
    public async Task WorseSideOfATermIsANote()
    {
        // Flow's desired velocity and Gymnasium's contact cost.
        Analysis analysis = await Verify(
            "", Legged + "[Signal(-20, 20)] public float Force { get; init; } [Term(1)] public float A => [|Max(Speed, 0f)|]; [Penalty(1)] public float B => [|Min(Square(Force), 10f)|];",
            "'Max(Speed, 0f)' gives one value to 50 % of the range [-2, 2] of what it limits, on its worse side",
            "'Min(Square(Force), 10f)' gives one value to 97 % of the range [0, 400] of what it limits, on its worse side");
        Assert.All(analysis.Findings, static f => Assert.Equal(DiagnosticSeverity.Info, f.Severity));
    }

    [Fact]
    public Task ClampOfAColumn() => Verify("", Legged + "[Term(1), [|Clamp(0, 10)|]] public float A => Speed;", "'[Clamp(0, 10)]' gives one value to 50 % of the range [-2, 2] of what it limits, on its worse side");

    [Fact]
    public Task PlateausOfTheBestPass() => VerifyNone(
        "", Legged + "[Signal(0, 9)] public float Air { get; init; } [Signal(0, 8)] public float Distance { get; init; } "
        + "[Term(1)] public float A => Min(Air, 0.4f); [Penalty(1)] public float B => Max(Distance - 2f, 0f); [Penalty(1)] public float C => Hinge(Speed - 1f); [Term(1), Clamp(-10, 0.5)] public float D => Speed;");

    [Fact]
    public Task GuardsPass() => VerifyNone("", Legged + "[Term(1)] public float A => Acos(Clamp(Speed / 2.1f, -0.95f, 0.95f)); [Term(1)] public float B => 1f / Max(Norm(Torque), 0.1f);");

    [Fact]
    public Task WhereAnotherTermTellsThemApartPasses() => VerifyNone("", Legged + "[Term(1)] public float A => Max(Speed, 0f); [Term(0.1)] public float B => Speed;");

    [Fact]
    public Task GatesPass() => VerifyNone("", Legged + "[Gate] public float Open => Saturate(Speed); [Term(1, Gate = nameof(Open))] public float A => 1f;");

    [Fact]
    public Task OpenRangesOfATermPass() => VerifyNone("", "[Signal] public float Free { get; init; } [Penalty(1)] public float A => Min(Square(Free), 10f);");

    [Fact]
    public async Task ScoreToItsSign()
    {
        // Atari's clipped score.
        Analysis analysis = await Verify("", "[Signal(0, 10000)] public int Score { get; init; } [Term(1)] public float A => [|Clamp(Score, -1, 1)|];", "'Clamp(Score, -1, 1)' gives one value to all but the smallest of the whole numbers in [0, 10000]: little more than a sign is left");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task SignOfANumber() => Verify("", Legged + "[Term(1)] public float A => [|Sign(Speed)|];");

    [Fact]
    public Task SignedSquaresPass() => VerifyNone("", Legged + "[Term(1)] public float A => Sign(Speed) * Square(Speed); [Term(1)] public bool B => Sign(Speed) > 0f;");

    [Fact]
    public async Task GainAgainstLoss()
    {
        Analysis analysis = await Verify("", "[Signal(-5, 5)] public float Profit { get; init; } [Term(1)] public float A => [|Profit > 0f ? 1f : -100f|];");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task SparseRewardsPass() => VerifyNone(
        "", "[Signal(0, 5)] public float Distance { get; init; } [Signal] public bool Correct { get; init; } [Term(1)] public float A => Distance < 0.05f ? 1f : 0f; [Term(1)] public float B => Correct ? 1f : -1f;");

    [Fact]
    public Task PublishedRewardsPass() => VerifyNone(
        "",
        """
        // MuJoCo Playground's pick and place without its clip, dm_control's walker, a stage of Isaac Lab's feet in the air.
        [Signal(0, 1.5)] public float Box { get; init; }
        [Signal(-2, 8)] public float Forward { get; init; }
        [Signal(0, 5, Length = 4)] public Vec AirTime { get; init; }
        [Signal(0, 4)] public float Cut { get; init; }
        [Term(4)] public float Reach => 1f - Tanh(5f * Box);
        [Term(1)] public float Move => Tolerance(Forward, 1f, float.PositiveInfinity, 0.5f, SigmoidKind.Linear, 0.5f);
        [Term(1)] public float Feet => Sum(Min(AirTime, 0.5f));
        [Term(1)] public float Steps => Min(1f, Cut / 3f);
        """);

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Clamp(0, 100)]", Legged + "[Term(1)] public float A => Speed;"), new Dictionary<string, ReportDiagnostic> { ["RWD1006"] = ReportDiagnostic.Suppress })).Findings, static f => f.Id == "RWD1006");

    /// <summary>Verifies a spec; an attribute on it is the place of the finding.</summary>
    private static Task<Analysis> Verify(string attribute, string members, params string[] messages) =>
        AnalyzerVerifier.VerifyAsync(Source(attribute.Length == 0 ? "" : "[[" + "|" + attribute.Trim('[', ']') + "|]]", members), "RWD1006", messages);

    private static Task<Analysis> VerifyNone(string attribute, string members) => AnalyzerVerifier.VerifyAsync(Source(attribute, members), "RWD1006");

    private static string Source(string attribute, string members) => Walker.Usings + "[RewardSpec] " + attribute + " public sealed partial class Walker { " + members + " }";
}
