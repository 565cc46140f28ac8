using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD6004: tolls, and incomes for staying alive.</summary>
public sealed class MonitorPaymentTests
{
    private const string Drive = "[Term(1)] public float Forward => Speed; ";

    /// <summary>G !crash, paid once, with all rewards going on.</summary>
    [Fact]
    public async Task AToll()
    {
        Analysis analysis = await Verify(
            Drive + "[[|Constraint(Penalty = 10)|]] public Formula Safe => Always(!Crashed);",
            "Once 'Safe' has failed for good it costs nothing more: 10 once, while the episode goes on and can pay 30 a step, 3000 discounted at γ = 0.99: it is a toll. Let it end the episode (Hard = true), or cost 3000");
        Assert.Equal((DiagnosticSeverity.Warning, "3000"), (Own(analysis)[0].Severity, Own(analysis)[0].Properties["breakEven"]));
    }

    [Fact]
    public async Task TheBreakEven()
    {
        await Verify(Drive + "[Constraint(Penalty = 3000)] public Formula Safe => Always(!Crashed);");
        await Verify(Drive + "[[|Constraint(Penalty = 2999)|]] public Formula Safe => Always(!Crashed);");
    }

    [Fact]
    public async Task WhereItEndsOrGoesOnCosting()
    {
        await Verify(Drive + "[Constraint(Penalty = 10, Hard = true)] public Formula Safe => Always(!Crashed);");
        await Verify(Drive + "[Constraint(Penalty = 10)] public Formula Safe => Always(!Crashed); [Termination(EpisodeEnd.Failure)] public bool Crash => Crashed;");
        await Verify(Drive + "[Constraint(Penalty = 10, Pay = FormulaPay.EachStep)] public Formula Safe => Always(!Crashed);");
        await Verify(Drive + "[Constraint(Penalty = 10)] public Formula Seen => Always(Eventually(Crashed));");
        await Verify("[Penalty(1)] public float Effort => Speed; [Constraint(Penalty = 10)] public Formula Safe => Always(!Crashed);");
        await Verify(Drive + "[Objective(Reward = 10, Penalty = 1)] public Formula Before => Until(Speed < 1f, Crashed);");
    }

    /// <summary>G safe, paid at each step: survival is an income.</summary>
    [Fact]
    public async Task AnIncome()
    {
        const string Alive = "[Term(0.01)] public float Forward => Speed; [[|Objective(Reward = 0.5, Pay = FormulaPay.EachStep)|]] public Formula Safe => Always(!Crashed);";
        await Verify(Alive, "'Safe' pays 0.5 at each step as long as it has not failed, 50 discounted at γ = 0.99 for staying alive; all else pays at most 30: pay it when it is decided, or at most 0.149 a step");
        await Verify(Unmarked(Alive.Replace("0.5,", "0.14,", StringComparison.Ordinal)));
        await Verify(Unmarked(Alive + " [Goal(Kind = GoalKind.Survive)] public bool Up => !Crashed;"));
        await Verify(Unmarked(Alive.Replace(", Pay = FormulaPay.EachStep", "", StringComparison.Ordinal)));
        await Verify(Unmarked(Alive.Replace("Always(!Crashed)", "Eventually(Crashed)", StringComparison.Ordinal)));
        await Verify(Unmarked(Alive) + " [Objective(Reward = 100)] public Formula Task => Eventually(Speed > 29f);");
    }

    /// <summary>u0 to u1 pays 1, back nothing, the end 5.</summary>
    [Fact]
    public async Task ALoopThatPays()
    {
        const string Loop = "public enum Place { Out, In, Done } [Signal] public bool AtA { get; init; } [Signal] public bool AtB { get; init; } "
            + "[RewardMachine(Place.Out, Final = [Place.Done], EndsEpisode = true, Observed = true)] [[|Transition(Place.Out, Place.In, When = nameof(AtA), Reward = 1)|]] "
            + "[Transition(Place.In, Place.Done, When = nameof(Crashed), Reward = 5)] [Transition(Place.In, Place.Out, When = \"AtB & !Crashed\")] public partial Place Way { get; }";
        Analysis analysis = await Verify(
            Loop, "Going round Out → In → Out pays 0.5 a step, 50 discounted at γ = 0.99, and 'Way' pays at most 6 on a way to its end: let the loop pay nothing in sum, or pay more at the end");
        Assert.Equal(DiagnosticSeverity.Error, Own(analysis)[0].Severity);
        await Verify(Unmarked(Loop.Replace("Reward = 5", "Reward = 50", StringComparison.Ordinal)));
        await Verify(Unmarked(Loop.Replace("!Crashed\")", "!Crashed\", Reward = -1)", StringComparison.Ordinal)));
        await Verify(Unmarked(Loop.Replace("Final = [Place.Done], EndsEpisode = true, ", "", StringComparison.Ordinal)));
        await Verify(Unmarked(Loop.Replace("Reward = 5", "Reward = -5", StringComparison.Ordinal)));
        await Verify(Unmarked(Loop + " [Goal(Resampled = true)] public bool Found => AtA;"));
    }

    [Fact]
    public async Task WithoutAnEpisodePasses() =>
        await AnalyzerVerifier.VerifyAsync(Source("Rate = PayRate.PerStep", Drive + "[Constraint(Penalty = 10)] public Formula Safe => Always(!Crashed);"), "RWD6004");

    [Fact]
    public async Task Suppressed() => Assert.Empty(Own(await AnalyzerVerifier.AnalyzeAsync(
        Source(Contract, Drive + "[Constraint(Penalty = 10)] public Formula Safe => Always(!Crashed);"), new Dictionary<string, ReportDiagnostic> { ["RWD6004"] = ReportDiagnostic.Suppress })));

    private const string Contract = "Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates";

    private static List<Diagnostic> Own(Analysis analysis) => [.. analysis.Findings.Where(static f => f.Id == "RWD6004")];

    private static string Unmarked(string source) => source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(Contract, members), "RWD6004", messages);

    private static string Source(string contract, string members) =>
        Walker.Usings + "[RewardSpec(" + contract + ")] public sealed partial class Walker { [Signal(0, 30)] public float Speed { get; init; } [Signal] public bool Crashed { get; init; } " + members + " }\n";
}
