using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD6007: transitions of a reward machine that hold at once, and what of it is never reached.</summary>
public sealed class MachineGuardTests
{
    private const string Ways = "[Transition(Job.Loaded, Job.Done, When = nameof(Office), Reward = 1)] ";

    private const string Told = "'Work': in state 'Loaded' 'Office' and 'Vase' can hold at once: the first, to 'Done', wins over this one, to 'Broke'; write When = \"Vase & !Office\" here, or exclude this one there";

    [Fact]
    public async Task TwoThatCanHoldAtOnce()
    {
        Analysis analysis = await Verify(Ways + "[[|Transition(Job.Loaded, Job.Broke, When = nameof(Vase))|]]", Told);
        Diagnostic found = Assert.Single(Own(analysis));
        Assert.Equal((DiagnosticSeverity.Error, "Office & Vase", "Vase & !Office"), (found.Severity, found.Properties["witness"], found.Properties["guard"]));
    }

    [Fact]
    public async Task GuardsThatExcludeEachOther()
    {
        await Verify(Ways + "[Transition(Job.Loaded, Job.Broke, When = \"Vase & !Office\")]");
        await Verify("[Transition(Job.Loaded, Job.Done, When = nameof(Far))] [Transition(Job.Loaded, Job.Broke, When = nameof(Near))]", "Far => X > 5", "Near => X < 5");
    }

    /// <summary>They meet at one number.</summary>
    [Fact]
    public Task RangesThatTouch() => Verify(
        "[Transition(Job.Loaded, Job.Done, When = nameof(Far))] [[|Transition(Job.Loaded, Job.Broke, When = nameof(Near))|]]",
        "Far => X >= 5", "Near => X <= 5", "'Work': in state 'Loaded' 'Far' and 'Near' can hold at once: the first, to 'Done', wins over this one, to 'Broke'; write When = \"Near & !Far\" here, or exclude this one there");

