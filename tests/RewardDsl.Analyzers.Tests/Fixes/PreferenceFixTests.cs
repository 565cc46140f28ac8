using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix of RWD9003.</summary>
public sealed class PreferenceFixTests
{
    [Theory]
    [InlineData("[Term(1)] float A => Speed; [Penalty(0.5)] bool B => Ready;", "[Term(1)] float A => Speed; [Penalty(1.1)] bool B => Ready;")]
    [InlineData("[Term(1)] float A => Speed; [Bonus(-0.5, RepeatPolicy.WhileTrue)] bool B => Ready;", "[Term(1)] float A => Speed; [Bonus(-1.1, RepeatPolicy.WhileTrue)] bool B => Ready;")]
    [InlineData("[Term(1)] float A => Speed; [Termination(EpisodeEnd.Failure, Reward = -0.25)] bool B => Ready;", "[Term(1)] float A => Speed; [Termination(EpisodeEnd.Failure, Reward = -1.1)] bool B => Ready;")]
    [InlineData("[Term(1 /* m/s */)] float A => Speed; [Penalty(0.9)] bool B => Ready;", "[Term(1 /* m/s */)] float A => Speed; [Penalty(1.1)] bool B => Ready;")]
    public Task SetsTheNearestWeight(string before, string after) => FixVerifier.VerifyAsync(Source(before), Source(after), new SetNumberFix());

    [Fact]
    public Task SetsAChangedWeight() => FixVerifier.VerifyAsync(Derived("0.5"), Derived("1.1"), new SetNumberFix());

    /// <summary>What is no number, is declared as a range, has no admissible value, or would turn another preference round.</summary>
    [Theory]
    [InlineData("const double Half = 0.5; [Term(1)] float A => Speed; [Penalty(Half)] bool B => Ready;")]
    [InlineData("[Parameter(0.5, 2)] float Cost { get; set; } = 0.5f; [Term(1)] float A => Speed; [Penalty(Weight = nameof(Cost))] bool B => Ready;")]
    [InlineData("[Term(1)] float A => Speed;")]
    [InlineData("[Term(1)] float A => Min(Speed, 1f) - (Ready ? 0.5f : 0f);")]
    public Task KeepsOthers(string members) => FixVerifier.VerifyNoneAsync(Source(members), new SetNumberFix());

    [Fact]
    public Task KeepsOtherPreferences() => FixVerifier.VerifyNoneAsync(
        Source("[Term(1)] float A => Speed; [Penalty(1.9)] bool B => Ready; [Scenario(ScenarioKind.Custom)] static Course Bad => new() { Speed = -0.95f };", ", Prefer(nameof(Falling), nameof(Bad))")
            .Replace("new();", "new() { Speed = -1f };", System.StringComparison.Ordinal),
        new SetNumberFix());

    private static string Source(string members, string more = "") => Walker.Usings + "[RewardSpec, Prefer(nameof(Standing), nameof(Falling))" + more + @"]
partial class Course
{
    [Signal(-2, 2)] public float Speed { get; init; }
    [Signal] public bool Ready { get; init; }
    " + members + @"
    [Scenario(ScenarioKind.Idle)] static Course Standing => new();
    [Scenario(ScenarioKind.Failure)] static Course Falling => new() { Speed = 1, Ready = true };
}
";

    private static string Derived(string weight) => Walker.Usings + @"
[RewardSpec] partial class Base
{
    [Signal(-2, 2)] public float Speed { get; init; }
    [Signal] public bool Ready { get; init; }
    [Term(1)] float A => Speed;
    [Penalty(3)] bool B => Ready;
    [Scenario(ScenarioKind.Idle)] protected static Base Standing => new();
    [Scenario(ScenarioKind.Failure)] protected static Base Falling => new() { Speed = 1, Ready = true };
}
[RewardSpec, Reweight(""B"", " + weight + @"), Prefer(nameof(Standing), nameof(Falling))]
partial class Light : Base { }
";
}
