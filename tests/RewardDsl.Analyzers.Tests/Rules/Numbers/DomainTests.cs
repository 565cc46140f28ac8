using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1004: arguments that can leave the domain of their function where the result counts.</summary>
public sealed class DomainTests
{
    /// <summary>The log return of a portfolio that can be liquidated: github.com/TorchTrade/torchtrade/pull/181.</summary>
    [Fact]
    public async Task LogarithmOfZero()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(1)] public float A => Log({|RWD1004:Distance|});"), "", "The argument 'Distance' of Log can leave (0, ∞): its proven range is [0, 5], 0 at Distance = 0");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("Log", analysis.Findings[0].Properties["function"]);
    }

    [Theory]
    [InlineData("Log2([|Speed|])")]
    [InlineData("MathF.Log10([|Speed|])")]
    [InlineData("float.LogP1([|Speed|])")]
    [InlineData("MathF.Acosh([|Distance|])")]
    [InlineData("float.Acosh([|Speed|])")]
    [InlineData("MathF.Atanh([|Distance|])")]
    [InlineData("MathF.Atanh([|Clamp(Speed, -1f, 1f)|])")]
    [InlineData("(float)Math.Atanh([|Speed|])")]
    [InlineData("MathF.Log([|Speed|], 3f)")]
    [InlineData("MathF.Log(2f + Distance, [|Speed|])")]
    [InlineData("MathF.Log(2f + Distance, [|0.5f + Distance|])")]
    [InlineData("float.Log2P1([|Speed|])")]
    [InlineData("float.AcosPi([|Speed|])")]
    [InlineData("float.RootN([|Speed|], 4)")]
    [InlineData("float.RootN([|Distance|], -2)")]
    [InlineData("Vector2.Log([|new Vector2(Distance, 1f)|]).X")]
    [InlineData("Sqrt([|Speed|])")]
    [InlineData("MathF.Acos([|Speed|])")]
    [InlineData("Asin([|Distance|])")]
    [InlineData("Pow([|Speed|], 0.5f)")]
    [InlineData("Pow([|Speed|], -2f)")]
    [InlineData("Pow([|Distance|], -0.5f)")]
    [InlineData("GeometricMean([|Joints|])")]
    [InlineData("GeometricMean(Distance, [|Speed|])")]
    [InlineData("Sum(Sqrt([|Joints|]))")]
    [InlineData("Sqrt([|Free|])")]
    [InlineData("Distance > 1f ? Sqrt([|Speed|]) : 0f")]
    public Task Leaves(string expression) => Verify("[Term(1)] public float A => " + expression + ";");

    [Theory]
    [InlineData("Log(Distance + 1e-6f)")]
    [InlineData("float.LogP1(Distance)")]
    [InlineData("MathF.Acosh(1f + Distance) + MathF.Atanh(0.19f * Distance) + MathF.Asinh(Speed)")]
    [InlineData("MathF.Log(Distance + 1f, 2f) + MathF.Log(Distance + 1f, 0.5f) + MathF.Log(2f, 1.5f + Distance) + MathF.Log(2f, 0.1f + 0.1f * Distance)")]
    [InlineData("float.RootN(Distance, 4) + float.RootN(Speed, 5) + float.SinPi(Speed)")]
    [InlineData("Sqrt(Distance) + Sqrt(Speed * Speed) + Sqrt(Square(Speed) + Distance)")]
    [InlineData("Acos(Clamp(Speed, -1f, 1f)) + Asin(Speed / 3f)")]
    [InlineData("Pow(Speed, 2f) + Pow(Distance, 0.5f) + Pow(Speed, Round(Distance))")]
    [InlineData("Pow(Distance + 0.1f, Speed)")]
    [InlineData("GeometricMean(Distance, Abs(Speed)) + GeometricMean(Abs(Joints))")]
    [InlineData("Norm(Joints)")]
    public Task Stays(string expression) => Verify("[Term(1)] public float A => " + expression + ";");

    [Fact]
    public Task GuardedPasses() => Verify(
        "[Term(1)] public float A => Distance > 1e-6f ? Log(Distance) : 0f; [Term(1)] public float B => Speed >= 0f && Sqrt(Speed) < 2f ? 1f : 0f; [Gate] public bool Near => Speed > 0.5f; [Term(1, Gate = nameof(Near))] public float C => Log2(Speed); "
        + "[Term(1)] public float D { get { if (Speed < 0f) { return 0f; } return Sqrt(Speed); } }");

    [Fact]
    public Task TheSameValueWithAndWithoutAGuard() => Verify("[Term(1)] public float A => Distance > 0.1f ? Log(Distance) : 0f; [Term(1)] public float B => Log([|Distance|]);");

    [Fact]
    public Task RoundingPasses() => Verify(
        "[Signal(-1.0000005, 1.0000005)] public float Cosine { get; init; } [Term(1)] public float A => Acos(Cosine); [Signal(-1e-7, 1)] public float Share { get; init; } [Term(1)] public float B => Sqrt(Share);");

    [Fact]
    public Task MoreThanRounding() => Verify(
        "[Signal(-1.000002, 1)] public float Cosine { get; init; } [Term(1)] public float A => Acos([|Cosine|]); [Signal(-2e-6, 1)] public float Share { get; init; } [Term(1)] public float B => Sqrt([|Share|]);");

    [Fact]
    public async Task UnitVectorsAreAWarning()
    {
        Analysis analysis = await Verify(
            "[Signal(-1, 1, UnitNorm = true)] public Vector3 Up { get; init; } [Signal(-1, 1, UnitNorm = true)] public Vector3 Aim { get; init; } [Term(1)] public float A => Acos([|Vector3.Dot(Up, Aim)|]); [Term(1)] public float B => AngleBetween(Up, Aim);",
            "The argument 'Vector3.Dot(Up, Aim)' of Acos can leave [-1, 1]: its proven range is [-3, 3]; for vectors of length 1 rounding alone is enough");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task AResultThatDoesNoHarmIsAWarning()
    {
        Analysis analysis = await Verify("[Term(1)] public float A => Exp(Log([|Distance|]));");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task AResultThatIsTestedPasses() => Verify("[Term(1)] public float A => float.IsFinite(Log(Distance)) ? Log(Distance) : -10f; [Term(1)] public float B => float.IsNaN(Sqrt(Speed)) ? 0f : Sqrt(Speed);");

    [Fact]
    public Task ATestedResultPassesBesideOneThatIsNot() => Verify(
        "[Term(1)] public float A => float.IsFinite(Log(Distance)) ? Log(Distance) : -10f; [Term(1)] public float B => Log([|Distance|]);");

    [Fact]
    public Task TheAuthorsOwnFunctionPasses() => Verify("private static float Log(float x) => x; [Term(1)] public float A => Log(Speed);");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
        Source("[Term(1)] public float A => Tanh(Sqrt(Speed));"), new Dictionary<string, ReportDiagnostic> { ["RWD1004"] = ReportDiagnostic.Suppress })).Findings, static d => d.Id == "RWD1004");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD1004", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } [Signal(-3, 3)] public float Speed { get; init; } [Signal] public float Free { get; init; } "
        + "[Signal(-1, 1, Length = 3)] public Vec Joints { get; init; } " + members + " }";
}
