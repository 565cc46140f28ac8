using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD2005: specs that consist of shaping alone.</summary>
public sealed class OnlyShapingTests
{
    private const string Message = "pay for what is wanted: a level, a payoff, or declared [Progress]";

    [Fact]
    public async Task PotentialsAlone()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Spec("[Potential(1)] public float A => Near; [Potential(2)] public float B => Norm(Hand);", "[|Reach|]"),
            "RWD2005",
            "All that 'Reach' pays is differences of functions of the state ('A', 'B'): the return is a constant of the start, and every policy ties; " + Message);
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task DiscountedDifferencesAlone()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(Spec("[Term(1)] public float A => 0.99f * Near - Previous.Near;", "[|Reach|]"), "RWD2005");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        analysis = await AnalyzerVerifier.VerifyAsync(
            Spec("[Term(1)] public float A => 0.99f * Near - Previous.Near; [Termination(EpisodeEnd.Failure)] public bool Lost => Distance > 4f;", "[|Reach|]"),
            "RWD2005",
            "All that 'Reach' pays is differences of functions of the state ('A'): only what the end leaves over tells one policy from another; " + Message);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>CARLA's driving reward: five differences (Dosovitskiy et al., CoRL 2017).</summary>
    [Fact]
    public async Task FiveDifferences()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Walker.Usings + """
            [RewardSpec(Discount = 0.99)]
            public sealed partial class [|Carla|]
            {
                [Signal(0, 2, Unit = "km")] public float Distance { get; init; }
                [Signal(0, 120, Unit = "km/h")] public float Speed { get; init; }
                [Signal(0, 1e6)] public float Damage { get; init; }
                [Signal(0, 1)] public float Sidewalk { get; init; }
                [Signal(0, 1)] public float Opposite { get; init; }
                [Term(1000)] public float Way => Previous.Distance - Distance;
                [Term(0.05)] public float Faster => Speed - Previous.Speed;
                [Penalty(0.00002)] public float Collision => Damage - Previous.Damage;
                [Penalty(2)] public float OnSidewalk => Sidewalk - Previous.Sidewalk;
                [Penalty(2)] public float OtherLane => Opposite - Previous.Opposite;
            }
            """,
            "RWD2005",
            "All that 'Carla' pays is differences of functions of the state ('Way', 'Faster', 'Collision', 'OnSidewalk', 'OtherLane'): only what the discount leaves over tells one policy from another; " + Message);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task DifferencesInOneSum() => AnalyzerVerifier.VerifyAsync(Spec("[Term(1)] public float A => 10f * (Previous.Distance - Distance) + 2f * (Speed - Previous.Speed) - 0.5f * (Norm(Hand) - Norm(Previous.Hand));", "[|Reach|]"), "RWD2005");

    [Fact]
    public Task WithATermThatIsSwitchedOff() => AnalyzerVerifier.VerifyAsync(Spec("[Potential(1)] public float A => Near; [Term(0)] public float B => Speed;", "[|Reach|]"), "RWD2005");

    /// <summary>What a formula pays is no difference.</summary>
    [Fact]
    public Task BesideAnObjectivePasses() => AnalyzerVerifier.VerifyAsync(Spec("[Potential(1)] public float A => Near; [Objective(Reward = 1)] public Formula B => Eventually(Distance < 1f);"), "RWD2005");

    [Fact]
    public Task BesideALevelPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Potential(1)] public float A => Near; [Term(0.1)] public float B => Exp(-Distance);"), "RWD2005");

    [Fact]
    public Task BesideALevelInTheSameTermPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Term(1)] public float A => Near - Previous.Near + Speed;"), "RWD2005");

    [Fact]
    public Task BesideAPayoffPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Potential(1)] public float A => Near; [Termination(EpisodeEnd.Success, Reward = 1)] public bool Done => Distance < 0.1f;"), "RWD2005");

    [Fact]
    public Task BesideABonusPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Potential(1)] public float A => Near; [Bonus(1, RepeatPolicy.Once)] public bool Done => Distance < 0.1f;"), "RWD2005");

    /// <summary>A cost of each step until the end is the shortest way.</summary>
    [Fact]
    public Task BesideACostOfTimePasses() => AnalyzerVerifier.VerifyAsync(Spec("[Potential(1)] public float A => Near; [Penalty(1)] public float Living => 1f; [Termination(EpisodeEnd.Success)] public bool Done => Distance < 0.1f;"), "RWD2005");

    [Fact]
    public Task DeclaredProgressPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Term(1), Progress] public float A => Near; [Potential(1)] public float B => Near;"), "RWD2005");

    [Fact]
    public Task SpeedPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Term(1)] public float A => (Previous.Distance - Distance) / Step.Seconds;").Replace("0.99", "0.99, StepSeconds = 0.02", System.StringComparison.Ordinal), "RWD2005");

    /// <summary>What has been gained by the end.</summary>
    [Fact]
    public Task UndiscountedPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Term(1)] public float A => Near - Previous.Near;").Replace("0.99", "1", System.StringComparison.Ordinal), "RWD2005");

    [Fact]
    public Task RectifiedPasses() => AnalyzerVerifier.VerifyAsync(Spec("[Term(1)] public float A => Max(0f, Near - Previous.Near);"), "RWD2005");

    private static string Spec(string members, string name = "Reach") => ShapedSpec.With(members).Replace("class Reach", "class " + name, System.StringComparison.Ordinal);
}
