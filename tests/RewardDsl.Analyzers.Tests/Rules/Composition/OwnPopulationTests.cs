using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4009: numbers over sets of which the agent decides who is in them.</summary>
public sealed class OwnPopulationTests
{
    /// <summary>Pan et al. 2022: blocking the ramp makes the others faster.</summary>
    [Fact]
    public async Task MeanOverAMask()
    {
        Analysis analysis = await Verify(
            "[Term(1)] public float Flow => [|Mean(Speeds, OnRoad, 0f)|];",
            "'Mean(Speeds, OnRoad, 0f)' is over a set that the agent chooses, by 'OnRoad': of two members at 0 and 30 it goes from 15 to 30 when the first leaves (divide a sum by a number that does not change, or charge for each member that leaves)");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("OnRoad", analysis.Findings[0].Properties["population"]);
    }

    [Fact]
    public Task MaskOfAnAction() => Verify("[Signal(-1, 1, Length = 20), Action] public Vec Pick { get; init; } [Term(1)] public float Best => [|Min(Speeds, Pick > 0f, 0f)|];");

    /// <summary>Weimer 2013: an empty list has nothing out of order.</summary>
    [Fact]
    public Task CountOfAnEmptyList() => Verify(
        "[Signal(0, 9, Length = 5, AgentSized = true)] public Vec Items { get; init; } [Signal(0, 9, Length = 5, AgentSized = true)] public Vec Next { get; init; } [Penalty(1)] public float Disorder => [|Count(Items > Next)|];",
        "'Count(Items > Next)' is over a set that the agent chooses, by 'Items': with nobody in it it is 0, which pays as much as the best value (pay for each member, or charge for a missing one)");

    /// <summary>gpu-mode/reference-kernels, issue 162: one time of 0.</summary>
    [Fact]
    public Task GeometricMeanOfTimes() => Verify(
        "[Signal(0, 1, Length = 5, WritableBy = WriterKind.Agent)] public Vec Times { get; init; } [Penalty(1)] public float Time => [|GeometricMean(Times)|];",
        "'GeometricMean(Times)' is over a set that the agent chooses, by 'Times': one member at 0 makes it 0, its best value (keep each member above a floor, 'Max(…, floor)', or add their logarithms)");

    /// <summary>Pokémon Red: whoever is stored away takes his levels with him.</summary>
    [Fact]
    public Task ChangeOfASum() => Verify(
        "[Signal(0, 100, Length = 6, AgentSized = true)] public Vec Levels { get; init; } private float All => Max([|Sum(Levels)|] - 5f, 0f); [Term(100)] public float Gain => All - Previous.All;");

    [Fact]
    public Task ProgressOfASum() => Verify(
        "[Signal(0, 100, Length = 6, AgentSized = true)] public Vec Levels { get; init; } [Term(100), Progress] public float Gain => [|Sum(Levels)|];",
        "'Sum(Levels)' is over a set that the agent chooses, by 'Levels': its change pays who comes and goes: a member of 100 that leaves changes 'Gain' like a loss of as much (pay the change of each member that stays)");

    [Fact]
    public Task ShareOfOnesOwnTests() => Verify(
        "[Signal(1, 100, AgentSized = true)] public int Written { get; init; } [Signal(0, 100)] public int Passed { get; init; } [Term(1)] public float Rate => [|Passed / (float)Written|];",
        "'Passed / (float)Written' is over a set that the agent chooses, by 'Written': the agent decides what it is divided by, in [1, 100]: fewer members, as long as the good ones stay, pay more (divide by a number that does not change, or charge for each member that leaves)");

    [Fact]
    public Task QuotientByACount() => Verify("[Term(1)] public float Flow => [|SafeDiv(1000f, Count(OnRoad))|];");

    [Fact]
    public Task SumOfGainsAndLosses() => Verify("[Signal(-5, 5, Length = 20)] public Vec Gains { get; init; } [Term(1)] public float Profit => [|Sum(Gains, OnRoad)|];");

    /// <summary>A fixed population, as in Flow's desired velocity.</summary>
    [Fact]
    public Task FixedSizesPass() => Verify(
        "[Signal(Length = 20)] public Mask Near { get; init; } [Signal(-1, 1, Length = 20), Action] public Vec Torque { get; init; } [Term(1)] public float A => Mean(Speeds, Near, 0f); [Term(1)] public float B => Mean(Speeds); "
        + "[Penalty(1)] public float C => SumSquares(Torque) + Mean(Torque * Torque); [Penalty(1)] public float D => Count(Near); [Penalty(1)] public float E => GeometricMean(Speeds + 1f);");

    [Fact]
    public Task WhatIsWorseWithoutMembersPasses() => Verify("[Term(1)] public float B => Max(Speeds, OnRoad, 0f); [Term(1)] public float C => Count(OnRoad);");

    /// <summary>Scores of the steps of a solution, as many as the model writes.</summary>
    [Fact]
    public Task SumOfWhatTheAgentAdds() => Verify(
        "[Term(0.5)] public float Process => [|Sum(Speeds, where: OnRoad)|];",
        "'Sum(Speeds, where: OnRoad)' is over a set that the agent chooses, by 'OnRoad': each member that the agent adds pays more, and none costs anything (charge for each member, or divide by a number that does not change)");

    [Fact]
    public Task WhereMembersAreCountedPasses() => Verify("[Term(1)] public float Members => Count(OnRoad); [Penalty(1)] public float Slow => Sum(30f - Speeds, OnRoad);");

    [Fact]
    public Task WhatIsNotPaidPasses() => Verify("[Metric] public float Flow => Mean(Speeds, OnRoad, 0f); [Term(1)] public float A => 1f;");

    [Fact]
    public Task AFloorPasses() => Verify("[Signal(0, 1, Length = 5, WritableBy = WriterKind.Agent)] public Vec Times { get; init; } [Penalty(1)] public float Time => GeometricMean(Max(Times, 0.001f));");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source("[Term(1)] public float Flow => Mean(Speeds, OnRoad, 0f);"), new Dictionary<string, ReportDiagnostic> { ["RWD4009"] = ReportDiagnostic.Suppress })).Findings,
        static f => f.Id == "RWD4009");

    [Fact]
    public Task AMaximumThatIsToBeLow() => Verify("[Penalty(1)] public float B => [|Max(Speeds, OnRoad, 0f)|];");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4009", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { [Signal(0, 30, Length = 20, Unit = \"m/s\")] public Vec Speeds { get; init; } "
        + "[Signal(Length = 20, AgentSized = true)] public Mask OnRoad { get; init; } " + members + " }";
}
