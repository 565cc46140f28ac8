using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix of RWD3005.</summary>
public sealed class PayOnceFixTests
{
    [Theory]
    [InlineData("[Bonus(0.1, RepeatPolicy.WhileTrue)] public bool Touch => Touching;", "[Bonus(0.1, RepeatPolicy.Once)] public bool Touch => Touching;")]
    [InlineData("[Bonus(0.5, RepeatPolicy.EachRise /* each */)] public bool Touch => Touching;", "[Bonus(0.5, RepeatPolicy.Once /* each */)] public bool Touch => Touching;")]
    [InlineData("[Term(0.1)] public bool Touch => Touching;", "[Term(0.1), Once] public bool Touch => Touching;")]
    public Task PaysOnce(string before, string after) => FixVerifier.VerifyAsync(Source(before), Source(after), new PayOnceFix());

    private static string Source(string member) => Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { "
        + "[Signal(0, 10)] public float D { get; init; } [Signal] public bool Touching { get; init; } [Goal, Bonus(1, RepeatPolicy.Once)] public bool Scored => D <= 0f; " + member + " }";
}
