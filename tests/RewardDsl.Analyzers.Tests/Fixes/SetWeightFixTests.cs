using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix of findings that name the number at which they break even.</summary>
public sealed class SetWeightFixTests
{
    private const string Placing = "[Signal(0, 0.5)] public float D { get; init; } [Signal(0, 0.3)] public float H { get; init; } [Goal(Tolerance = 0.01)] public bool Placed => D < 0.02f && H < 0.02f; ";

    private const string Beside = "[Signal(0, 1.6)] public float Angle { get; init; } [Signal(0, 1)] public float Other { get; init; } [Term(0.5)] public float More => Other; ";

    [Theory]
    [InlineData(Placing + "[Term(0.9)] public float Near => (1f - Tanh(5f * D)) * Saturate(H / 0.03f); [Term(0.1)] public bool Done => Placed;", "Term(0.1)", "Term(0.401)")]
    [InlineData(Beside + "[Goal, Bonus(1, RepeatPolicy.Once)] public bool Scored => Angle > 1.35f;", "Bonus(1,", "Bonus(49.7,")]
    public Task SetsTheNumber(string members, string before, string after) =>
        FixVerifier.VerifyAsync(Source(members), Source(members.Replace(before, after, System.StringComparison.Ordinal)), new AdmissibleWeightFix());

    /// <summary>Where there is no number to set.</summary>
    [Theory]
    [InlineData(Placing + "[Term(1)] public float Near => 1f - D;")]
    public Task KeepsOthers(string members) => FixVerifier.VerifyNoneAsync(Source(members), new AdmissibleWeightFix());

    private static string Source(string members) =>
        Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { " + members + " }";
}
