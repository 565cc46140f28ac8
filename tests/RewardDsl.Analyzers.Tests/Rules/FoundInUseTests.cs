using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>What was found by writing ordinary rewards: false alarms and wrong numbers. Each stays mended.</summary>
public sealed class FoundInUseTests
{
    /// <summary>What was held, times what the market did: a product of the step before and this one is no progress.</summary>
    [Fact]
    public Task ProfitIsNoProgress() => Silent(
        "RWD2001",
        "[Signal(0, 1)] public float Held { get; init; } [Signal(-0.3, 0.3)] public float Return { get; init; } [Signal(-1, 1), Action] public float Trade { get; init; } "
        + "[Term(1)] public float Profit => Previous.Held * Return; [Penalty(0.1)] public float Fee => Abs(Trade);");

    /// <summary>Without a limit nothing is known of all else.</summary>
    [Fact]
    public Task AnUnlimitedTermIsNotNothing() => Silent(
        "RWD3003", "[Signal] public float Speed { get; init; } [Signal] public bool Hit { get; init; } [Term(1)] public bool Alive => !Hit; [Term(1)] public float Forward => Speed; [Termination(EpisodeEnd.Failure)] public bool Lost => Hit;");

    /// <summary>Too cold and too hot cannot be at once: 5 and not 9.</summary>
    [Fact]
    public Task ASignalReadTwiceIsNotWide() => Silent(
        "RWD4001",
        "[Signal(5, 45, TypicalMin = 16, TypicalMax = 28)] public float Temperature { get; init; } [Signal(0, 1)] public float Power { get; init; } "
        + "[Penalty(1)] public float Discomfort => Outside(Temperature, 21f, 24f); [Penalty(0.8)] public float Energy => Power;");

    /// <summary>The price of an event is large because it is to be rare, also as a negative bonus.</summary>
    [Fact]
    public Task ANegativeBonusIsAPrice() => Silent(
        "RWD4001", "[Signal(0, 1)] public float Speed { get; init; } [Signal] public bool Hit { get; init; } [Bonus(-100, RepeatPolicy.EachRise)] public bool Collision => Hit; [Term(1)] public float Drive => Speed; [Term(0.5)] public float Slow => 1f - Speed;");

    /// <summary>The size of a number with a sign is what shall be low: a price on one side is right.</summary>
    [Fact]
    public Task OneSideOfAnErrorIsPenalised() => Silent(
        "RWD4004", "[Signal(-2, 2), Aim(AimKind.Lower)] public float Error { get; init; } [Penalty(1)] public float Under => Max(-Error, 0f); [Term(1)] public float Alive => 1f;");

    /// <summary>A sharp claim is proven although bounds are rounded outward.</summary>
    [Fact]
    public Task ASharpClaimIsProven() => Silent("RWD1010", "[Signal(0, 1)] public float X { get; init; } [Term(1), Bounds(0, 0.25)] public float A => X * (1f - X);");

    /// <summary>A point whose vector is not as long as declared refutes nothing.</summary>
    [Fact]
    public async Task ALongRotationIsNoWitness()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Source(
            "[Signal(-1, 1, Order = QuaternionOrder.Wxyz, UnitNorm = true)] public Quaternion Attitude { get; init; } [Term(1), Bounds(0, 1)] public float Level => 0.5f * (1f - ProjectedGravity(Attitude).Z);"));
        Assert.All(analysis.Findings.Where(static f => f.Id == "RWD1010"), static f =>
        {
            Assert.Equal(DiagnosticSeverity.Warning, f.Severity);
            Assert.False(f.Properties.ContainsKey("witness"));
        });
    }

    /// <summary>The numbers of a message fit each other, also where the search for a point does not reach the edge of an assumption.</summary>
    [Fact]
    public async Task NumbersFitEachOther()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Source(
            "[Signal(0, 30)] public float Before { get; init; } [Signal(0, 30)] public float After { get; init; } [Signal(0, 24)] public int Gates { get; init; } [Assume] public bool SpeedLimit => Abs(Before - After) <= 0.6f; "
            + "[Term(1)] public float Way => Before - After; [Goal, Termination(EpisodeEnd.Success, Reward = 20)] public bool Finished => Gates >= 24;"));
        Diagnostic finding = Assert.Single(analysis.Findings, static f => f.Id == "RWD3002");
        Assert.Contains("pays up to 0.6 a step, 60 discounted at γ = 0.99: it breaks even at Reward = 59.5", finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    /// <summary>Of a clamped sum the terms do not tell what is paid.</summary>
    [Fact]
    public Task AClampedSumIsNotDwelling() => Silent(
        "RWD3006",
        "[Signal(0, 1)] public float Angle { get; init; } [Term(3)] public bool Near => Angle > 0.5f; [Goal, Termination(EpisodeEnd.Success, Reward = 200)] public bool Solved => Angle > 0.9f;",
        "[Clamp(-1, 1)] ");

    private static async Task Silent(string id, string members, string attribute = "")
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Source(members, attribute));
        Assert.DoesNotContain(analysis.CompilerErrors, static e => e.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain(analysis.Findings, f => f.Id == id);
    }

    private static string Source(string members, string attribute = "") =>
        Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)] " + attribute + "public sealed partial class Walker { " + members + " }";
}
