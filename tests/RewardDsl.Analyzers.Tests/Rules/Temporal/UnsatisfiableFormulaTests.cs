using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD6001: formulas that no trace satisfies, by themselves or together.</summary>
public sealed class UnsatisfiableFormulaTests
{
    [Fact]
    public async Task AContradiction()
    {
        Analysis analysis = await Verify(
            "[Objective(Reward = 1)] public Formula [|Odd|] => Eventually(Door) & Always(Speed < 1f) & Always(!Door);",
            "'Odd' can never hold: 'Eventually(Door)' and 'Always(!Door)' exclude each other; its reward is never paid");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings, static f => f.Id == "RWD6001").Severity);
    }

    [Fact]
    public Task ByARange() => Verify(
        "[Objective(Reward = 1)] public Formula [|Fast|] => Eventually(Speed > 12f);",
        "'Fast' can never hold: 'Speed > 12f' is never true ('Speed' is declared in [0, 10]); its reward is never paid");

    [Fact]
    public Task AtTheEndOfTheRangePasses() => Verify("[Objective(Reward = 1)] public Formula Fast => Eventually(Speed >= 10f);");

    [Fact]
    public Task TwoConditionsThatExcludeEachOther() => Verify(
        "[Constraint(Penalty = 1)] public Formula [|Both|] => Eventually(Speed > 6f & Speed < 5f);",
        "'Both' can never hold: 'Speed > 6f' and 'Speed < 5f' exclude each other; no policy can keep it");

    [Fact]
    public Task AnAssumptionExcludesThem() => Verify(
        "[Assume] public bool Either => !(Door && Zone); [Objective(Reward = 1)] public Formula [|Both|] => Eventually(Door & Zone);",
        "'Both' can never hold: 'Door' and 'Zone' exclude each other; its reward is never paid");

    [Fact]
    public Task AsText() => AnalyzerVerifier.VerifyAsync(
        Source("", "[Objective([|\"F (Door & !Door)\"|], Name = \"Odd\", Reward = 1)]"), "RWD6001", "'Odd' can never hold: no trace satisfies 'F (Door & !Door)'; its reward is never paid");

    [Fact]
    public Task AtDifferentStepsPasses() => Verify("[Objective(Reward = 1)] public Formula Both => Eventually(Speed > 6f) & Eventually(Speed < 5f);");

    [Fact]
    public Task OfEarlierStepsNothingIsKnown() => Verify("[Objective(Reward = 1)] public Formula Rises => Eventually(Speed > 6f & Previous.Speed < 5f) & Next(Speed < 5f);");

    [Fact]
    public Task ConstraintsAndAnObjective() => Verify(
        "[Constraint(Penalty = 1)] public Formula Fast => Always(Speed >= 3f); [Constraint(Penalty = 1)] public Formula Slow => Always(Implies(Zone, Speed <= 2f)); "
        + "[Objective(Reward = 5)] public Formula [|Enters|] => Eventually(Zone, within: 5); [Objective(Reward = 5)] public Formula Passes => Eventually(Door);",
        "'Enters' cannot hold together with 'Fast' and 'Slow': 'Speed >= 3f' and 'Speed <= 2f' exclude each other; without 'Fast' it is possible (step 0: 'Zone' and 'Speed <= 2f'); "
        + "without 'Slow' it is possible (step 0: 'Speed >= 3f' and 'Zone'); without 'Enters' it is possible (step 0: 'Speed >= 3f')");

    [Fact]
    public Task TwoConstraints() => Verify(
        "[Constraint(Penalty = 1)] public Formula Fast => Always(Speed >= 3f); [Constraint(Penalty = 1)] public Formula Stops => Always(Door); [Constraint(Penalty = 1)] public Formula [|Slow|] => Eventually(Always(Speed <= 2f));",
        "'Slow' cannot hold together with 'Fast': 'Speed >= 3f' and 'Speed <= 2f' exclude each other; without 'Fast' it is possible (step 0: 'Speed <= 2f'); without 'Slow' it is possible (step 0: 'Speed >= 3f')");

    [Fact]
    public Task ThresholdsThatLeaveSomethingPass() => Verify("[Constraint(Penalty = 1)] public Formula Fast => Always(Speed >= 3f); [Constraint(Penalty = 1)] public Formula Slow => Always(Speed <= 3f);");

    [Fact]
    public Task ObjectivesNeedNotHoldTogether() => Verify("[Objective(Reward = 1)] public Formula Fast => Always(Speed >= 3f); [Objective(Reward = 1)] public Formula Slow => Always(Speed <= 2f);");

    /// <summary>What is to be avoided may well be impossible within the constraints.</summary>
    [Fact]
    public Task ACostIsNoObjective() => Verify("[Constraint(Penalty = 1)] public Formula Fast => Always(Speed >= 3f); [Objective(Reward = -1)] public Formula Slow => Eventually(Speed <= 2f);");

    [Fact]
    public Task TooLongForTheEpisode() => Verify(
        "[Objective(Reward = 1)] public Formula [|Far|] => " + Chain(6) + ";",
        "'Far' can never hold: the shortest trace that satisfies it has 6 steps, the episode 5 steps; its reward is never paid");

    [Fact]
    public Task AsLongAsTheEpisodePasses() => Verify("[Objective(Reward = 1)] public Formula Far => " + Chain(5) + ";");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(
            Source("[Objective(Reward = 1)] public Formula Fast => Eventually(Speed > 12f);", ""), new Dictionary<string, ReportDiagnostic> { ["RWD6001"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD6001");

    /// <summary>A door that opens and closes so many times.</summary>
    private static string Chain(int steps) => "Eventually(" + (steps % 2 == 0 ? "Door" : "!Door") + (steps == 1 ? "" : " & " + Chain(steps - 1)) + ")";

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members, ""), "RWD6001", messages);

    private static string Source(string members, string attributes) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 5, TimeLimit = TimeLimitKind.Truncates)] " + attributes + " public sealed partial class Walker { [Signal(0, 10)] public float Speed { get; init; } "
        + "[Signal] public bool Door { get; init; } [Signal] public bool Zone { get; init; } " + members + " }";
}
