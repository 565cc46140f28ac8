using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD9002: a part of the episode contract without what it needs.</summary>
public sealed class IncompleteContractTests
{
    private const string Shaping = "[Potential(1)] public float Near => -Abs(Speed);";

    private const string End = "[Termination(EpisodeEnd.Failure)] public bool Lost => Speed < 0f;";

    [Fact]
    public Task TruncationWithoutDiscount() => Verify(
        "[|Horizon = 500|], TimeLimit = TimeLimitKind.Truncates",
        "",
        "'Walker' does not declare Discount: its time limit truncates, so what is left of the return is estimated there, and it has no limit while all later rewards count in full");

    [Fact]
    public Task ShapingWithoutDiscount() => Verify(
        "[|Horizon = 500|], TimeLimit = TimeLimitKind.Terminates",
        Shaping,
        "'Walker' does not declare Discount: the shaping by 'Near' is paid with 1, which keeps the optimum only of a learner that does not discount either");

    [Fact]
    public Task ShapingOfAnyConsumer() => Verify("Consumer = RewardConsumer.GroupRelative, [|Horizon = 5|], TimeLimit = TimeLimitKind.Terminates", Shaping);

    [Fact]
    public Task TimeLimitWithoutHorizon() => Verify(
        "Discount = 0.99, [|TimeLimit = TimeLimitKind.Truncates|]", "", "'Walker' does not declare Horizon: it says what its time limit means, but not when it is reached");

    [Fact]
    public Task ReturnWithoutEnd() => Verify(
        "[|Discount = 1|]", "", "'Walker' does not declare a Horizon or a [Termination]: with Discount = 1 the return of an episode that never ends has no limit");

    [Fact]
    public Task DerivedSpecThatStatesAPart() => AnalyzerVerifier.VerifyAsync(
        Base("[RewardSpec]", "[RewardSpec([|Horizon = 500|], TimeLimit = TimeLimitKind.Truncates)]"), "RWD9002");

    [Fact]
    public Task DerivedSpecThatTakesItOver() => AnalyzerVerifier.VerifyAsync(
        Base("[RewardSpec([|Horizon = 500|], TimeLimit = TimeLimitKind.Truncates)]", "[RewardSpec(Rate = PayRate.PerStep)]"), "RWD9002");

    [Fact]
    public Task DerivedSpecOfACompleteBasePasses() => AnalyzerVerifier.VerifyAsync(
        Base("[RewardSpec(Discount = 0.99)]", "[RewardSpec(Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]"), "RWD9002");

    [Fact]
    public async Task CompletePasses()
    {
        await Verify("Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates", Shaping);
        await Verify("Discount = 0.99", Shaping);
        await Verify("Discount = 1, Horizon = 500, TimeLimit = TimeLimitKind.Truncates", Shaping);
    }

    [Fact]
    public async Task NothingDeclaredPasses()
    {
        await Verify("", Shaping);
        await Verify("StepSeconds = 0.02", End);
        await Verify("TimeLimit = TimeLimitKind.Truncates", "");
    }

    [Fact]
    public async Task NothingNeededPasses()
    {
        // A finite sum in full is a return of its own, and so is one up to a failure.
        await Verify("Horizon = 500, TimeLimit = TimeLimitKind.Terminates", "");
        await Verify("Discount = 1", End);
        await Verify("Consumer = RewardConsumer.GroupRelative, Horizon = 5, TimeLimit = TimeLimitKind.Truncates", "");
        await Verify("Consumer = RewardConsumer.Filter, Discount = 1", "");
    }

    [Fact]
    public Task BoundaryOfTheDiscountPasses() => Verify("Discount = 0.9999999", "");

    [Fact]
    public async Task Suppressed() =>
        Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(Source("Discount = 1", ""), new Dictionary<string, ReportDiagnostic> { ["RWD9002"] = ReportDiagnostic.Suppress })).Findings);

    private static Task<Analysis> Verify(string contract, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(contract, members), "RWD9002", messages);

    private static string Source(string contract, string members) => Walker.Usings
        + "[RewardSpec(" + contract + ")] public sealed partial class Walker { [Signal(-3, 3)] public float Speed { get; init; } [Term(1)] public float Forward => Speed; " + members + " }\n";

    private static string Base(string attribute, string derived) =>
        Source("", "").Replace("[RewardSpec()]", attribute, System.StringComparison.Ordinal).Replace("sealed ", "", System.StringComparison.Ordinal) + derived + " public sealed partial class Runner : Walker { }";
}
