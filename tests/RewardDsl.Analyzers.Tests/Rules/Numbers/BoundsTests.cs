using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1010 and RWD9006: claimed ranges against proven ones.</summary>
public sealed class BoundsTests
{
    [Fact]
    public async Task RefutedClaim()
    {
        Analysis analysis = await Verify("RWD1010", "[Term(1), [|Bounds(0, 1)|]] public float A => Speed / 3f;", "'A' is claimed to lie in [0, 1], but its proven range is [-1, 1], for example -1 at Speed = -3");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("-1", analysis.Findings[0].Properties["lo"]);
    }

    [Fact]
    public async Task ClaimOverAPast()
    {
        Analysis analysis = await Verify("RWD1010", "[Term(1), [|Bounds(0, 1)|]] public float A => Speed - Previous.Speed;");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task UnboundedSignal()
    {
        Analysis analysis = await Verify("RWD1010", "[Signal] public float Free { get; init; } [Term(1), [|Bounds(0, 100)|]] public float A => Abs(Free);");
        string message = Assert.Single(analysis.Findings).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("'A' is claimed to lie in [0, 100], but its proven range is [0, ∞] and it may not be a number, for example ", message, System.StringComparison.Ordinal);
        Assert.Contains(" at Free = ", message, System.StringComparison.Ordinal);
    }

    [Fact]
    public Task DivisionThatMayFail() => Verify("RWD1010", "[Term(1), [|Bounds(0, 1)|]] public float A => Saturate(0f * (1f / Speed));");

    [Fact]
    public Task ClaimOnTheClass() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec, [|Bounds(-1, 1)|]] public sealed partial class Walker { [Signal(-3, 3)] public float Speed { get; init; } [Term(1)] public float A => Speed; [Potential(9)] public float P => Speed; }", "RWD1010");

    [Fact]
    public Task ClaimOnAState() => Verify("RWD1010", "[State(0), [|Bounds(0, 5)|]] private float Timer => Previous.Timer + 0.1f; [Term(1)] public float A => Timer;");

    [Fact]
    public Task ClaimOnAVector() => Verify("RWD1010", "[Signal(-1, 1, Length = 3)] public Vec Joints { get; init; } [Bounds(0, 1)] private Vec Size => Abs(Joints); [[|Bounds(0, 1)|]] private Vec Twice => Abs(Joints) * 2f; [Term(1)] public float A => Sum(Size) + Sum(Twice);");

    [Fact]
    public Task ProvenClaimsPass() => Verify(
        "RWD1010",
        "[Signal(0, 10)] public float A { get; init; } [Signal(0, 10)] public float B { get; init; } [Term(1), Bounds(0, 1)] public float Kernel => Exp(-Square(Speed)); [Term(1), Bounds(0, 1)] public float Guarded => B > 0.5f ? A / (A + B) : 0f; "
        + "[State(0), Bounds(0, 5)] private float Timer => Min(Previous.Timer + 0.1f, 5f); [Term(1), Bounds(0, 1)] public float Share => Timer / 5f; [Term(1), Bounds(-9, 0)] public float Cost => -(Speed * Speed); "
        + "[Assume] private bool Slow => Abs(Speed - Previous.Speed) < 0.5f; [Term(1), Bounds(-0.5, 0.5)] public float Change => Speed - Previous.Speed;");

    [Fact]
    public Task WideClaim() => Verify("RWD9006", "[Term(1), [|Bounds(-10, 10)|]] public float A => Saturate(Speed);", "'A' is claimed to lie in [-10, 10]; it is proven to lie in [0, 1]");

    [Fact]
    public Task FittingClaimPasses() => Verify("RWD9006", "[Term(1), Bounds(-1, 1)] public float A => Saturate(Speed); [Term(1), Bounds(0, 1)] public float B => 0.5f;");

    [Fact]
    public async Task SuppressedClaim() =>
        Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(
            Walker.Usings + "[RewardSpec] public sealed partial class Walker { [Signal(-3, 3)] public float Speed { get; init; } [Term(1), Bounds(0, 1)] public float A => Speed - Previous.Speed; }",
            new Dictionary<string, ReportDiagnostic> { ["RWD1010"] = ReportDiagnostic.Suppress })).Findings);

    private static Task<Analysis> Verify(string id, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec] public sealed partial class Walker { [Signal(-3, 3)] public float Speed { get; init; } " + members + " }", id, messages);
}
