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
    public Task FunctionOfAnotherType() => Walker.VerifyExpression("RWD0102", "[|Convert.ToSingle(Ready)|]", "'ToSingle' cannot be called from a reward (its source is not in this project; RewardMath and MathF hold what has a batched meaning)");

    [Fact]
    public Task UnknownOverload() => Walker.VerifyExpression("RWD0102", "[|Vector3.Transform(Up, Matrix4x4.Identity)|].X", "'Transform' cannot be called from a reward (a reward has no matrices; rotate by a Quaternion)");

    [Theory]
    [InlineData("MathF.FusedMultiplyAdd(Speed, 2f, 1f)", "FusedMultiplyAdd", "rewards round every operation, so that each machine gives the same bits; write a * b + c")]
    [InlineData("MathF.IEEERemainder(Speed, 2f)", "IEEERemainder", "a remainder is not exact in float operations; write x - n * MathF.Round(x / n), or WrapAngle for angles")]
    [InlineData("MathF.CopySign(Speed, 2f)", "CopySign", "the sign of NaN differs between machines; write y < 0f ? -MathF.Abs(x) : MathF.Abs(x)")]
    [InlineData("MathF.BitIncrement(Speed)", "BitIncrement", "the bits of a float are no part of a reward; add a distance that means something, such as 1e-6f")]
    [InlineData("float.Parse(\"1\")", "Parse", "a reward has no text")]
    [InlineData("Vector3.ConditionalSelect(Up, Up, Up).X", "ConditionalSelect", "the bits of a float are no part of a reward; write condition ? a : b")]
    [InlineData("Vector3.AllBitsSet.X", "Vector3.AllBitsSet", "the bits of a float are no part of a reward; choose by conditions, '?:' or Where")]
    [InlineData("new Vector3(new float[3]).X", "new Vector3(new float[3])", "a reward has values, no memory; read the components")]
    public Task FunctionsWithAnotherName(string call, string name, string reason) =>
        Walker.VerifyExpression("RWD0102", call.EndsWith(".X", System.StringComparison.Ordinal) ? "[|" + call[..^2] + "|].X" : "[|" + call + "|]", "'" + name + "' cannot be called from a reward (" + reason + ")");

    [Fact]
    public Task OperatorOnBits() => Walker.VerifyExpression("RWD0102", "([|Up & Up|]).X");

    [Fact]
    public Task ComplementOfBits() => Walker.VerifyExpression("RWD0102", "([|~Up|]).Y + ([|Up << 1|]).Z");

    [Theory]
    [InlineData("MathF.Round(Speed, [|7|])", "Round", "the number of digits must be a constant from 0 to 6")]
    [InlineData("MathF.Round(Speed, [|MathF.Sign(Speed)|])", "Round", "the number of digits must be a constant from 0 to 6")]
    [InlineData("MathF.Round(Speed, [|(MidpointRounding)7|])", "Round", "the rounding must be a constant that MidpointRounding names")]
    [InlineData("Vector3.Round(Up, [|Ready ? MidpointRounding.ToZero : MidpointRounding.ToEven|]).X", "Round", "the rounding must be a constant that MidpointRounding names")]
    [InlineData("float.RootN(Speed, [|0|])", "RootN", "the degree of the root must be a constant that is not 0, from -16777215 to 16777215")]
    [InlineData("float.RootN(Speed, [|16777216|])", "RootN", "the degree of the root must be a constant that is not 0, from -16777215 to 16777215")]
    [InlineData("Sum(Torque - Vec.Zero([|0|]))", "Zero", "the length must be a constant from 1 to 65536")]
    public Task WrongConstants(string expression, string name, string reason) =>
        Walker.VerifyExpression("RWD0102", expression, "'" + name + "' cannot be called from a reward (" + reason + ")");

    [Fact]
    public Task NarrowedFunctionThatIsRefused() => Walker.VerifyExpression("RWD0102", "(float)[|Math.CopySign(Speed, 2.0)|]", "'CopySign' cannot be called from a reward (the sign of NaN differs between machines; write y < 0f ? -MathF.Abs(x) : MathF.Abs(x))");

    [Fact]
    public Task DigitsOfADouble() => Walker.VerifyExpression("RWD0103", "(float)[|Math.Round(Speed, 2)|]", "This is double arithmetic; rewards are float32 (digits of a double round otherwise than those of a float; write MathF.Round)");

    [Fact]
    public Task SignOfAFloat() => Walker.VerifyExpression("RWD0102", "[|float.IsNegative(Speed)|] ? 1f : 0f", "'IsNegative' cannot be called from a reward (the sign of NaN differs between machines; write x < 0f)");

    [Theory]
    [InlineData("Tolerance(Speed, 0f, 1f, 1f, [|Ready ? SigmoidKind.Linear : SigmoidKind.Cosine|])", "the sigmoid must be a constant that SigmoidKind names")]
    [InlineData("Tolerance(Speed, 0f, 1f, 1f, [|(SigmoidKind)8|])", "the sigmoid must be a constant that SigmoidKind names")]
    [InlineData("Tolerance(Speed, 0f, 1f, 1f, SigmoidKind.Gaussian, [|0f|])", "the value at the margin must lie in (0, 1) for the sigmoid Gaussian")]
    [InlineData("Tolerance(Speed, 0f, 1f, 1f, valueAtMargin: [|1f|], sigmoid: SigmoidKind.Linear)", "the value at the margin must lie in [0, 1) for the sigmoid Linear")]
    [InlineData("Tolerance(Speed, 0f, 1f, 1f, SigmoidKind.Quadratic, [|-0.5f|])", "the value at the margin must lie in [0, 1) for the sigmoid Quadratic")]
    [InlineData("Tolerance(Speed, 0f, 1f, 1f, SigmoidKind.LongTail, [|Speed|])", "the value at the margin must be a constant")]
    [InlineData("Tolerance(Speed, 0f, 1f, [|-1f|], SigmoidKind.LongTail)", "the margin must be at least 0")]
    [InlineData("Tolerance(Speed, 1f, [|0f|], 1f, SigmoidKind.LongTail)", "the upper bound must be at least the lower bound")]
    [InlineData("Sum(Tolerance(Torque, 0f, 1f, 1f, SigmoidKind.LongTail, [|2f|]))", "the value at the margin must lie in (0, 1) for the sigmoid LongTail")]
    public Task WrongTolerance(string expression, string reason) =>
        Walker.VerifyExpression("RWD0102", expression, "'Tolerance' cannot be called from a reward (" + reason + ")");

    [Fact]
    public Task TolerancesPass() => Walker.Verify(
        "RWD0102",
        "private const SigmoidKind Kind = SigmoidKind.TanhSquared; private static readonly float s_value = 0.2f; private float Near(SigmoidKind kind, float value) => Tolerance(Speed, 0f, float.PositiveInfinity, 1f, kind, value);"
        + " [Term(1)] public float A => Tolerance(Speed, -1f, 1f, 0f, Kind) + Near(SigmoidKind.Linear, 0f) + Near(Kind, s_value) + Tolerance(Speed, Up.X, Up.Y, Up.Z, Kind);");

    [Fact]
    public Task GenericMethod() => Walker.Verify("RWD0102", "public static T F<T>(T x) => x; [Term(1)] public float A => [|F(Speed)|];", "'F' cannot be called from a reward (it is generic)");

    [Fact]
    public Task OwnMethodsPass() => Walker.Verify("RWD0102", "public static float F(float x, float y = 2f) => x * y; public float G(float x) => x + Speed; [Term(1)] public float A => F(y: 1f, x: Speed) + G(1f) + SafeDiv(Speed, 2f);");

    [Fact]
    public Task DoubleComparison() => Walker.Verify("RWD0103", "[Penalty(1)] public bool A => Speed > [|0.5|];", "This is double arithmetic; rewards are float32 (write float literals such as 0.5f, and MathF.Exp(x) or (float)Math.Exp(x))");

    [Fact]
    public Task DoubleFirst() => Walker.VerifyExpression("RWD0103", "(float)([|0.5|] * Speed)");

    [Fact]
    public Task DoubleFunction() => Walker.VerifyExpression("RWD0103", "[|(float)(Math.Exp(Speed) * Speed)|]");

    [Theory]
    [InlineData("(float)Math.Pow(Speed, [|0.1|])")]
    [InlineData("[|(float)Math.Log(Math.Exp(Speed))|]")]
    [InlineData("[|(float)-Math.Exp(Speed)|]")]
    [InlineData("[|(float)Math.Log(Math.ScaleB(Speed, 9))|]")]
    public Task DoublesThatAFloatCannotHold(string expression) =>
        Walker.VerifyExpression("RWD0103", expression, "This is double arithmetic; rewards are float32 (write float literals such as 0.5f, and MathF.Exp(x) or (float)Math.Exp(x))");

    [Fact]
    public Task NarrowedFunctionsPass() => Walker.VerifyExpression(
        "RWD0103", "(float)Math.Exp(Speed) + (float)Math.Pow(Speed, 2) + (float)Math.Pow(Speed, 0.5) + (float)Math.Exp(-Speed * Speed) + (float)Math.Exp(Math.Sqrt(Speed)) + (float)Math.Max(Math.Sin(Speed), 0.25) + (float)Math.Asinh(Speed) + (float)Math.Log(Speed + 9f, 2) + (float)Math.Sqrt(Torque.Length) + (float)Math.Round(Speed, MidpointRounding.ToZero)");

    [Fact]
    public Task SignsPass() => Walker.VerifyExpression("RWD0103", "MathF.Sign(Speed) * Speed + Math.Sign(Speed) + float.Sign(Speed)");

    [Theory]
    [InlineData("[|MathF.Sign(Speed) / 2|] * Speed")]
    [InlineData("[|Math.Sign((double)Speed)|] * Speed")]
    public Task SignsAreNoIntegers(string expression) => Walker.VerifyExpression("RWD0103", expression);

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
