using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Fixes of what has no effect.</summary>
public sealed class HygieneFixTests
{
    [Theory]
    [InlineData("private float Slow => Speed * 0.5f;")]
    [InlineData("[State(0)] public float Waited => Previous.Waited + 1f;")]
    [InlineData("[Gate] public bool Fast => Speed > 1f;")]
    [InlineData("[Parameter(0, 1)] public float Scale { get; init; } = 0.5f;")]
    [InlineData("/// <summary>Slow.</summary>\n    private float Slow\n    {\n        get { return Speed; }\n    }\n")]
    public Task RemovesWhatNothingReads(string member) => FixVerifier.VerifyAsync(Source(member + "[Penalty(1)] public float Fall => Square(Speed);"), Source("[Penalty(1)] public float Fall => Square(Speed);"), new RemoveMemberFix());

    [Fact]
    public Task RemovesTheChain() => FixVerifier.VerifyAsync(
        Source("float A => Speed * 0.5f; float B => A + 1f; [Penalty(1)] public float Fall => Square(Speed);"), Source("[Penalty(1)] public float Fall => Square(Speed);"), new RemoveMemberFix());

    [Fact]
    public Task RemovesAll() => FixVerifier.VerifyAllAsync(
        Source("float A => Speed * 0.5f; [Gate] public bool Fast => Speed > 1f; [Penalty(1)] public float Fall => Square(Speed); float B => Speed; float C => Speed;"),
        Source("[Penalty(1)] public float Fall => Square(Speed);"),
        new RemoveMemberFix());

    [Theory]
    [InlineData("[Parameter(0, 1)] public float Scale { get; init; } = 0.5f; } static class Host { static string Name => \"Scale\";")]
    [InlineData("[Parameter(0, 1)] public float Scale { get; init; } = 0.5f; } static class Host { static float Of(Walker w) => w.Scale;")]
    [InlineData("[Parameter(0, 1)] public float Scale { get; init; } = 0.5f; } /** <see cref=\"Walker.Scale\"/> */ static class Host {")]
    [InlineData("[Parameter(5, 6)] public float Cap { get; init; } = 5.5f; [Term(1)] public float A => Min(Speed, Cap);")]
    [InlineData("[Penalty(2)] public float A => Max(-Square(Speed), 0f);")]
    [InlineData("[Total] public float Sum => Tanh(Speed);")]
    public Task KeepsWhatIsNamed(string members) => FixVerifier.VerifyNoneAsync(Source(members), new RemoveMemberFix());

    [Fact]
    public Task AnotherSpecWithTheSameNamesDoesNotKeepIt()
    {
        const string Other = "[RewardSpec] public sealed partial class Runner { [Signal(0, 1)] public float Slow { get; init; } [Term(1)] public float Forward => Slow; }\n";
        return FixVerifier.VerifyAsync(Source("private float Slow => Speed; [Penalty(1)] public float Fall => Square(Speed);") + Other, Source("[Penalty(1)] public float Fall => Square(Speed);") + Other, new RemoveMemberFix());
    }

    [Fact]
    public Task RemovesSignals() => FixVerifier.VerifyAsync(
        Source("[Signal(0, 1)] public float Wind { get; init; } [Penalty(1)] public float Fall => Square(Speed);"), Source("[Penalty(1)] public float Fall => Square(Speed);"), new RemoveMemberFix());

    [Theory]
    [InlineData("[Signal(0, 1)] public float Wind { get; init; } [Metric] public float Breeze => Wind;")]
    [InlineData("[Signal(0, 1), Aim(AimKind.Lower)] public float Wind { get; init; }")]
    [InlineData("[Signal(0, 1), Metric] public float Wind { get; init; }")]
    [InlineData("[Signal(0, 1)] public float Wind { get; init; } } static class Host { static float Of(Walker w) => w.Wind;")]
    public Task KeepsWhatIsWanted(string members) => FixVerifier.VerifyNoneAsync(Source(members), new RemoveMemberFix());

    [Theory]
    [InlineData("[Signal(0, 1)] public float Wind { get; init; } [Metric] public float Breeze => Wind;", "[Signal(0, 1)] public float Wind { get; init; } [Metric(LogOnly = true)] public float Breeze => Wind;")]
    [InlineData("[Signal(0, 1), Metric] public float Wind { get; init; }", "[Signal(0, 1), Metric(LogOnly = true)] public float Wind { get; init; }")]
    [InlineData("[Signal(0, 1)] public float Wind { get; init; } [MetricAttribute()] public float Breeze => Wind;", "[Signal(0, 1)] public float Wind { get; init; } [MetricAttribute(LogOnly = true)] public float Breeze => Wind;")]
    public Task SaysThatAMetricIsLogged(string before, string after) => FixVerifier.VerifyAsync(Source(before), Source(after), new LogOnlyFix());

    [Fact]
    public Task SaysItOfAllMetrics() => FixVerifier.VerifyAllAsync(
        Source("[Signal(0, 1)] public float Wind { get; init; } [Metric] public float A => Wind; [Metric] public float B => Square(Wind);"),
        Source("[Signal(0, 1)] public float Wind { get; init; } [Metric(LogOnly = true)] public float A => Wind; [Metric(LogOnly = true)] public float B => Square(Wind);"),
        new LogOnlyFix());

    [Theory]
    [InlineData("[Signal(0, 1)] public float Wind { get; init; }")]
    [InlineData("[Signal(0, 1), Aim(AimKind.Lower)] public float Wind { get; init; }")]
    public Task SignalsAreNoMetrics(string members) => FixVerifier.VerifyNoneAsync(Source(members), new LogOnlyFix());

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(-3, 3)] public float Speed { get; init; } [Term(1)] public float Forward => Speed; " + members + " }\n";
}
