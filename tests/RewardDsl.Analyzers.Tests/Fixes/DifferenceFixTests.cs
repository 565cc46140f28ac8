using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fixes of differences by hand: the potential instead, or only a new best.</summary>
public sealed class DifferenceFixTests
{
    [Theory]
    [InlineData("[Term(0.1)] public float A => Max(0f, Previous.Distance - Distance);", "[Potential(0.1)] public float A => -Distance;")]
    [InlineData("[Term(2)] float A => 10f * MathF.Max(Near - Previous.Near, 0);", "[Potential(2)] float A => 10f * Near;")]
    [InlineData("[Term(2)] float A => Max(0f, (0.99f * Near) - Previous.Near);", "[Potential(2)] float A => Near;")]
    [InlineData("[Term(1)] float A { get { return Clamp(Near - Previous.Near, 0f, 0.1f); } }", "[Potential(1)] float A { get { return Near; } }")]
    [InlineData("[Term(1)] float A => Max(0f, Norm(Goal - Previous.Hand) - Norm(Goal - Hand));", "[Potential(1)] float A => -Norm(Goal - Hand);")]
    [InlineData("[Term(2, Role = TermRole.Regulariser)] float A => Near - Previous.Near;", "[Potential(2)] float A => Near;")]
    [InlineData("[Penalty(3)] float A => Distance - Previous.Distance;", "[Potential(3)] float A => -Distance;")]
    [InlineData("[Penalty(3)] float A => 0.9f * (Near + Distance * Distance) - (Previous.Near + Previous.Distance * Previous.Distance);", "[Potential(3)] float A => -(Near + Distance * Distance);")]
    [InlineData("[Term(1)] float A => (0.99f * Near) - Previous.Near;\n    [Termination(EpisodeEnd.Failure)] bool Lost => Distance > 4f;", "[Potential(1)] float A => Near;\n    [Termination(EpisodeEnd.Failure)] bool Lost => Distance > 4f;")]
    [InlineData("[Penalty(0.1, Role = TermRole.Shaping)] float A => Norm(Hand) + Distance;", "[Potential(0.1)] float A => -(Norm(Hand) + Distance);")]
    [InlineData("[Schedule] static float Fade(TrainingClock clock) => 1f - clock.Progress;\n    [Term(1, Schedule = nameof(Fade))] float A => 0.99f * Near - Previous.Near;", "[Schedule] static float Fade(TrainingClock clock) => 1f - clock.Progress;\n    [Potential(1, Schedule = nameof(Fade))] float A => Near;")]
    [InlineData("[Gate] bool Held => Grasped;\n    [Term(1, Gate = nameof(Held))] float A => Previous.Distance - Distance;", "[Gate] bool Held => Grasped;\n    [Potential(1)] float A => Held ? -Distance : 0f;")]
    [InlineData("/// <summary>Nearer.</summary>\n    [Penalty(1), Progress, Clamp(-10, 0), Bounds(0, 5)]\n    public float A => Distance;", "/// <summary>Nearer.</summary>\n    [Potential(1)]\n    public float A => -Distance;")]
    public Task PaysThePotential(string before, string after) => FixVerifier.VerifyAsync(Source(before), Source(after), new PayPotentialFix());

    [Theory]
    [InlineData("[Term(0.1, Role = TermRole.Regulariser)] public float A => Max(0f, Previous.Distance - Distance);", "[Term(0.1, Role = TermRole.Regulariser), BestSoFar] public float A => -Distance;")]
    [InlineData("[Progress]\n    [Clamp(0, 10)]\n    [Term(2)]\n    float A => Near;", "[Term(2), BestSoFar]\n    float A => Near;")]
    public Task PaysANewBest(string before, string after) => FixVerifier.VerifyAsync(Source(before), Source(after), new PayBestSoFarFix());

    [Theory]
    [InlineData("[Signal(-1, 1), Action] public float Push { get; init; }\n    [Penalty(1, Role = TermRole.Shaping)] float A => Abs(Push);")]
    [InlineData("[State(0)] float Best => Max(Previous.Best, Distance);\n    [Term(1)] float A => Best - Previous.Best;")]
    [InlineData("[Term(1)] float A => Norm(Hand) * (Near - Previous.Near);")]
    public Task KeepsWhatHasNoPotential(string members) => FixVerifier.VerifyNoneAsync(Source(members), new PayPotentialFix());

    [Theory]
    [InlineData("[Term(1)] float A => Distance < Previous.Distance ? 0.1f : -0.05f;")]
    [InlineData("[Term(1)] float A => Grasped ? Max(0f, Previous.Distance - Distance) : 0f;")]
    [InlineData("[Term(1, Rate = PayRate.PerStep)] float A => Max(0f, Previous.Distance - Distance);")]
    [InlineData("[Term(1)] float A => Max(0f, Previous.Distance - Distance * Distance);")]
    [InlineData("[Parameter(0, 2)] public float Much { get; init; } = 1f;\n    [Term(Weight = nameof(Much))] float A => Max(0f, Previous.Distance - Distance);")]
    public async Task KeepsWhatIsNoDifferenceAlone(string members)
    {
        await FixVerifier.VerifyNoneAsync(Source(members), new PayPotentialFix());
        await FixVerifier.VerifyNoneAsync(Source(members), new PayBestSoFarFix());
    }

    [Fact]
    public Task PaysAllPotentials() => FixVerifier.VerifyAllAsync(
        Source("[Term(0.1)] public float A => Max(0f, Previous.Distance - Distance);\n    [Term(2)] float B => Max(Norm(Hand) - Norm(Previous.Hand), 0f);"),
        Source("[Potential(0.1)] public float A => -Distance;\n    [Potential(2)] float B => Norm(Hand);"),
        new PayPotentialFix());

    private static string Source(string members) => Walker.Usings + "[RewardSpec(Discount = 0.99)]\npublic sealed partial class Rider\n{\n"
        + "    [Signal(0, 5)] public float Distance { get; init; }\n    [Signal(-1, 1, Length = 3)] public Vec Hand { get; init; }\n    [Signal(-1, 1, Length = 3)] public Vec Goal { get; init; }\n"
        + "    [Signal] public bool Grasped { get; init; }\n    private float Near => -Distance;\n    [Penalty(0.1)] public float Living => 1f;\n    " + members + "\n}\n";
}
