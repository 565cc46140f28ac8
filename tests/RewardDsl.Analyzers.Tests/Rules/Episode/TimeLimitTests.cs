using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3007: the end of the time as an end of the task, for a policy that does not see the time.</summary>
public sealed class TimeLimitTests
{
    private const string Terminates = "Discount = 0.99, Horizon = 400, [|TimeLimit = TimeLimitKind.Terminates|]";

    private const string Truncates = "Discount = 0.99, Horizon = 400, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05";

    private const string Counter = "[State(0)] public float Count => Min(Previous.Count + 1f, 400f); ";

    [Fact]
    public async Task AHiddenLimit()
    {
        Analysis analysis = await Verify(
            Terminates,
            "",
            "The time limit terminates, but no observed signal tells how much time is left: a state near step 400 looks as it does at the start and is worth less. Let it truncate, or declare a signal of the time left with its Unit");
        Assert.Equal(("RWD3007", DiagnosticSeverity.Warning), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
    }

    [Fact]
    public async Task SignalsOfTimePass()
    {
        string terminates = Terminates.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal) + ", StepSeconds = 0.05";
        await Verify(terminates, "[Signal(0, 60, Unit = \"s\")] public float Left { get; init; }");
        await Verify(terminates, "[Signal(0, 1, Unit = \"min\")] public float Left { get; init; }");
        await Verify(terminates, "[Signal(0, 500, Unit = \"steps\")] public int Left { get; init; }");
        await Verify(terminates, "[Signal(0, 400)] public int Count { get; init; }");
        await Verify(terminates, "[Signal(0, 20)] public float Left { get; init; }");
    }

    [Fact]
    public async Task OtherSignalsDoNotTellTheTime()
    {
        await Verify(Terminates, "[Signal(0, 60, Unit = \"s\", Observed = false)] public float Left { get; init; }");
        await Verify(Terminates, "[Signal(0, 60, Unit = \"s\", Privileged = true)] public float Left { get; init; }");
        await Verify(Terminates, "[Signal(0, 300)] public float Left { get; init; }");
        await Verify(Terminates, "[Signal(0, 400), Action] public float Force { get; init; }");
        await Verify(Terminates, "[Signal(0, 60, Unit = \"m\")] public float Left { get; init; }");
    }

    [Fact]
    public async Task AnEndThatCounts()
    {
        Analysis analysis = await Verify(
            Truncates,
            Counter + "[[|Termination(EpisodeEnd.Failure, Reward = -5)|]] public bool Over => Count >= 400f;",
            "'Over' ends the episode by time alone, which no observed signal tells: what would follow counts as nothing, and -5 is paid for running out of time. Declare it as TimeLimit = TimeLimitKind.Truncates, or a signal of the time left with its Unit");
        Assert.Equal("RWD3007", Assert.Single(analysis.Findings).Id);
        await Verify(
            "Discount = 0.99",
            Counter + "[[|Termination(EpisodeEnd.Success)|]] public bool Over => Count >= 400f;",
            "'Over' ends the episode by time alone, which no observed signal tells: what would follow counts as nothing. Declare it as Horizon with TimeLimit = TimeLimitKind.Truncates, or a signal of the time left with its Unit");
        await Verify(Truncates, "[Signal(0, 20, Observed = false)] public float Time { get; init; } [[|Termination(EpisodeEnd.Failure)|]] public bool Over => Time > 19.9f;");
    }

    /// <summary>How long something has lasted depends on what the agent does.</summary>
    [Fact]
    public async Task OtherEndsPass()
    {
        await Verify(Truncates, Counter + "[Termination(EpisodeEnd.Failure)] public bool Over => Count >= 400f && Speed < 0f;");
        await Verify(Truncates, "[State(0)] public float Stuck => Abs(Speed) < 0.1f ? Min(Previous.Stuck + 1f, 400f) : 0f; [Termination(EpisodeEnd.Failure)] public bool Over => Stuck >= 100f;");
        await Verify(Truncates, "[Signal(0, 60, Unit = \"s\", Observed = false)] public float Stuck { get; init; } [Termination(EpisodeEnd.Failure)] public bool Over => Stuck > 3f;");
        await Verify(Truncates, Counter + "[Signal(0, 400, Unit = \"steps\")] public int Left { get; init; } [Termination(EpisodeEnd.Failure)] public bool Over => Count >= 400f;");
        await Verify(Truncates, Counter + "[Termination(EpisodeEnd.Failure)] public bool Lost => Speed < -2f;");
    }

    [Fact]
    public async Task WithoutAnEpisodePasses()
    {
        await Verify("Rate = PayRate.PerStep", Counter + "[Termination(EpisodeEnd.Failure)] public bool Over => Count >= 400f;");
        await Verify("Discount = 0.99, Horizon = 1, TimeLimit = TimeLimitKind.Terminates", "");
        await Verify("Consumer = RewardConsumer.Filter, Horizon = 4, TimeLimit = TimeLimitKind.Terminates", "");
    }

    [Fact]
    public Task TheBaseSaysItOnce() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec(" + Terminates + ")] public partial class Base { [Signal(-3, 3)] public float Speed { get; init; } [Term(1)] public float Forward => Speed; } [RewardSpec(Rate = PayRate.PerStep)] public partial class Derived : Base { }", "RWD3007");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("Horizon = 400, TimeLimit = TimeLimitKind.Terminates", ""), new Dictionary<string, ReportDiagnostic> { ["RWD3007"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD3007");

    private static Task<Analysis> Verify(string contract, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(contract, members), "RWD3007", messages);

    private static string Source(string contract, string members) =>
        Walker.Usings + "[RewardSpec(" + contract + ")] public sealed partial class Walker { [Signal(-3, 3)] public float Speed { get; init; } [Term(1)] public float Forward => Speed; " + members + " }";
}
