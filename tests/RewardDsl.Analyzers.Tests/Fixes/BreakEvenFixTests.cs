using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix that writes the number of the message.</summary>
public sealed class BreakEvenFixTests
{
    [Theory]
    [InlineData("[Termination(EpisodeEnd.Success)] bool Done => Hit;", "[Termination(EpisodeEnd.Success, Reward = 99)] bool Done => Hit;")]
    [InlineData("[Termination(EpisodeEnd.Success, Reward = 2.5 /* paid once */)] bool Done => Hit;", "[Termination(EpisodeEnd.Success, Reward = 99 /* paid once */)] bool Done => Hit;")]
    [InlineData("[Termination(EpisodeEnd.Success, Replaces = true)] bool Done => Hit;", "[Termination(EpisodeEnd.Success, Replaces = true, Reward = 100)] bool Done => Hit;")]
    public Task PaysEnoughForFinishing(string before, string after) => FixVerifier.VerifyAsync(Income(before), Income(after), new BreakEvenFix());

    [Theory]
    [InlineData("[Termination(EpisodeEnd.Failure)] bool Lost => Hit;", "[Termination(EpisodeEnd.Failure, Reward = -99.1)] bool Lost => Hit;")]
    [InlineData("[Termination(EpisodeEnd.Failure, Reward = -10)] bool Lost => Hit;", "[Termination(EpisodeEnd.Failure, Reward = -99.1)] bool Lost => Hit;")]
    public Task FailingCostsEnough(string before, string after) => FixVerifier.VerifyAsync(Spec("[Penalty(1)] float Time => 1f; " + before), Spec("[Penalty(1)] float Time => 1f; " + after), new BreakEvenFix());

    [Fact]
    public Task SurvivingPaysLess() => FixVerifier.VerifyAsync(Survival("[Term(5)] float Alive => 2f;"), Survival("[Term(0.499)] float Alive => 2f;"), new AdmissibleWeightFix());

    /// <summary>Of several numbers, none is the one to change.</summary>
    [Fact]
    public Task KeepsSeveral() => FixVerifier.VerifyNoneAsync(Survival("[Term(5)] float Alive => 2f; [Term(1)] float There => 2f - Distance / 2f;"), new AdmissibleWeightFix());

    [Fact]
    public Task KeepsWhatIsNoNumber() => FixVerifier.VerifyNoneAsync(Income("const double Paid = 3; [Termination(EpisodeEnd.Success, Reward = Paid)] bool Done => Hit;"), new BreakEvenFix());

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
}
