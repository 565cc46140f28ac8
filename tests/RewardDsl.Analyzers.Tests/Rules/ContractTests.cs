using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0012 to RWD0014: the episode contract.</summary>
public sealed class ContractTests
{
    [Fact]
    public Task HorizonWithoutTimeLimit() => AnalyzerVerifier.VerifyAsync(Walker.Class("[[|RewardSpec(Horizon = 10)|]]", "public sealed partial class Walker", ""), "RWD0012", "'Walker' has a Horizon but does not say what reaching it means (add 'TimeLimit = TimeLimitKind.Truncates' or 'Terminates')");

    [Fact]
    public Task HorizonWithTimeLimitPasses() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec(Horizon = 10, TimeLimit = TimeLimitKind.Terminates)]", "public sealed partial class Walker", ""), "RWD0012");

    [Fact]
    public Task DiscountAboveOne() => AnalyzerVerifier.VerifyAsync(Walker.Class("[[|RewardSpec(Discount = 1.5)|]]", "public sealed partial class Walker", ""), "RWD0013", "Discount of 'Walker' is 1.5; it must be from 0 to 1");

    [Fact]
    public Task DiscountOfNaN() => AnalyzerVerifier.VerifyAsync(Walker.Class("[[|RewardSpec(Discount = double.NaN)|]]", "public sealed partial class Walker", ""), "RWD0013");

    [Fact]
    public Task HorizonZero() => AnalyzerVerifier.VerifyAsync(Walker.Class("[[|RewardSpec(Horizon = 0)|]]", "public sealed partial class Walker", ""), "RWD0013");

    [Fact]
    public Task StepSecondsZero() => AnalyzerVerifier.VerifyAsync(Walker.Class("[[|RewardSpec(StepSeconds = 0)|]]", "public sealed partial class Walker", ""), "RWD0013");

    [Fact]
    public Task InfinitePayoff() => Walker.Verify("RWD0013", "[[|Termination(EpisodeEnd.Failure, Reward = double.NegativeInfinity)|]] public bool A => Ready;");

    [Fact]
    public Task CostLimitOfNaN() => Walker.Verify("RWD0013", "[[|Cost(double.NaN)|]] public float A => Speed;");

    [Fact]
    public Task ContractPasses() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec(Discount = 0, Horizon = 1, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.001)]", "public sealed partial class Walker", ""), "RWD0013");

    [Fact]
    public Task RateWithoutSeconds() => Walker.Verify("RWD0014", "[[|Term(1, Rate = PayRate.PerSecond)|]] public float A => Speed;", "'A' needs the duration of a step (set 'StepSeconds' in [RewardSpec])");

    [Fact]
    public Task ClassRateWithoutSeconds() => AnalyzerVerifier.VerifyAsync(Walker.Class("[[|RewardSpec(Rate = PayRate.PerSecond)|]]", "public sealed partial class Walker", ""), "RWD0014");

    [Fact]
    public Task SecondsWithoutSeconds() => Walker.VerifyExpression("RWD0014", "[|Step.Seconds|]", "'Step.Seconds' needs the duration of a step (set 'StepSeconds' in [RewardSpec])");

    [Fact]
    public Task SecondsPass() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec(StepSeconds = 0.02, Rate = PayRate.PerSecond)]", "public sealed partial class Walker", "[Term(1)] public float A => Step.Seconds;"), "RWD0014");
}
