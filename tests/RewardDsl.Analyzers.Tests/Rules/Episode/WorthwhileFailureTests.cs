using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3001: failures that are worth more than going on.</summary>
public sealed class WorthwhileFailureTests
{
    private const string Contract = "Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates";

    private const string Time = "[Penalty(1)] public float Time => 1f; ";

    [Fact]
    public async Task FailingAtOnceIsBest()
    {
        Analysis analysis = await Verify(
            Time + "[[|Termination(EpisodeEnd.Failure)|]] public bool Crash => Hit;",
            "Failing by 'Crash' pays -1 once, what the terms pay at that step included; going on pays at most -1 a step, -100 discounted at γ = 0.99: it has to pay less, as Reward = -99.1");
        Diagnostic finding = Assert.Single(analysis.Findings);
        Assert.Equal(("RWD3001", DiagnosticSeverity.Error), (finding.Id, finding.Severity));
        Assert.Equal(("-99.1", "Crash"), (finding.Properties["breakEven"], finding.Properties["member"]));
    }

    /// <summary>An agent that finds the gate does better: until then, failing is best.</summary>
    [Fact]
    public async Task ASuccessMakesItAWarning()
    {
        const string Success = "[Goal, Termination(EpisodeEnd.Success, Reward = 300)] public bool Done => Distance < 0.1f; ";
        Assert.Equal([DiagnosticSeverity.Warning], (await Verify(Time + Success + "[[|Termination(EpisodeEnd.Failure)|]] public bool Crash => Hit;")).Findings.Select(static f => f.Severity));
        Assert.Equal([DiagnosticSeverity.Error], (await Verify(Time + Success.Replace("300", "-1", System.StringComparison.Ordinal) + "[[|Termination(EpisodeEnd.Failure)|]] public bool Crash => Hit;")).Findings.Select(static f => f.Severity));
        Assert.Equal([DiagnosticSeverity.Warning], (await Verify(Time + "[Term(2), Progress] public float Near => -Distance; [[|Termination(EpisodeEnd.Failure)|]] public bool Crash => Hit;")).Findings.Select(static f => f.Severity));
    }

