using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD5003: terms that stop paying where the goal is reached.</summary>
public sealed class GateAtGoalTests
{
    /// <summary>Sweep of Meta-World, first version: pushing is paid within reach of the block, which success puts out of reach.</summary>
    private const string Sweep =
        "[Signal(0, 1)] public float Reach { get; init; } [Signal(-0.5, 0.5)] public float ObjectZ { get; init; } [Signal(0, 0.7)] public float Push { get; init; } "
        + "[Assume] public bool GripperStaysAbove => Reach >= -ObjectZ; [Goal] public bool Swept => ObjectZ < -0.05f; [Gate] public bool InReach => Reach < 0.05f; ";

    [Fact]
    public async Task SweepOfMetaWorld()
    {
        Analysis analysis = await Verify(
            Sweep + "[[|Term(1000, Gate = nameof(InReach))|]] public float Pushing => 0.7f - Push;",
            "'Pushing' stops paying where the goal 'Swept' is reached: its gate 'InReach' is closed there; it pays up to 700 a step before, and nothing at the goal pays as much");
        Assert.Equal(("RWD5003", DiagnosticSeverity.Error), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
    }

    [Fact]
    public Task AChoiceInTheBody() => Verify(
        Sweep + "[Term(1000)] public float [|Pushing|] => Reach < 0.05f ? 0.7f - Push : 0f;",
        "'Pushing' stops paying where the goal 'Swept' is reached: it pays up to 700 a step before, and nothing at the goal pays as much");

    [Fact]
    public Task ATruthValue() => Verify("[Signal(0, 1)] public float D { get; init; } [Goal] public bool There => D < 0.1f; [Term(1)] public bool [|Searching|] => D > 0.2f;");

    [Fact]
    public Task AWeakBonus() => Verify(
        "[Signal(0, 1)] public float D { get; init; } [Goal] public bool There => D < 0.1f; [Gate] public bool Away => D >= 0.1f; [[|Term(2, Gate = nameof(Away))|]] public float A => D; [Bonus(1, RepeatPolicy.WhileTrue)] public bool B => D < 0.1f;");

    [Fact]
    public Task ASoftGate() => Verify(
        "[Signal(0, 1)] public float D { get; init; } [Goal] public bool There => D < 0.1f; [Gate] public float Away => Saturate((D - 0.2f) * 4f); [[|Term(2, Gate = nameof(Away))|]] public float A => 1f;");

    [Fact]
    public Task GoalThatPaysAsMuchPasses() => Verify(
        "[Signal(0, 1)] public float D { get; init; } [Goal] public bool There => D < 0.1f; [Gate] public bool Away => D >= 0.1f; [Term(1, Gate = nameof(Away))] public float A => D; [Bonus(1, RepeatPolicy.WhileTrue)] public bool B => D < 0.1f;");

    [Fact]
    public Task TerminalGoalWithItsOwnPayoffPasses() => Verify(
        "[Signal(0, 1)] public float D { get; init; } [Goal, Termination(EpisodeEnd.Success, Reward = 10)] public bool There => D < 0.1f; [Term(1)] public bool A => D >= 0.1f;");

    [Fact]
    public Task PhasesPass() => Verify(
        "[Signal(0, 1)] public float D { get; init; } [Signal(0, 1)] public float H { get; init; } [Signal] public bool Held { get; init; } [Goal] public bool Lifted => Held && H > 0.3f; "
        + "[Gate] public bool Grasped => Held; [Gate] public bool Free => !Held; [Term(1, Gate = nameof(Free))] public float Reach => 1f - Tanh(D / 0.1f); [Term(15, Gate = nameof(Grasped))] public float Lift => H;");

    [Fact]
    public Task OtherTermsPass() => Verify(
        "[Signal(0, 1)] public float D { get; init; } [Signal] public float Free { get; init; } [Signal] public bool Ready { get; init; } [Goal] public bool There => D < 0.1f; "
        + "[Term(1)] public float Near => Exp(-D); [Penalty(1)] public bool Far => D > 0.5f; [Term(1)] public float Minus => -D; [Term(1)] public float Open => Free; [Gate] public bool G => Ready; [Term(1, Gate = nameof(G))] public float H => D;");

    [Fact]
    public Task MetaWorldReachPasses() => Verify(
        "[Signal(0, 2)] public float D { get; init; } [Goal] public bool There => D <= 0.05f; [Term(10)] public float A => Tolerance(D, 0f, 0.05f, 0.2f, SigmoidKind.LongTail);");

    [Fact]
    public Task SparseTaskPasses() => Verify("[Signal(0, 2)] public float D { get; init; } [Goal] public bool There => D <= 0.05f; [Term(1)] public bool A => D <= 0.05f;");

    [Fact]
    public async Task BoundaryPasses()
    {
        const string Spec = "[Signal(0, 1)] public float D { get; init; } [Goal] public bool There => D < 0.1f; ";
        await Verify(Spec + "[Gate] public bool G => D < 0.2f; [Term(1, Gate = nameof(G))] public float A => D;");
        await Verify(Spec + "[Gate] public bool G => D >= 0.1f; [[|Term(1, Gate = nameof(G))|]] public float A => D;");
    }

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source(Sweep + "[Term(1000, Gate = nameof(InReach))] public float Pushing => 0.7f - Push;"), new Dictionary<string, ReportDiagnostic> { ["RWD5003"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD5003");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD5003", messages);

    private static string Source(string members) => Walker.Usings + "[RewardSpec] public sealed partial class Walker { " + members + " }";
}
