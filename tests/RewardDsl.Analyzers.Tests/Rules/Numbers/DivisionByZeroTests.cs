using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1003: denominators that can be 0 where the quotient counts.</summary>
public sealed class DivisionByZeroTests
{
    [Fact]
    public async Task RangeWithZero()
    {
        Analysis analysis = await Verify("[Term(1)] public float A => 1f / [|Distance|];", "The denominator 'Distance' can be 0: its proven range is [0, 5], 0 at Distance = 0");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("0", analysis.Findings[0].Properties["lo"]);
    }

    [Fact]
    public Task RangeAcrossZero() => Verify("[Term(1)] public float A => Distance / [|Speed|];");

    [Fact]
    public Task InAHelper() => Verify("private float Inverse => 1f / [|(Speed * Speed)|]; [Term(1)] public float A => Inverse;");

    [Fact]
    public Task InAMethod() => Verify("private static float Inverse(float x) => 1f / [|x|]; [Term(1)] public float A => Inverse(Distance);");

    [Fact]
    public Task OfAVector() => Verify("[Signal(-1, 1, Length = 3)] public Vec Joints { get; init; } [Term(1)] public float A => Sum(1f / [|Joints|]);");

    [Fact]
    public Task OfQuaternionsPasses() => Verify(
        "[Signal(-1, 1, Order = QuaternionOrder.Xyzw)] public Quaternion Body { get; init; } [Term(1)] public float A => (Quaternion.Identity / Body).X; [Term(1)] public float B { get { Quaternion q = Body; q *= Body; q /= Body; return (q + Body * 2f).W; } }");

    [Fact]
    public Task UndeclaredRange() => Verify("[Signal] public float Free { get; init; } [Term(1)] public float A => Tanh(1f / [|Free|]);");

    [Fact]
    public Task CompoundAssignment() => Verify("[Term(1)] public float A { get { float x = 1f; x /= [|Distance|]; return x; } }");

    [Fact]
    public async Task HarmlessInfinityIsAWarning()
    {
        Analysis analysis = await Verify("[Term(1)] public float A => Tanh(1f / [|Distance|]);");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task GuardedPasses() => Verify(
        "[Term(1)] public float A => Distance > 0f ? 1f / Distance : 0f; [Term(1)] public float B => 1f / (Distance + 0.1f); [Term(1)] public float C => 1f / Max(Distance, 0.01f); "
        + "[Term(1)] public float D { get { float inverse = 1f / Distance; return Distance > 0.5f ? inverse : 2f; } } [Term(1)] public float E => SafeDiv(1f, Distance, 0.01f); "
        + "private float Inverse => 1f / Distance; [Term(1)] public float F => Distance >= 1f ? Inverse : 0f;");

    [Fact]
    public Task TheSameQuotientWithAndWithoutAGuard() =>
        Verify("[Term(1)] public float A => Distance > 0.1f ? 1f / Distance : 0f; [Term(1)] public float B => 1f / [|Distance|]; [Term(1)] public bool C => Distance > 0.1f && 1f / Distance < 3f;");

    [Fact]
    public Task BehindAGatePasses() => Verify("[Gate] public bool Far => Distance > 0.1f; [Term(1, Gate = nameof(Far))] public float A => 1f / Distance;");

    [Fact]
    public Task GuardedByAndPasses() => Verify("[Termination(EpisodeEnd.Failure)] public bool Done => Distance > 0.1f && 1f / Distance > 2f; [Term(1)] public float A => 1f;");

    [Fact]
    public Task GuardedElementsPass() => Verify("[Signal(0, 1, Length = 3)] public Vec Joints { get; init; } [Term(1)] public float A => Sum(Where(Joints > 0.1f, 1f / Joints, 0f));");

    [Fact]
    public Task BoundaryOfTheRangePasses() => Verify("[Signal(0.001, 5)] public float Near { get; init; } [Term(1)] public float A => 1f / Near; [Term(1)] public float B => Distance / 3f;");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(
            Source("[Term(1)] public float A => Tanh(1f / Distance);"), new Dictionary<string, ReportDiagnostic> { ["RWD1003"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD1003");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD1003", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } [Signal(-3, 3)] public float Speed { get; init; } " + members + " }";
}
