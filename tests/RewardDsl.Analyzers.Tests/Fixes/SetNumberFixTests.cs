using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix that writes the number of the message.</summary>
public sealed class SetNumberFixTests
{
    [Theory]
    [InlineData("[Termination(EpisodeEnd.Success)] bool Done => Hit;", "[Termination(EpisodeEnd.Success, Reward = 99)] bool Done => Hit;")]
    [InlineData("[Termination(EpisodeEnd.Success, Reward = 2.5 /* paid once */)] bool Done => Hit;", "[Termination(EpisodeEnd.Success, Reward = 99 /* paid once */)] bool Done => Hit;")]
    [InlineData("[Termination(EpisodeEnd.Success, Replaces = true)] bool Done => Hit;", "[Termination(EpisodeEnd.Success, Replaces = true, Reward = 100)] bool Done => Hit;")]
    public Task PaysEnoughForFinishing(string before, string after) => FixVerifier.VerifyAsync(Income(before), Income(after), new SetNumberFix());

    [Theory]
    [InlineData("[Termination(EpisodeEnd.Failure)] bool Lost => Hit;", "[Termination(EpisodeEnd.Failure, Reward = -99.1)] bool Lost => Hit;")]
    [InlineData("[Termination(EpisodeEnd.Failure, Reward = -10)] bool Lost => Hit;", "[Termination(EpisodeEnd.Failure, Reward = -99.1)] bool Lost => Hit;")]
    public Task FailingCostsEnough(string before, string after) => FixVerifier.VerifyAsync(Spec("[Penalty(1)] float Time => 1f; " + before), Spec("[Penalty(1)] float Time => 1f; " + after), new SetNumberFix());

    [Fact]
    public Task SurvivingPaysLess() => FixVerifier.VerifyAsync(Survival("[Term(5)] float Alive => 2f;"), Survival("[Term(0.499)] float Alive => 2f;"), new SetNumberFix());

    /// <summary>Of several numbers, none is the one to change.</summary>
    [Fact]
    public Task KeepsSeveral() => FixVerifier.VerifyNoneAsync(Survival("[Term(5)] float Alive => 2f; [Term(1)] float There => 2f - Distance / 2f;"), new SetNumberFix());

    [Fact]
    public Task KeepsWhatIsNoNumber() => FixVerifier.VerifyNoneAsync(Income("const double Paid = 3; [Termination(EpisodeEnd.Success, Reward = Paid)] bool Done => Hit;"), new SetNumberFix());

    private static string Income(string end) => Spec("[Term(1)] float Alive => 1f; " + end);

    private static string Survival(string members) => Spec(members + " [Term(1)] float Near => 2f - Distance; [Termination(EpisodeEnd.Failure, Reward = -1)] bool Lost => Hit;");

    private static string Spec(string members) => Walker.Usings + @"[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
partial class Walk
{
    [Signal(0, 2)] public float Distance { get; init; }
    [Signal] public bool Hit { get; init; }
    " + members + @"
}
";

    private const string Placing = "[Signal(0, 0.5)] public float D { get; init; } [Signal(0, 0.3)] public float H { get; init; } [Goal(Tolerance = 0.01)] public bool Placed => D < 0.02f && H < 0.02f; ";

    private const string Beside = "[Signal(0, 1.6)] public float Angle { get; init; } [Signal(0, 1)] public float Other { get; init; } [Term(0.5)] public float More => Other; ";

    [Theory]
    [InlineData(Placing + "[Term(0.9)] public float Near => (1f - Tanh(5f * D)) * Saturate(H / 0.03f); [Term(0.1)] public bool Done => Placed;", "Term(0.1)", "Term(0.401)")]
    [InlineData(Beside + "[Goal, Term(0.3)] public bool Scored => Angle > 1.35f;", "Term(0.3)", "Term(0.501)")]
    public Task SetsTheNumber(string members, string before, string after) =>
        FixVerifier.VerifyAsync(Goals(members), Goals(members.Replace(before, after, System.StringComparison.Ordinal)), new SetNumberFix());

    /// <summary>Where there is no number to set.</summary>
    [Theory]
    [InlineData(Placing + "[Term(1)] public float Near => 1f - D;")]
    public Task KeepsOthers(string members) => FixVerifier.VerifyNoneAsync(Goals(members), new SetNumberFix());

    private static string Goals(string members) =>
        Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { " + members + " }";
}
