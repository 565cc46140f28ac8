using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix of RWD3008.</summary>
public sealed class DiscountFixTests
{
    [Fact]
    public Task LooksFarEnough() => FixVerifier.VerifyAsync(Spec("Horizon = 500, TimeLimit = TimeLimitKind.Truncates, Discount = 0.9 /* short */"), Spec("Horizon = 500, TimeLimit = TimeLimitKind.Truncates, Discount = 0.97 /* short */"), new DiscountFix());

    /// <summary>A goal that the episode does not reach, and a discount that is no number.</summary>
    [Theory]
    [InlineData("Horizon = 50, TimeLimit = TimeLimitKind.Truncates, Discount = 0.9")]
    [InlineData("Discount = Gamma")]
    public Task KeepsOthers(string contract) => FixVerifier.VerifyNoneAsync(Spec(contract), new DiscountFix());

    private static string Spec(string contract) => Walker.Usings + "[RewardSpec(" + contract + ")]\npartial class Walk { public const double Gamma = 0.9; [Signal(0, 2)] public float Distance { get; init; } [Goal(MinSteps = 100), Termination(EpisodeEnd.Success, Reward = 1)] bool Near => Distance < 0.1f; }\n";
}