    [Fact]
    public async Task Boundary()
    {
        const string Replacing = Time + "[[|Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)|]] public bool Crash => Hit;";
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single((await Verify(Replacing)).Findings).Severity);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single((await Verify(Replacing.Replace("-100", "-99", System.StringComparison.Ordinal))).Findings).Severity);
        await Verify(Replacing.Replace("-100", "-101", System.StringComparison.Ordinal).Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal));
        await Verify(Time + "[Termination(EpisodeEnd.Failure, Reward = -99.5)] public bool Crash => Hit;");
        await Verify(Time + "[[|Termination(EpisodeEnd.Failure, Reward = -98.5)|]] public bool Crash => Hit;");
    }

    /// <summary>The traffic reward of the page: costs alone, and 0 after a crash. It needs no length of the episode.</summary>
    [Fact]
    public async Task NothingPaysAndFailingIsFree()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("Rate = PayRate.PerStep", "[Penalty(1)] public float Late => Distance; [[|Termination(EpisodeEnd.Failure, Replaces = true)|]] public bool Crash => Hit;"),
            "RWD3001",
            "Failing by 'Crash' pays 0 once; going on pays at most 0 a step");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings, static f => f.Id == "RWD3001").Severity);
        await Verify(
            "[Penalty(1)] public float Late => Distance; [[|Termination(EpisodeEnd.Failure, Replaces = true)|]] public bool Crash => Hit;",
            "Failing by 'Crash' pays 0 once; going on pays at most 0 a step: with Reward = -200 no step is worse");
    }

    [Fact]
    public async Task AScenarioThatCosts()
    {
        const string Robot = "[Term(1)] public float Track => Exp(-Square(1f - Speed) / 0.25f); [Penalty(1)] public float Far => Distance; [[|Termination(EpisodeEnd.Failure, Reward = -20)|]] public bool Fallen => Hit; "
            + "[Scenario(ScenarioKind.Start)] static Walker First => new() { Distance = 1.5f, Speed = 2f };";
        Analysis analysis = await Verify(
            Robot,
            "Failing by 'Fallen' pays -21.5 once, what the terms pay at that step included; the scenario 'First' pays -1.48 a step, -148 discounted at γ = 0.99: it has to pay less, as Reward = -147");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        await Verify(Unmarked(Robot.Replace("-20", "-160", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Robot.Replace("ScenarioKind.Start", "ScenarioKind.Exploit", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Robot.Replace("Distance = 1.5f", "Distance = 0", System.StringComparison.Ordinal)));
        await Verify(Unmarked(Robot.Replace("Distance = 1.5f", "Distance = 1.5f, Hit = true", System.StringComparison.Ordinal)));
    }

    /// <summary>A crash is to be worse than staying parked.</summary>
    [Fact]
    public async Task DoingNothingThatCosts()
    {
        const string Car = "[Term(0.1)] public float Drive => Speed; [Penalty(0.1)] public float Time => 1f; ";
        Analysis analysis = await Verify(
            Car + "[[|Termination(EpisodeEnd.Failure, Reward = -5)|]] public bool Crash => Hit;",
            "Failing by 'Crash' pays -5.1 once, what the terms pay at that step included; doing nothing pays at most -0.1 a step, -10 discounted at γ = 0.99: it has to pay less, as Reward = -9.91");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        await Verify(Car + "[Termination(EpisodeEnd.Failure, Reward = -10)] public bool Crash => Hit;");
    }

    [Fact]
    public async Task AFasterCrashPaysMore()
    {
        const string Kart = "[Signal(0, 18), Aim(AimKind.Lower)] public float Impact { get; init; } [Term(1)] public float Drive => Hit ? 5f * (Impact / 18f) : 1f - Distance / 4f; ";
        await Verify(
            Kart + "[[|Termination(EpisodeEnd.Failure, Reward = -10)|]] public bool Crash => Hit;",
            "Failing by 'Crash' pays more the higher 'Impact' is, which should be low");
        await Verify(Kart.Replace("AimKind.Lower", "AimKind.Higher", System.StringComparison.Ordinal) + "[Termination(EpisodeEnd.Failure, Reward = -10)] public bool Crash => Hit;");
        await Verify(Kart.Replace("5f *", "-5f *", System.StringComparison.Ordinal) + "[Termination(EpisodeEnd.Failure, Reward = -10)] public bool Crash => Hit;");
        await Verify(Kart + "[Termination(EpisodeEnd.Failure, Reward = -10, Replaces = true)] public bool Crash => Hit;");

        // What pays more everywhere is another rule's finding.
        await Verify("[Signal(0, 18), Aim(AimKind.Lower)] public float Impact { get; init; } [Term(1)] public float Drive => Impact; [Termination(EpisodeEnd.Failure, Reward = -10)] public bool Crash => Hit;");
    }

    /// <summary>Gymnasium Pendulum and MountainCar and their kind: costs without a failure.</summary>
    [Fact]
    public async Task CostsWithoutAFailurePass()
    {
        await Verify(Time);
        await Verify(Time + "[Goal, Termination(EpisodeEnd.Success)] public bool Done => Distance < 0.1f;");
        await Verify(Time + "[State(0)] public float Steps => Min(Previous.Steps + 1f, 1000f); [Termination(EpisodeEnd.Failure)] public bool Over => Steps >= 400f;");
    }

    [Fact]
    public async Task WhatPaysToGoOnPasses()
    {
        await Verify("[Term(1)] public float Alive => 1f; [Penalty(0.4)] public float Far => Distance; [Termination(EpisodeEnd.Failure)] public bool Crash => Hit;");
        await AnalyzerVerifier.VerifyAsync(
            Source(Contract, "[Penalty(1)] public float Far => Distance; [Termination(EpisodeEnd.Failure)] public bool Crash => Hit;").Replace("[RewardSpec", "[Clamp(0, 5)] [RewardSpec", System.StringComparison.Ordinal), "RWD3001");
        await AnalyzerVerifier.VerifyAsync(Source("Consumer = RewardConsumer.Filter", Time + "[Termination(EpisodeEnd.Failure)] public bool Crash => Hit;"), "RWD3001");
        await AnalyzerVerifier.VerifyAsync(Source("Discount = 0.9, Horizon = 1, TimeLimit = TimeLimitKind.Truncates", Time + "[Termination(EpisodeEnd.Failure)] public bool Crash => Hit;"), "RWD3001");
    }

    [Fact]
    public async Task SaysWhatIsMissing()
    {
        await AnalyzerVerifier.VerifyAsync(
            Source("Rate = PayRate.PerStep", Time + "[Termination(EpisodeEnd.Failure, Reward = -10)] public bool Crash => Hit;", "[|Walker|]"),
            "RWD9007",
            "Rules stay silent on 'Walker' for want of facts: Discount or Horizon in [RewardSpec] (RWD3001)");
        await AnalyzerVerifier.VerifyAsync(
            Source(Contract, "[Term(1)] public float Near => 1f - Distance; [Termination(EpisodeEnd.Failure, Reward = -10)] public bool Crash => Hit;", "[|Walker|]"),
            "RWD9007",
            "Rules stay silent on 'Walker' for want of facts: a [Scenario] of kind Idle or Start (RWD3001)");
    }

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(
            Source(Contract, Time + "[Termination(EpisodeEnd.Failure)] public bool Crash => Hit;"), new Dictionary<string, ReportDiagnostic> { ["RWD3001"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD3001");

    private static string Unmarked(string members) => members.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal);

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(Contract, members), "RWD3001", messages);

    private static string Source(string contract, string members, string name = "Walker") => Walker.Usings + "[RewardSpec(" + contract + ")] public sealed partial class " + name + " { "
        + "[Signal(0, 2, Unit = \"m\")] public float Distance { get; init; } [Signal(-3, 3, Unit = \"m/s\")] public float Speed { get; init; } [Signal] public bool Hit { get; init; } " + members + " }";
}
