using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4008: events by the second, levels divided by the length of a step.</summary>
public sealed class StepLengthTests
{
    private const string PerSecond = ", Rate = PayRate.PerSecond";

    /// <summary>Isaac Lab, issue 371; mjlab, issue 405; the Go1 joystick task of MuJoCo Playground.</summary>
    [Fact]
    public async Task PriceOfAFall()
    {
        Analysis analysis = await Verify(
            "[[|Penalty(10)|]] public bool Fall => Fallen;", PerSecond,
            "'Fall' is paid only at the step that ends the episode, but is scaled by the length of a step (0.02 s): -0.2 instead of -10 (Rate = PayRate.PerStep)");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("-10", analysis.Findings[0].Properties["breakEven"]);
    }

    [Fact]
    public Task PriceBehindAGate() => Verify("[Gate] public bool Down => Tilt > 1.5f; [[|Penalty(5, Gate = nameof(Down))|]] public float Impact => Saturate(Tilt);", PerSecond);

    [Fact]
    public Task PaidOnce() => Verify("[[|Term(5)|], Once] public bool First => Tilt < 0.1f;", PerSecond, "'First' is paid once, but is scaled by the length of a step (0.02 s): 0.1 instead of 5 (Rate = PayRate.PerStep)");

    [Fact]
    public Task RiseByHand() => Verify("[Signal] public bool Contact { get; init; } [[|Term(5)|]] public bool Step1 => Contact && !Previous.Contact; [[|Term(5)|]] public float Step2 => Contact && !Previous.Contact ? 2f : 0f;", PerSecond);

    [Fact]
    public Task Increment() => Verify("[[|Penalty(5)|], Progress] public float Way => Tilt;", PerSecond);

    [Fact]
    public Task InTheBody() => Verify(
        "[[|Penalty(10)|]] public float Fall => (Fallen ? 1f : 0f) * Step.Seconds;", "",
        "'Fall' is paid only at the step that ends the episode, but is scaled by the length of a step (0.02 s): -0.2 instead of -10 (leave out Step.Seconds)");

    [Fact]
    public Task DividedInTheBody() => Verify(
        "[[|Penalty(10)|]] public float Fall => (Fallen ? 1f : 0f) / Step.Seconds;", "",
        "'Fall' is paid only at the step that ends the episode, but is divided by the length of a step (0.02 s): -500 instead of -10 (leave out Step.Seconds)");

    [Fact]
    public Task ByTheTotal() => Verify(
        "[[|Bonus(5, RepeatPolicy.EachRise)|]] public bool Up => Tilt < 0.1f; [Total] public float Scaled => Clamp(WeightedSum * Step.Seconds, 0f, 100f);", "",
        "'Up' is paid when its condition becomes true, but is scaled by the length of a step (0.02 s): 0.1 instead of 5 (add it to the total without the factor)");

    [Fact]
    public Task LevelDividedByTheStep() => Verify(
        "[Term(1)] public float Upright => [|Exp(-Tilt) / Step.Seconds|]; [Penalty(1)] public float Leaning => [|Tilt / Step.Seconds|];", "",
        "'Exp(-Tilt)' is a level, not a change, and is divided by the length of a step: it is in [0.0408, 1], and in [2.04, 50] after it (divide the difference to Previous, or leave out Step.Seconds)",
        "'Tilt' is a level, not a change, and is divided by the length of a step: it is in [0, 3.2], and in [0, 160] after it (divide the difference to Previous, or leave out Step.Seconds)");

    [Fact]
    public Task WhatLastsPasses() => Verify(
        "[Term(1)] public float Alive => 1f; [Term(1)] public bool Upright => Tilt < 0.1f; [Term(1)] public float Kernel => Exp(-Tilt); [Penalty(1)] public float Change => Square(Tilt - Previous.Tilt);", PerSecond);

    [Fact]
    public Task RatesAndDifferencesPass() => Verify(
        "[Signal(-1, 1)] public float Moved { get; init; } [Term(1)] public float Speed => (Tilt - Previous.Tilt) / Step.Seconds; [Term(1)] public float Other => Moved / Step.Seconds; [Term(1)] public float Alive => 1f * Step.Seconds;", "");

    [Fact]
    public Task MultipliedAndDividedPasses() => Verify("[Penalty(10)] public float Fall => (Fallen ? 1f : 0f) / Step.Seconds;", PerSecond);

    [Fact]
    public Task NeverScaledPasses() => Verify(
        "[Termination(EpisodeEnd.Failure, Reward = -10)] public bool Lost => Tilt > 3f; [Bonus(5, RepeatPolicy.Once)] public bool First => Tilt < 0.1f; [Penalty(10, Rate = PayRate.PerStep)] public bool Fall => Fallen;", PerSecond);

    [Fact]
    public Task PerStepPasses() => Verify("[Penalty(10)] public bool Fall => Fallen; [Term(5), Once] public bool First => Tilt < 0.1f;", "");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("[Penalty(10)] public bool Fall => Fallen;", PerSecond), new Dictionary<string, ReportDiagnostic> { ["RWD4008"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD4008");

    [Fact]
    public Task Fix() => FixVerifier.VerifyAsync(
        Source("[Penalty(10)] public bool Fall => Fallen;", PerSecond), Source("[Penalty(10, Rate = PayRate.PerStep)] public bool Fall => Fallen;", PerSecond), new PayPerStepFix());

    [Fact]
    public Task FixOfAWrittenRate() => FixVerifier.VerifyAsync(
        Source("[Penalty(10, Rate = PayRate.PerSecond)] public bool Fall => Fallen;", ""), Source("[Penalty(10, Rate = PayRate.PerStep)] public bool Fall => Fallen;", ""), new PayPerStepFix());

    [Fact]
    public Task NoFixInTheBody() => FixVerifier.VerifyNoneAsync(Source("[Penalty(10)] public float Fall => (Fallen ? 1f : 0f) * Step.Seconds;", ""), new PayPerStepFix());

    [Fact]
    public Task AnEventThatMayLastPassesAndOneThatEndsDoesNot() => Verify("[Penalty(10)] public bool Leaning => Tilt > 0.9f; [[|Penalty(10)|]] public bool Fall => Tilt > 1.1f;", PerSecond);

    private static Task<Analysis> Verify(string members, string rate, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members, rate), "RWD4008", messages);

    private static string Source(string members, string rate) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02" + rate + ")] public sealed partial class Walker { [Signal(0, 3.2, Unit = \"rad\")] public float Tilt { get; init; } "
        + "[Termination(EpisodeEnd.Failure)] public bool Fallen => Tilt > 1f; " + members + " }";
}
