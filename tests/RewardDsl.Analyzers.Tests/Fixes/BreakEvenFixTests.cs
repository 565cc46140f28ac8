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

    [Fact]
    public Task KeepsWhatIsNoNumber() => FixVerifier.VerifyNoneAsync(Income("const double Paid = 3; [Termination(EpisodeEnd.Success, Reward = Paid)] bool Done => Hit;"), new BreakEvenFix());

    private static string Income(string end) => Spec("[Term(1)] float Alive => 1f; " + end);

    private static string Spec(string members) => Walker.Usings + @"[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
partial class Walk
{
    [Signal(0, 2)] public float Distance { get; init; }
    [Signal] public bool Hit { get; init; }
    " + members + @"
}
";
}
