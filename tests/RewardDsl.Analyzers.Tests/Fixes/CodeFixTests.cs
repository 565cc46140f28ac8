using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Each fix: its text, that it ends, that the result compiles, and where it is not offered.</summary>
public sealed class CodeFixTests
{
    private const string Members = " { [Signal] public float X { get; init; } [Term(1)] public float Y => X; }\n";

    [Theory]
    [InlineData("public sealed class Walker", "public sealed partial class Walker")]
    [InlineData("class Walker", "partial class Walker")]
    [InlineData("/* why */ class Walker", "/* why */ partial class Walker")]
    [InlineData("public record Walker", "public partial record Walker")]
    [InlineData("public record class Walker", "public partial record class Walker")]
    [InlineData("sealed // keep\n    class Walker", "sealed // keep\n    partial class Walker")]
    public Task AddsPartial(string before, string after) => FixVerifier.VerifyAsync(
        "using RewardDsl;\n\n/// <summary>Walks.</summary>\n[RewardSpec]\n" + before + Members, "using RewardDsl;\n\n/// <summary>Walks.</summary>\n[RewardSpec]\n" + after + Members, new MakePartialFix());

    [Fact]
    public Task AddsPartialToContainers() => FixVerifier.VerifyAsync(
        "using RewardDsl;\npublic static class A\n{\n    struct B\n    {\n        [RewardSpec] class C" + Members + "    }\n}\n",
        "using RewardDsl;\npublic static partial class A\n{\n    partial struct B\n    {\n        [RewardSpec] partial class C" + Members + "    }\n}\n",
        new MakePartialFix());

    [Fact]
    public Task AddsPartialEverywhereAtOnce() => FixVerifier.VerifyAllAsync(
        "using RewardDsl;\npublic class A\n{\n    [RewardSpec] class C" + Members + "}\n[RewardSpec] public record D" + Members,
        "using RewardDsl;\npublic partial class A\n{\n    [RewardSpec] partial class C" + Members + "}\n[RewardSpec] public partial record D" + Members,
        new MakePartialFix());

    [Theory]
    [InlineData("using RewardDsl;\n[RewardSpec(Horizon = 10)]", "using RewardDsl;\n[RewardSpec(Horizon = 10, TimeLimit = TimeLimitKind.Truncates)]")]
    [InlineData("using RewardDsl;\n[RewardSpec(Horizon = 10 /* steps */, Discount = 0.9)]", "using RewardDsl;\n[RewardSpec(Horizon = 10 /* steps */, Discount = 0.9, TimeLimit = TimeLimitKind.Truncates)]")]
    public Task AddsTimeLimit(string before, string after) =>
        FixVerifier.VerifyAsync(before + "\npublic partial class Walker" + Members, after + "\npublic partial class Walker" + Members, new AddTimeLimitFix());

    [Fact]
    public Task AddsTimeLimitWithoutUsing()
    {
        const string Text = "[RewardDsl.RewardSpec(Horizon = 10)] public partial class Walker { [RewardDsl.Signal] public float X { get; init; } [RewardDsl.Term(1)] public float Y => X; }";
        return FixVerifier.VerifyAsync(
            Text, Text.Replace("Horizon = 10", "Horizon = 10, TimeLimit = global::RewardDsl.TimeLimitKind.Truncates", System.StringComparison.Ordinal), new AddTimeLimitFix());
    }

    [Theory]
    [InlineData("[Term(-2)]", "[Penalty(2)]")]
    [InlineData("[Penalty(-2.5e-3)]", "[Term(2.5e-3)]")]
    [InlineData("[RewardDsl.TermAttribute(-1, Else = -1)]", "[RewardDsl.PenaltyAttribute(1, Else = -1)]")]
    public Task FlipsTheSign(string before, string after) =>
        FixVerifier.VerifyAsync(Walker.With(before + " public float A => Speed;"), Walker.With(after + " public float A => Speed;"), new FlipSignFix());

