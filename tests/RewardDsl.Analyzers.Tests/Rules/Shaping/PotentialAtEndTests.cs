using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD2003: shaping by hand that an end leaves over.</summary>
public sealed class PotentialAtEndTests
{
    /// <summary>A shaping wrapper that forgets the end of the episode (HumanCompatibleAI/imitation, pull request 323).</summary>
    [Fact]
    public Task DiscountedDifference() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(2)] public float A => [|0.99f * Near - Previous.Near|]; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance > 4f;"),
        "RWD2003",
        "'0.99f * Near - Previous.Near' leaves γᵀ·Φ at the end: where 'Lost' ends the episode, Φ is in [-10, -8] and not 0, which counts like a payoff");

    [Fact]
    public Task UndiscountedDifference() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(2)] public float A => [|Near - Previous.Near|]; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance > 4f;").Replace("0.99)", "1)", System.StringComparison.Ordinal), "RWD2003");

    /// <summary>Each end has one value, but not the same.</summary>
    [Fact]
    public Task TwoEnds() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1)] public float A => [|0.99f * Near - Previous.Near|]; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance >= 5f; [Termination(EpisodeEnd.Success)] public bool Done => Distance <= 0f;"),
        "RWD2003",
        "'0.99f * Near - Previous.Near' leaves γᵀ·Φ at the end: where 'Lost' ends the episode, Φ is in [-5, 0] and not 0, which counts like a payoff");

    [Fact]
    public Task OneValueAtTheEndPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1)] public float A => 0.99f * Near - Previous.Near; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance >= 5f;"), "RWD2003");

    [Fact]
    public Task WithoutEndPasses() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With("[Term(1)] public float A => 0.99f * Near - Previous.Near;"), "RWD2003");

    /// <summary>The discount says the same already.</summary>
    [Fact]
    public Task OtherDiscountPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1)] public float A => Near - Previous.Near; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance > 4f;"), "RWD2003");

    [Fact]
    public Task TakenBackAtTheEndPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1)] public float A => (Lost ? 0f : 0.99f * Near) - Previous.Near; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance > 4f;"), "RWD2003");

    [Fact]
    public Task DeclaredPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1), Progress] public float A => Near; [Potential(1)] public float B => Near; [Termination(EpisodeEnd.Failure, Reward = -1)] public bool Lost => Distance > 4f;"), "RWD2003");

    [Fact]
    public Task NotPaidAtTheEnd() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1, OnTermination = false)] public float A => [|0.99f * Near - Previous.Near|]; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance > 4f;"),
        "RWD2003",
        "'0.99f * Near - Previous.Near' is not paid at the last step: the Φ before it, in [-5, 0], is not taken back");

    /// <summary>LunarLander's last step is ±100 instead of the difference.</summary>
    [Fact]
    public Task ReplacedDifference() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(3)] public float A => [|Near - Previous.Near|]; [Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)] public bool Lost => Distance > 4f; [Termination(EpisodeEnd.Success, Reward = 100, Replaces = true)] public bool Done => Distance < 0.1f;"),
        "RWD2003",
        "'Near - Previous.Near' is missing at the end, where 'Lost', 'Done' replace it: the Φ of the state before, in [-15, 0], is never taken back");

    [Fact]
    public async Task ReplacedProgress()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            ShapedSpec.With("[Term(1), [|Progress|]] public float A => Near; [Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)] public bool Lost => Distance > 4f;"),
            "RWD2003",
            "'A' is missing at the last step, where 'Lost' replaces it: that progress, in [-5, 1], is not counted");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task ReplacedBesideAPotentialPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Potential(1)] public float A => Near; [Term(1)] public float B => Speed; [Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)] public bool Lost => Distance > 4f;"), "RWD2003");
}
