using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.CodeFixes;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD6002: formulas and parts of them that say nothing, or not what they seem to; and the fix of implications below "eventually".</summary>
public sealed class VacuousFormulaTests
{
    [Fact]
    public async Task HoldsOfEveryTrace()
    {
        Analysis analysis = await Verify(
            "[Objective(Reward = 1)] public Formula [|Either|] => Always(Door) | Eventually(!Door);", "'Either' holds whatever happens; its reward is paid for nothing");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings, static f => f.Id == "RWD6002").Severity);
    }

    [Fact]
    public Task ByARange() => Verify(
        "[Constraint(Penalty = 1)] public Formula [|Slow|] => Always(Speed < 12f);",
        "'Slow' holds whatever happens: 'Speed < 12f' is always true ('Speed' is declared in [0, 10]); it constrains nothing");

    [Fact]
    public Task AtTheEndOfTheRangePasses() => Verify("[Constraint(Penalty = 1)] public Formula Slow => Always(Speed < 10f);");

    [Fact]
    public Task ByTheLengthOfTheEpisode() => Verify(
        "[Constraint(Penalty = 1)] public Formula [|Few|] => !Eventually(Door & Eventually(!Door & Eventually(Door & Eventually(!Door & Eventually(Door & Eventually(!Door))))));",
        "'Few' holds whatever happens: the shortest trace that fails it has 6 steps, the episode 5 steps; it constrains nothing");

    [Fact]
    public Task APartThatMakesNoDifference() => Verify(
        "[Objective(Reward = 1)] public Formula Gets => Eventually(Door) | [|Eventually(Door & Zone)|];",
        "'Gets' does not depend on 'Eventually(Door & Zone)': with 'false' in its place it holds of the same traces");

    /// <summary>What the other parts say too does no harm.</summary>
    [Fact]
    public Task SaidTwicePasses() => Verify("[Objective(Reward = 1)] public Formula Stays => Eventually(Door & Always(Door, within: 2));");

    [Fact]
    public Task APartThatARangeMakesSuperfluous() => Verify(
        "[Constraint(Penalty = 1)] public Formula Slow => Always(Implies(Speed > 6f, [|Speed > 5f|] & Door));",
        "'Slow' does not depend on 'Speed > 5f': with 'true' in its place it holds of the same traces, because 'Speed > 6f' implies 'Speed > 5f'");

    [Fact]
    public Task APartOfAText() => AnalyzerVerifier.VerifyAsync(Source("", "[Objective(\"F (Door & ([|Zone | Door|]))\", Name = \"Gets\", Reward = 1)]"), "RWD6002");

    [Fact]
    public Task EventuallyImplies() => Verify(
        "[Objective(Reward = 1)] public Formula Fast => Eventually([|Implies(Speed > 6f, Always(Speed > 6f, within: 2))|], within: 2);",
        "'Fast' says 'Eventually(Implies(Speed > 6f, Always(Speed > 6f, within: 2)), within: 2)', which any step without 'Speed > 6f' satisfies (step 0: not 'Speed > 6f'); is 'Speed > 6f & Always(Speed > 6f, within: 2)' meant?");

    [Fact]
    public Task EventuallyImpliesInAText() => AnalyzerVerifier.VerifyAsync(
        Source("", "[Objective(\"Zone & F ([|Door -> G Zone|])\", Name = \"Gets\", Reward = 1)]"), "RWD6002",
        "'Gets' says 'F (Door -> G Zone)', which any step without 'Door' satisfies (step 0: not 'Door'); is 'Door & G Zone' meant?");

    /// <summary>Denied, it is "always p and not q"; below "always", it is an answer to each p.</summary>
    [Fact]
    public Task OtherImplicationsPass() => Verify(
        "[Objective(Reward = 1)] public Formula Denied => !Eventually(Implies(Door, Next(Zone))); [Constraint(Penalty = 1)] public Formula Answers => Always(Implies(Speed > 6f, Eventually(Zone)));");

    [Fact]
    public Task AlwaysEventually() => Verify(
        "[Objective(Reward = 1)] public Formula Again => [|Always(Eventually(Door))|];",
        "'Again' says 'Always(Eventually(Door))', which on a finite trace means 'Door' at the last step and nothing else; a window says how often or how long");

    [Fact]
    public Task EventuallyAlways() => Verify("[Objective(Reward = 1)] public Formula Stays => Eventually(Zone) & [|Eventually(Always(Door))|];");

    [Fact]
    public Task WithWindowsPasses() => Verify("[Objective(Reward = 1)] public Formula Stays => Eventually(Always(Door, within: 2)); [Constraint(Penalty = 1)] public Formula Again => Always(Eventually(Zone, within: 2));");

    [Fact]
    public Task TheSameTwice() => Verify(
        "[Constraint(Penalty = 1)] public Formula Never => Always(!Door); [Constraint(Penalty = 1)] public Formula [|Not|] => !Eventually(Door);", "'Not' holds of the same traces as 'Never': the same is paid twice");

    [Fact]
    public async Task AWeakerConstraintIsANote()
    {
        Analysis analysis = await Verify(
            "[Constraint(Penalty = 5)] public Formula [|Far|] => Always(Speed < 9f); [Constraint(Penalty = 1)] public Formula Near => Always(Speed < 6f);", "'Far' follows from 'Near': who violates it violates both");
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(analysis.Findings, static f => f.Id == "RWD6002").Severity);
    }

    /// <summary>The weaker of two objectives is a step on the way to the stronger.</summary>
    [Fact]
    public Task StepsToAnObjectivePass() => Verify("[Objective(Reward = 1)] public Formula Opens => Eventually(Door); [Objective(Reward = 5)] public Formula Enters => Eventually(Door & Next(Eventually(Zone)));");

    [Fact]
    public Task ARequestThatIsNeverSent() => Verify(
        "[Signal, Action] public bool Request { get; init; } [Objective(Reward = 1)] public Formula [|Served|] => Always(Implies(Request, Eventually(Door, within: 3)));",
        "'Served' is fulfilled by an agent that never brings about 'Request', which nothing pays for (step 0: not 'Request'); pay for it too, or make this a constraint");

    [Theory]
    [InlineData("[Signal, Action] public bool Request { get; init; } [Constraint(Penalty = 1)] public Formula Served => Always(Implies(Request, Eventually(Door, within: 3)));")]
    [InlineData("[Signal] public bool Request { get; init; } [Objective(Reward = 1)] public Formula Served => Always(Implies(Request, Eventually(Door, within: 3)));")]
    [InlineData("[Signal, Action] public bool Request { get; init; } [Term(1)] public bool Asks => Request; [Objective(Reward = 1)] public Formula Served => Always(Implies(Request, Eventually(Door, within: 3)));")]
    [InlineData("[Signal, Action] public bool Request { get; init; } [Objective(Reward = 1)] public Formula Asks => Eventually(Request & Zone); [Objective(Reward = 1)] public Formula Served => Always(Implies(Request, Eventually(Door, within: 3)));")]
    public Task RequestsThatAreWantedOrAllowedPass(string members) => Verify(members);

    /// <summary>Door with a lock, patrol, deadline, reach and avoid: ways to write what is meant.</summary>
    [Fact]
    public Task UsualFormulasPass() => Verify(
        "[Constraint(Penalty = 1)] public Formula KeyFirst => Always(Implies(Door, Once(Zone))); [Objective(Reward = 1)] public Formula ReachAvoid => Until(Speed < 8f, Zone); "
        + "[Objective(Reward = 1)] public Formula Both => Eventually(Door) & Eventually(Zone); [Constraint(Penalty = 1)] public Formula Recover => Always(Implies(Speed > 5f, Eventually(Speed < 3f, within: 2))); "
        + "[Constraint(Penalty = 1, Hard = true)] public Formula Limit => Always(Speed < 9.5f); [Objective(Reward = 1)] public Formula Order => Eventually(Zone & Next(Eventually(Door & Speed < 1f)));");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(
            Source("[Objective(Reward = 1)] public Formula Again => Always(Eventually(Door));", ""), new Dictionary<string, ReportDiagnostic> { ["RWD6002"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD6002");

    [Theory]
    [InlineData("Eventually(Implies(Speed > 6f, Next(Door)))", "Eventually(Speed > 6f & Next(Door))")]
    [InlineData("Eventually(Implies(Door || Zone, Next(Door)) /* kept */)", "Eventually((Door || Zone) & Next(Door) /* kept */)")]
    public Task FixInCode(string before, string after) => FixVerifier.VerifyAsync(Source("[Objective(Reward = 5)] public Formula A => " + before + ";", ""), Source("[Objective(Reward = 5)] public Formula A => " + after + ";", ""), new AskForBothFix());

    [Fact]
    public Task FixInText() => FixVerifier.VerifyAsync(
        Source("", "[Objective(\"F (Door | Zone -> X Door) | Zone\", Name = \"A\", Reward = 1)]"), Source("", "[Objective(\"F ((Door | Zone) & X Door) | Zone\", Name = \"A\", Reward = 1)]"), new AskForBothFix());

    /// <summary>Other findings of the rule have no fix.</summary>
    [Fact]
    public Task NoFix() => FixVerifier.VerifyNoneAsync(Source("[Objective(Reward = 5)] public Formula A => Always(Eventually(Door));", ""), new AskForBothFix());

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members, ""), "RWD6002", messages);

    private static string Source(string members, string attributes) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 5, TimeLimit = TimeLimitKind.Truncates)] " + attributes + " public sealed partial class Walker { [Signal(0, 10)] public float Speed { get; init; } "
        + "[Signal] public bool Door { get; init; } [Signal] public bool Zone { get; init; } " + members + " }";
}