    [Fact]
    public Task FlipsAllSignsAtOnce() => FixVerifier.VerifyAllAsync(
        Walker.With("[Term(-2)] public float A => Speed; [Penalty(-1)] public float B => Speed;"),
        Walker.With("[Penalty(2)] public float A => Speed; [Term(1)] public float B => Speed;"),
        new FlipSignFix());

    [Theory]
    [InlineData("[Potential(-1)] public float A => Speed;")]
    [InlineData("[Term(double.NegativeInfinity)] public float A => Speed;")]
    [InlineData("private const double K = -1; [Term(K)] public float A => Speed;")]
    [InlineData("[Parameter(-1, 1)] public float W { get; init; } = 1f; [Term(-1, Weight = nameof(W))] public float A => Speed;")]
    public Task KeepsOtherWeights(string members) => FixVerifier.VerifyNoneAsync(Walker.With(members), new FlipSignFix());

    [Theory]
    [InlineData("    // best\n    public float A => Previous.A + Speed;", "    // best\n    [State(0)] public float A => Previous.A + Speed;")]
    [InlineData("[Term(1)] public float A => Previous.A + Speed;", "[Term(1), State(0)] public float A => Previous.A + Speed;")]
    [InlineData("public bool A => Previous.A || Ready;", "[State(false)] public bool A => Previous.A || Ready;")]
    [InlineData("public Mask A => Previous.A | Contact;", "[State(false)] public Mask A => Previous.A | Contact;")]
    [InlineData("public float A => Previous.B; public float B => Previous.A;", "public float A => Previous.B; [State(0)] public float B => Previous.A;")]
    public Task AddsState(string before, string after) => FixVerifier.VerifyAsync(Walker.With(before), Walker.With(after), new AddStateFix());

    [Theory]
    [InlineData("Speed > 0.5", "Speed > 0.5f")]
    [InlineData("Speed > 1d", "Speed > 1f")]
    [InlineData("Speed > 1e-3 || Speed < .5 /* m */ + 1.0", "Speed > 1e-3f || Speed < .5f /* m */ + 1.0f")]
    [InlineData("Math.Exp(Speed) > 0.5", "MathF.Exp(Speed) > 0.5f")]
    [InlineData("(float)Math.Sqrt(Math.Exp(Speed)) > 1f", "(float)Math.Sqrt(MathF.Exp(Speed)) > 1f")]
    [InlineData("Math.Exp(Math.Sqrt(Speed)) > 1f", "MathF.Exp(MathF.Sqrt(Speed)) > 1f")]
    [InlineData("System.Math.Pow(Speed, 2) > 1f", "System.MathF.Pow(Speed, 2) > 1f")]
    [InlineData("(float)Math.Round(Speed, 2) > 1f", "MathF.Round(Speed, 2) > 1f")]
    public Task MakesFloats(string before, string after) => FixVerifier.VerifyAsync(
        Walker.With("[Penalty(1)] public bool A => " + before + ";"), Walker.With("[Penalty(1)] public bool A => " + after + ";"), new FloatLiteralFix(), new FloatMathFix());

    [Fact]
    public Task MakesAllLiteralsFloatsAtOnce() => FixVerifier.VerifyAllAsync(
        Walker.With("[Penalty(1)] public bool A => Speed > 0.5; [Penalty(1)] public bool B => Speed > 0.25;"),
        Walker.With("[Penalty(1)] public bool A => Speed > 0.5f; [Penalty(1)] public bool B => Speed > 0.25f;"),
        new FloatLiteralFix());

    [Theory]
    [InlineData("Speed > 1e300")]
    [InlineData("Speed > 1e-60")]
    public Task KeepsNumbersThatAFloatCannotHold(string expression) =>
        FixVerifier.VerifyNoneAsync(Walker.With("[Penalty(1)] public bool A => " + expression + ";"), new FloatLiteralFix());

    [Theory]
    [InlineData("(float)Math.Max(1L, 2L) > Speed")]
    [InlineData("(float)Math.Pow(Speed, 0.1) > 1f")]
    public Task KeepsFunctionsThatMathFHasNot(string expression) =>
        FixVerifier.VerifyNoneAsync(Walker.With("[Penalty(1)] public bool A => " + expression + ";"), new FloatMathFix());
}