    /// <summary>Cells of a grid: several of each kind, none of both.</summary>
    [Fact]
    public async Task Cells()
    {
        const string transitions = "[Transition(Job.Loaded, Job.Done, When = nameof(Far))] [Transition(Job.Loaded, Job.Broke, When = nameof(Near))]";
        await Verify(transitions, "Far => X == 8 && Y == 2", "Near => X == 4 && Y == 1");
        await Verify(transitions, "Far => (X == 8 && Y == 2) || (X == 2 && Y == 8)", "Near => (X == 2 && Y == 2) || (X == 8 && Y == 8)");
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Source(transitions, "Far => (X == 8 && Y == 2) || (X == 2 && Y == 8)", "Near => (X == 2 && Y == 2) || (X == 2 && Y == 8)"));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(Own(analysis)).Severity);
    }

    [Fact]
    public async Task TheSameElsewhereOrForTheSame()
    {
        await Verify("[Transition(Job.Loaded, Job.Broke, When = \"!Office & !Vase\")] " + Ways + "[Transition(Job.Loaded, Job.Done, When = nameof(Vase), Reward = 1)]");
        await Verify(
            "[Transition(Job.Loaded, Job.Broke, When = \"!Office & !Vase\")] " + Ways + "[[|Transition(Job.Loaded, Job.Done, When = nameof(Vase), Reward = 2)|]]",
            "'Work': in state 'Loaded' 'Office' and 'Vase' can hold at once: the first, to 'Done' for 1, wins over this one, to 'Done' for 2; write When = \"Vase & !Office\" here, or exclude this one there");
    }

    [Fact]
    public Task WithAWitness() => Verify(
        "[Transition(Job.Loaded, Job.Done, When = \"Office | Vase\")] [[|Transition(Job.Loaded, Job.Broke, When = \"!Office\")|]]",
        "'Work': in state 'Loaded' 'Office | Vase' and '!Office' can hold at once, at '!Office & Vase': the first, to 'Done', wins over this one, to 'Broke'; write When = \"!Office & !(Office | Vase)\" here, or exclude this one there");

    [Fact]
    public async Task NeverTaken()
    {
        await Verify(
            "[Transition(Job.Loaded, Job.Done)] [[|Transition(Job.Loaded, Job.Broke, When = nameof(Vase))|]]",
            "'Work': in state 'Loaded' each step and 'Vase' can hold at once: the first, to 'Done', wins over this one, to 'Broke', which is never taken; exclude this one there",
            "'Work': no way leads from 'Loaded' to 'Broke'");
        Analysis analysis = await Verify(
            Ways + "[Transition(Job.Loaded, Job.Broke, When = \"Vase & !Office\")] [[|Transition(Job.Loaded, Job.Broke, When = nameof(Far))|]]",
            "Far => X > 20", "'Work': in state 'Loaded' 'Far' never holds: the transition to 'Broke' is never taken");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(Own(analysis)).Severity);
        await Verify(
            Ways + "[Transition(Job.Loaded, Job.Broke, When = \"Vase & !Office\")] [[|Transition(Job.Loaded, Job.Done, When = \"Office & Vase\", Reward = 1)|]]",
            "'Work': in state 'Loaded' an earlier transition is taken whenever 'Office & Vase', and does the same: the one to 'Done' is never taken");
    }

    [Fact]
    public async Task StatesWithoutAWay()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Source(Ways));
        Assert.Equal("'Work': no way leads from 'Loaded' to 'Broke'", Assert.Single(Own(analysis)).GetMessage(null));
        analysis = await AnalyzerVerifier.AnalyzeAsync(Source(Ways + "[Transition(Job.Loaded, Job.Broke, When = \"Vase & !Office\")]").Replace("Final = [Job.Done, Job.Broke]", "Final = [Job.Done]", System.StringComparison.Ordinal));
        Assert.Equal(("'Work': no way leads to a final state from 'Broke'", DiagnosticSeverity.Warning), (Assert.Single(Own(analysis)).GetMessage(null), Own(analysis)[0].Severity));
    }

    /// <summary>What was before is not known in a state: a warning.</summary>
    [Fact]
    public async Task OfEarlierSteps()
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(Source("[Transition(Job.Loaded, Job.Done, When = nameof(Far))] [Transition(Job.Loaded, Job.Broke, When = nameof(Near))]", "Far => Previous.X > 5", "Near => X > 5"));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(Own(analysis)).Severity);
    }

    [Fact]
    public async Task Suppressed() => Assert.Empty(Own(await AnalyzerVerifier.AnalyzeAsync(
        Source(Ways + "[Transition(Job.Loaded, Job.Broke, When = nameof(Vase))]"), new Dictionary<string, ReportDiagnostic> { ["RWD6007"] = ReportDiagnostic.Suppress })));

    [Fact]
    public Task MadeExclusive() => FixVerifier.VerifyAsync(
        Source(Ways + "[Transition(Job.Loaded, Job.Broke, When = nameof(Vase))]"), Source(Ways + "[Transition(Job.Loaded, Job.Broke, When = \"Vase & !Office\")]"), new ExclusiveGuardFix());

    [Fact]
    public Task MadeExclusiveWithoutAGuard() => FixVerifier.VerifyAsync(
        Source(Ways + "[Transition(Job.Loaded, Job.Broke)]"), Source(Ways + "[Transition(Job.Loaded, Job.Broke, When = \"!Office\")]"), new ExclusiveGuardFix());

    private static List<Diagnostic> Own(Analysis analysis) => [.. analysis.Findings.Where(static f => f.Id == "RWD6007")];

    /// <summary>Conditions ("name => what") come before messages.</summary>
    private static Task<Analysis> Verify(string transitions, params string[] texts)
    {
        string[] messages = [.. texts.Where(static t => t.StartsWith('\''))];
        string source = Source(transitions, [.. texts.Except(messages)]);
        return AnalyzerVerifier.VerifyAsync(
            messages.Any(static m => m.Contains("no way", System.StringComparison.Ordinal)) ? source.Replace("[RewardMachine(Job.Loaded, Final = [Job.Done, Job.Broke], Observed = true)]", "[[|RewardMachine(Job.Loaded, Final = [Job.Done, Job.Broke], Observed = true)|]]", System.StringComparison.Ordinal) : source,
            "RWD6007",
            [.. messages.OrderBy(static m => !m.Contains("no way", System.StringComparison.Ordinal))]);
    }

    private static string Source(string transitions, params string[] conditions) => Walker.Usings
        + "public enum Job { Loaded, Done, Broke }\n[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]\npublic sealed partial class Walker { [Signal] public bool Office { get; init; } [Signal] public bool Vase { get; init; } "
        + "[Signal(0, 11)] public int X { get; init; } [Signal(0, 11)] public int Y { get; init; } [Penalty(0.01)] public float Haste => X; " + string.Concat(conditions.Select(static c => "public bool " + c + "; "))
        + "\n[RewardMachine(Job.Loaded, Final = [Job.Done, Job.Broke], Observed = true)] " + transitions + " public partial Job Work { get; } }\n";
}
