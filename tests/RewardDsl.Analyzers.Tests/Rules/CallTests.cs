using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0102, RWD0103 and RWD0108: calls, number types and outside state.</summary>
public sealed class CallTests
{
    [Fact]
    public Task CallIntoTheFramework() => Walker.VerifyExpression("RWD0102", "[|Environment.CurrentManagedThreadId.Equals(1)|] ? 1f : 0f");

    [Fact]
    public Task RandomNumber() => Walker.VerifyExpression("RWD0102", "[|Random.Shared.NextSingle()|]", "'NextSingle' cannot be called from a reward (only static methods, methods of the spec and the functions of RewardMath, MathF, Math, float and the vector types have a batched meaning)");

    [Fact]
    public Task UnknownMathFunction() => Walker.VerifyExpression("RWD0102", "[|MathF.Cbrt(Speed)|]", "'Cbrt' cannot be called from a reward (its source is not in this project; RewardMath and MathF hold what has a batched meaning)");

    [Fact]
    public Task UnknownOverload() => Walker.VerifyExpression("RWD0102", "[|MathF.Round(Speed, MidpointRounding.AwayFromZero)|]", "'Round' cannot be called from a reward (this overload has no batched meaning)");

    [Fact]
    public Task GenericMethod() => Walker.Verify("RWD0102", "public static T F<T>(T x) => x; [Term(1)] public float A => [|F(Speed)|];", "'F' cannot be called from a reward (it is generic)");

    [Fact]
    public Task OwnMethodsPass() => Walker.Verify("RWD0102", "public static float F(float x, float y = 2f) => x * y; public float G(float x) => x + Speed; [Term(1)] public float A => F(y: 1f, x: Speed) + G(1f) + SafeDiv(Speed, 2f);");

    [Fact]
    public Task DoubleComparison() => Walker.Verify("RWD0103", "[Penalty(1)] public bool A => Speed > [|0.5|];", "This is double arithmetic; rewards are float32 (write float literals such as 0.5f and MathF instead of Math)");

    [Fact]
    public Task DoubleFirst() => Walker.VerifyExpression("RWD0103", "(float)([|0.5|] * Speed)");

    [Fact]
    public Task DoubleFunction() => Walker.VerifyExpression("RWD0103", "[|(float)Math.Exp(Speed)|]");

    [Fact]
    public Task DoubleLocal() => Walker.VerifyBody("RWD0103", "var x = [|Math.Exp(Speed)|]; return Speed;");

    [Fact]
    public Task DecimalArithmetic() => Walker.VerifyExpression("RWD0103", "[|(float)((decimal)Speed * 2m)|]");

    [Fact]
    public Task IntegerLocal() => Walker.VerifyBody("RWD0103", "int n = Ready ? 1 : 2; return [|n % 2|] * Speed;", "This is integer arithmetic; rewards are float32 (whole numbers may be compared, added, subtracted and multiplied; convert to float for anything else; Count returns a float)");

    [Fact]
    public Task IntegerLengthsArithmetic() => Walker.VerifyExpression("RWD0103", "[|Torque.Length / 2|] + Speed");

    [Fact]
    public Task FloatsPass() => Walker.Verify("RWD0103", "private const double K = 0.5; [Penalty(1)] public float A => (float)K * Speed + 1 - 2 * MathF.Exp(Speed) + Math.Abs(Speed) + Math.Clamp(Speed, 0, 1);");

    [Fact]
    public Task StaticField() => Walker.Verify("RWD0108", "public static float s_gain = 1f; [Term(1)] public float A => [|s_gain|];", "'s_gain' can change outside the reward, so the evaluator cannot know it (make it a [Signal], a [Parameter], 'const' or 'static readonly' with a constant initializer)");

    [Fact]
    public Task StaticProperty() => Walker.Verify("RWD0108", "public static float Gain { get; set; } [Term(1)] public float A => [|Gain|];");

    [Fact]
    public Task StaticConstructor() => Walker.Verify("RWD0108", "private static readonly float s_gain = 1f; static Walker() { s_gain = 2f; } [Term(1)] public float A => [|s_gain|];");

    [Fact]
    public Task ConstantsPass() => Walker.Verify("RWD0108", "private static readonly float s_gain = 1f + 2f; private static readonly Vec s_pose = [1f, 2f, 3f, 4f]; public static float Twice => s_gain * 2f; [Term(1)] public float A => Twice + Sum(Torque - s_pose) + MathF.PI;");
}
