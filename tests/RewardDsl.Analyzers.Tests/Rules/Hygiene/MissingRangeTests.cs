using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD9001: signals whose missing range leaves something paid without a limit.</summary>
public sealed class MissingRangeTests
{
    [Fact]
    public async Task UnlimitedTerm()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(Source("[{|RWD9001:Signal|}] public float Free { get; init; } [Term(1)] public float A => Free;"), "", "'Free' has no declared range: nothing limits 'A'");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("Free", analysis.Findings[0].Properties["signal"]);
    }

    [Fact]
    public async Task HalfARange()
    {
        await Verify("[[|Signal(0, double.PositiveInfinity)|]] public float Free { get; init; } [Term(1)] public float A => Free;", "'Free' has no upper end of its range: nothing limits 'A'");
        await Verify("[[|Signal(double.NegativeInfinity, 0)|]] public float Free { get; init; } [Term(1)] public float A => Free;", "'Free' has no lower end of its range: nothing limits 'A'");
        await Verify("[[|Signal(Finite = true)|]] public float Free { get; init; } [Term(1)] public float A => Free;", "'Free' has no declared range: nothing limits 'A'");
    }

    [Fact]
    public Task OneComponent() =>
        Verify("[[|Signal(Lower = new[] { -1.0, -1 }, Upper = new[] { 1.0, double.PositiveInfinity })|]] public Vector2 Free { get; init; } [Term(1)] public float A => Free.Y;");

    [Fact]
    public Task ThroughAState() => Verify("[[|Signal|]] public float Free { get; init; } [State(0)] private float Mean => 0.9f * Previous.Mean + 0.1f * Free; [Term(1)] public float A => Mean;");

    [Fact]
    public Task Cost() => Verify("[[|Signal|]] public float Free { get; init; } [Cost(5)] public float A => Free; [Term(1)] public float B => Distance;");

    [Fact]
    public async Task AClampedSumMakesItANote()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[[|Signal|]] public float Free { get; init; } [Term(1)] public float A => Free;", "[RewardSpec, Clamp(-10, 10)]"), "RWD9001", "'Free' has no declared range: nothing limits 'A' but the clamp of the sum");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task OnlyThoseThatReachIt() => Verify(
        "[[|Signal|]] public float Free { get; init; } [Signal] public float Other { get; init; } [Term(1)] public float A => Free + Tanh(Other) + (Other > 1f ? 1f : 0f);");

    [Fact]
    public Task SaturatedPasses() => Verify(
        "[Signal] public float Free { get; init; } [Signal(Length = 4)] public Mask Contact { get; init; } [Term(1)] public float A => Tanh(Free); [Term(1)] public float B => Exp(-Square(Free)); "
        + "[Term(1), Clamp(-1, 1)] public float C => Free; [Termination(EpisodeEnd.Failure)] public bool Fallen => Free > 4f; [Metric] public float M => Free; [Term(1)] public float D => Count(Contact);");

    [Fact]
    public Task DeclaredPasses() => Verify(
        "[Signal(-1e9, 1e9)] public float Wide { get; init; } [Signal(UnitNorm = true)] public Vector3 Up { get; init; } [Signal] public bool Ready { get; init; } [Term(1e-9)] public float A => Wide + Up.X + (Ready ? 1f : 0f);");

    [Fact]
    public async Task Suppressed() =>
        Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Signal] public float Free { get; init; } [Cost(5)] public float A => Free; [Term(1)] public float B => Distance;"), new Dictionary<string, ReportDiagnostic> { ["RWD9001"] = ReportDiagnostic.Suppress })).Findings);

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD9001", messages);

    private static string Source(string members, string attribute = "[RewardSpec]") => Walker.Usings
        + attribute + " public sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } " + members + " }";
}
