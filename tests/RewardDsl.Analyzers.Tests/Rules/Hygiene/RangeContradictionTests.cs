using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD9001: declarations that what is proven contradicts.</summary>
public sealed class RangeContradictionTests
{
    [Fact]
    public async Task AnAssumptionThatExcludesEverything()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[{|RWD9001:Assume|}] public bool Fast => Distance > 6f;"), "", "'Fast' excludes every value of the declared ranges: whatever is proven of this reward means nothing");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task AssumptionsThatExcludeEachOther() => Verify(
        "[Assume] public bool Close => Distance < 1f; [[|Assume|]] public bool Far => Distance > 2f;",
        "'Far' excludes every value of the declared ranges, together with the other assumptions: whatever is proven of this reward means nothing");

    [Fact]
    public Task AssumptionsThatLeaveSomethingPass() => Verify("[Assume] public bool Close => Distance < 2f; [Assume] public bool Far => Distance >= 1.99f;");

    [Theory]
    [InlineData("Estimator = CostEstimator.StepMean", "5", "The limit 5 of 'Wear' can never be exceeded: it lies in [1, 5]")]
    [InlineData("Estimator = CostEstimator.EpisodeMax", "7", "The limit 7 of 'Wear' can never be exceeded: it lies in [1, 5]")]
    [InlineData("Estimator = CostEstimator.EpisodeMax", "0.5", "The limit 0.5 of 'Wear' can never be kept: it lies in [1, 5]")]
    [InlineData("Estimator = CostEstimator.EpisodeSum", "500", "The limit 500 of 'Wear' can never be exceeded: an episode adds up to [1, 500]")]
    [InlineData("", "0.9", "The limit 0.9 of 'Wear' can never be kept: an episode adds up to [1, 316.98395]")]
    [InlineData("", "320", "The limit 320 of 'Wear' can never be exceeded: an episode adds up to [1, 316.98395]")]
    public Task LimitsBeyondReach(string estimator, string limit, string message) => Verify("[[|" + Cost(limit, estimator) + "|]] public float Wear => Clamp(Distance, 1f, 5f);", message);

    [Theory]
    [InlineData("Estimator = CostEstimator.StepMean", "4.9")]
    [InlineData("Estimator = CostEstimator.EpisodeMax", "1")]
    [InlineData("Estimator = CostEstimator.EpisodeSum", "499")]
    [InlineData("", "1")]
    [InlineData("", "316")]
    public Task LimitsWithinReachPass(string estimator, string limit) => Verify("[" + Cost(limit, estimator) + "] public float Wear => Clamp(Distance, 1f, 5f);");

    [Fact]
    public async Task ALimitThatCannotBeKeptIsAnError()
    {
        Analysis analysis = await Verify("[[|Cost(0.5)|]] public float Wear => Distance + 1f;");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        analysis = await Verify("[[|Cost(1000)|]] public bool Wear => Distance > 1f;");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task EpisodesWithoutAnEndPass() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec] public sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } [Term(1)] public float Near => 1f - Distance; "
        + "[Cost(25)] public bool Hit => Distance > 4f; [Cost(1000, Estimator = CostEstimator.EpisodeSum)] public float Wear => Distance; [Signal] public float Free { get; init; } [Cost(5, Estimator = CostEstimator.StepMean)] public float Load => Tanh(Free) * 6f; }",
        "RWD9001");

    [Fact]
    public async Task TargetOfAHelper()
    {
        await Verify("[[|Aim(Target = 2)|]] public float Nearness => Exp(-Distance);", "'Nearness' never reaches its Target 2: its proven range is [0.006737947, 1]");
        await Verify("[Aim(Target = 1)] public float Nearness => Exp(-Distance);");
    }

    private static string Cost(string limit, string estimator) => "Cost(" + limit + (estimator.Length > 0 ? ", " + estimator : "") + ")";

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD9001", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(Horizon = 100, TimeLimit = TimeLimitKind.Truncates, Discount = 0.99)] public sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } [Term(1)] public float Near => 1f - Distance; " + members + " }";
}
