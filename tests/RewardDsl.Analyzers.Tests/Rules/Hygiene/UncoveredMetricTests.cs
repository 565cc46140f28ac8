using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD9004: metrics, aims and goals that the reward does not know, and signals that nothing reads.</summary>
public sealed class UncoveredMetricTests
{
    private const string Jerk = "[Signal(0, 9)] public float Jerk { get; init; } ";

    [Fact]
    public async Task MetricThatIsNotPaid()
    {
        // HalfCheetah runs on its back: posture is no part of the reward.
        Analysis analysis = await Verify(
            "[Signal(-1, 1)] public float UpZ { get; init; } [Metric] public bool [|Upright|] => UpZ > 0.5f;",
            "The metric 'Upright' is not part of the reward: nothing that is paid, limited or ends the episode depends on 'UpZ', so the agent gives it up for anything that pays");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("UpZ", analysis.Findings[0].Properties["signals"]);
    }

    [Fact]
    public Task MetricOnASignal() => Verify("[Signal(0, 9), Metric] public float [|Jerk|] { get; init; }");

    [Fact]
    public async Task MetricThatNeedsMore()
    {
        Analysis analysis = await Verify(
            Jerk + "[Metric] public bool [|Good|] => Speed > 1f && Jerk < 1f;", "The metric 'Good' also needs 'Jerk': nothing that is paid, limited or ends the episode depends on it");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task MetricOfEarlierSteps() => Verify(Jerk + "[State(0)] float Worst => Max(Previous.Worst, Jerk); [Metric] public float [|Comfort|] => -Worst;");

    [Fact]
    public Task TermWithoutEffectDoesNotCover() => Verify(Jerk + "[Metric] public float [|Comfort|] => -Jerk; [Term(1)] public float A => Min(Jerk, -1f);");

    [Fact]
    public Task AnotherMetricDoesNotCover() => Verify(Jerk + "[Metric] public float [|Comfort|] => -Jerk; [Metric] public float [|Rough|] => Square(Jerk);");

    [Fact]
    public async Task AimThatIsNotPaid()
    {
        Analysis analysis = await Verify(
            "[Signal(0, 9), Aim(AimKind.Lower)] public float [|Jerk|] { get; init; }", "'Jerk' has an aim, but nothing that is paid, limited or ends the episode depends on 'Jerk'");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task AimOfAHelper() => Verify(Jerk + "[Aim(AimKind.Lower)] float [|Rough|] => Square(Jerk);");

    [Fact]
    public Task GoalThatPaysNothing() => AnalyzerVerifier.VerifyAsync(
        Source(
            "[Signal] public bool Hit { get; init; } [Signal] public bool Lap { get; init; } [Bonus(1, RepeatPolicy.EachRise)] public bool Score => Hit; [Goal] public bool [|Finished|] => Lap;",
            ""),
        "RWD9004",
        "Reaching the goal 'Finished' changes nothing: nothing that is paid, limited or ends the episode depends on 'Lap'");

    [Fact]
    public async Task SignalThatNothingReads()
    {
        Analysis analysis = await Verify("[Signal(0, 1)] public float [|Wind|] { get; init; } [Signal(-1, 1), Action] public float [|Push|] { get; init; }", "Nothing reads the signal 'Wind'", "Nothing reads the action 'Push'");
        Assert.All(analysis.Findings, static f => Assert.Equal(DiagnosticSeverity.Info, f.Severity));
    }

    [Fact]
    public Task CoveredMetricsPass() => Verify(
        Jerk + "[Metric] public float Comfort => -Jerk; [Cost(1)] public float Rough => Jerk; [Metric] public float Fast => Speed; [Aim(AimKind.Higher)] float Quick => Speed; "
        + "[Signal(-1, 1)] public float UpZ { get; init; } [Metric] public float Upright => UpZ; [Termination(EpisodeEnd.Failure)] public bool Fallen => UpZ < 0f; "
        + "[Signal(0, 2)] public float Gap { get; init; } [Metric] public float Closest => Gap; [Gate] public bool Far => Gap > 1f; [Term(1, Gate = nameof(Far))] public float A => 1f; "
        + "[Signal(0, 2)] public float Load { get; init; } [Metric] public float Loaded => Load; [State(0)] float Most => Max(Previous.Most, Load); [Penalty(0.1)] public float B => Most;");

    [Fact]
    public Task LoggedMetricsPass() => Verify(Jerk + "[Metric(LogOnly = true)] public float Comfort => -Jerk; [State(0)] float Steps => Previous.Steps + 1f; [Metric] public float Length => Steps;");

    [Fact]
    public Task WhatNobodyChangesPasses() => Verify("[Signal(0, 9, WritableBy = WriterKind.Nobody)] public float Level { get; init; } [Metric] public float Hardness => Level; [Metric] public float Both => Level * Speed;");

    [Fact]
    public Task GoalWithTermsIsAnotherFinding() => Verify("[Signal] public bool Lap { get; init; } [Goal] public bool Finished => Lap;");

    [Fact]
    public Task ReadSignalsPass() => Verify(Jerk + "float Twice => Jerk * 2f; [Signal(0, 1)] public float Wind { get; init; } public float Logged() => Wind; [Signal(0, 1)] public float Drag { get; init; } public float Shown => Drag;");

    [Fact]
    public Task SignalsOfDerivedSpecsPass() => AnalyzerVerifier.VerifyAsync(
        Source(Jerk).Replace("sealed ", "", System.StringComparison.Ordinal) + "[RewardSpec] public sealed partial class Runner : Walker { [Penalty(1)] public float Rough => Jerk; }", "RWD9004");

    [Fact]
    public Task WhatPaysNothingYetPasses() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec] public sealed partial class {|RWD0023:Walker|} { [Signal(-3, 3)] public float Speed { get; init; } [Metric] public float Fast => Speed; float Slow => Speed; }", "RWD9004");

    [Fact]
    public async Task Suppressed() =>
        Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(Source(Jerk), new Dictionary<string, ReportDiagnostic> { ["RWD9004"] = ReportDiagnostic.Suppress })).Findings);

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD9004", messages);

    private static string Source(string members, string speed = "[Signal(-3, 3)] public float Speed { get; init; } [Term(1)] public float Forward => Speed; ") =>
        Walker.Usings + "[RewardSpec] public sealed partial class Walker { " + speed + members + " }\n";
}
