using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0100, RWD0101, RWD0109, RWD0111 and RWD0112: statements and expressions.</summary>
public sealed class ConstructTests
{
    [Fact]
    public Task RejectsPattern() => Walker.VerifyExpression("RWD0100", "Speed is [|var s|] ? s : 0f", "This pattern has no meaning in a reward (constants, comparisons, and, or, not have one)");

    [Fact]
    public Task RejectsSwitchExpression() => Walker.VerifyExpression("RWD0100", "Speed switch { > 0f => 1f, [|not > 0f => 0f|] }", "A switch without a last arm for everything else has no meaning in a reward (end it with '_ => …')");

    [Fact]
    public Task RejectsRemainder() => Walker.VerifyExpression("RWD0100", "[|Speed % 2f|]", "This operator has no meaning in a reward (use + - * / and comparisons; for a remainder use x - n * MathF.Floor(x / n))");

    [Fact]
    public Task RejectsNullCheck() => Walker.VerifyExpression("RWD0100", "[|((float?)Speed)?.CompareTo(1f)|] ?? 0", "A null check has no meaning in a reward (only a float? can be absent: use '??', 'is null' or HasValue)");

    [Fact]
    public Task RejectsImplicitIndex() => Walker.VerifyExpression("RWD0100", "[|Torque[^1]|]");

    [Fact]
    public Task RejectsDefault() => Walker.VerifyExpression("RWD0100", "[|default(Vector2)|].X");

    [Fact]
    public Task TakesVectorEquality() => Walker.Verify("RWD0100", "[Penalty(1)] public bool A => Up == Vector3.Zero;");

    [Fact]
    public Task RejectsVectorElementThatIsNotConstant() => Walker.Verify("RWD0100", "public static Vec Two(float x) => [[|x|], 1f]; [Penalty(1)] public float A => Sum(Two(Speed));");

    [Fact]
    public Task RejectsRefArgument() => Walker.Verify("RWD0100", "public static float F(ref float x) => x; [Penalty(1)] public float A { get { float x = Speed; return F([|ref x|]); } }");

    [Fact]
    public Task RejectsLocalFunction() => Walker.VerifyBody("RWD0100", "[|float F(float x) => x;|] return F(Speed);", "A local function has no meaning in a reward (write a static method of the spec)");

    [Fact]
    public Task RejectsLambda() => Walker.VerifyBody("RWD0100", "Func<float, float> f = [|x => x|]; return Speed;");

    [Fact]
    public Task RejectsTry() => Walker.VerifyBody("RWD0100", "[|try { return Speed; } finally { }|]");

    [Fact]
    public Task RejectsThrowInExpression() => Walker.VerifyExpression("RWD0100", "Ready ? 1f : [|throw new InvalidOperationException()|]", "Throwing has no meaning in a reward (a reward has a value for every state)");

    [Fact]
    public Task RejectsUnusedCall() => Walker.VerifyBody("RWD0100", "[|Exp(Speed)|]; return 1f;", "A call whose value is not used has no meaning in a reward (assign it to a local)");

    [Fact]
    public Task RejectsThrow() => Walker.VerifyBody("RWD0100", "[|throw new InvalidOperationException();|]");

    [Fact]
    public Task RejectsSwitchStatement() => Walker.VerifyBody("RWD0100", "[|switch (Ready) { case true: return 1f; default: return 0f; }|]");

    [Fact]
    public Task RejectsIterator() => Walker.Verify("RWD0100", "public static System.Collections.Generic.IEnumerable<float> F() { [|yield return 1f;|] } public static float G(System.Collections.Generic.IEnumerable<float> x) => 2f; [Penalty(1)] public float A => G(F());");

    [Fact]
    public Task RejectsMethodGroup() => Walker.Verify("RWD0100", "public static float F(float x) => x; public static float G(Func<float, float> f) => 2f; [Penalty(1)] public float A => G([|F|]);");

    [Fact]
    public Task RejectsInterpolatedText() => Walker.VerifyExpression("RWD0100", "Where([|$\"{Speed}\" == \"1\"|], 1f, Speed)");

    [Fact]
    public Task RejectsTuple() => Walker.VerifyExpression("RWD0100", "[|(Speed, 1f).Item1|]");

    [Fact]
    public Task RejectsArray() => Walker.VerifyBody("RWD0100", "float[] a = [|new float[2]|]; return Speed;");

    [Fact]
    public Task LocalsAndBranchesPass() => Walker.VerifyBody("RWD0100", "float x = Speed; if (Ready) { x += 1f; } else if (Speed > 2f) { return 0f; } const float K = 2f; return Ready ? x * K : -x;");

    [Fact]
    public Task VectorsPass() => Walker.VerifyExpression("RWD0100", "new Vector2(Speed, 1f).Length() + Up.Xy().X + Vector3.Dot(Up, Vector3.UnitZ) + Torque[0] + Torque.Length + Sum(Where(Contact, Torque, 0f)) + Count(!Contact)");

    [Fact]
    public Task ForLoop() => Walker.VerifyBody("RWD0101", "[|for|] (int i = 0; i < 2; i++) { } return Speed;", "A loop has no meaning in a reward (use Sum, Mean, Min, Max, Any, All or Count over a Vec or Mask)");

    [Fact]
    public Task ForeachLoop() => Walker.VerifyBody("RWD0101", "[|foreach|] (float t in Torque) { } return Speed;", "A loop has no meaning in a reward (use Sum, Mean, Min, Max, Any, All or Count over a Vec or Mask)");

    [Fact]
    public Task WhileLoop() => Walker.VerifyBody("RWD0101", "[|while|] (Ready) { } return Speed;", "A loop has no meaning in a reward (use Sum, Mean, Min, Max, Any, All or Count over a Vec or Mask)");

    [Fact]
    public Task DoLoop() => Walker.VerifyBody("RWD0101", "[|do|] { } while (Ready); return Speed;", "A loop has no meaning in a reward (use Sum, Mean, Min, Max, Any, All or Count over a Vec or Mask)");

    [Fact]
    public Task ReductionPasses() => Walker.VerifyExpression("RWD0101", "Sum(Torque * Torque)");

    [Fact]
    public Task AssignsMember() => Walker.VerifyBody("RWD0109", "[|s_total|] += Speed; return Speed; } } private static float s_total; public static float Total { get { return s_total;", "A reward may assign only its own locals; 's_total' is not one");

    [Fact]
    public Task AssignsArgument() => Walker.Verify("RWD0109", "public static float F(float x) { [|x|] = 2f; return x; } [Term(1)] public float A => F(Speed);");

    [Fact]
    public Task Discards() => Walker.VerifyBody("RWD0109", "[|_|] = Speed; return Speed;");

    [Fact]
    public Task Increments() => Walker.VerifyBody("RWD0109", "float x = Speed; [|x++|]; return x;");

    [Fact]
    public Task Deconstructs() => Walker.VerifyBody("RWD0109", "[|(float a, float b)|] = (Speed, 1f); return a + b;");

    [Fact]
    public Task AssignsLocalPasses() => Walker.VerifyBody("RWD0109", "float x = 1f; x = x + Speed; x *= 2f; return x;");

    [Fact]
    public Task TooManyOperations() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public sealed partial class [|Walker|]", "public static float F0(float x) => x * x; public static float F1(float x) => F0(x * 2f) + F0(x * 3f); public static float F2(float x) => F1(x * 2f) + F1(x * 3f); public static float F3(float x) => F2(x * 2f) + F2(x * 3f); public static float F4(float x) => F3(x * 2f) + F3(x * 3f); public static float F5(float x) => F4(x * 2f) + F4(x * 3f); public static float F6(float x) => F5(x * 2f) + F5(x * 3f); public static float F7(float x) => F6(x * 2f) + F6(x * 3f); public static float F8(float x) => F7(x * 2f) + F7(x * 3f); public static float F9(float x) => F8(x * 2f) + F8(x * 3f); public static float F10(float x) => F9(x * 2f) + F9(x * 3f); public static float F11(float x) => F10(x * 2f) + F10(x * 3f); public static float F12(float x) => F11(x * 2f) + F11(x * 3f); public static float F13(float x) => F12(x * 2f) + F12(x * 3f); public static float F14(float x) => F13(x * 2f) + F13(x * 3f); public static float F15(float x) => F14(x * 2f) + F14(x * 3f); public static float F16(float x) => F15(x * 2f) + F15(x * 3f); public static float F17(float x) => F16(x * 2f) + F16(x * 3f); public static float F18(float x) => F17(x * 2f) + F17(x * 3f); [Term(1)] public float A => F18(Speed);"), "RWD0111", "'Walker' needs more than 50000 operations once everything is inlined; split it or simplify its branches");

    [Fact]
    public Task TooManyCallsOfEqualOperations() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public sealed partial class [|Walker|]", "public static float F0(float x) => x * x; public static float F1(float x) => F0(x) + F0(x); public static float F2(float x) => F1(x) + F1(x); public static float F3(float x) => F2(x) + F2(x); public static float F4(float x) => F3(x) + F3(x); public static float F5(float x) => F4(x) + F4(x); public static float F6(float x) => F5(x) + F5(x); public static float F7(float x) => F6(x) + F6(x); public static float F8(float x) => F7(x) + F7(x); public static float F9(float x) => F8(x) + F8(x); public static float F10(float x) => F9(x) + F9(x); public static float F11(float x) => F10(x) + F10(x); public static float F12(float x) => F11(x) + F11(x); public static float F13(float x) => F12(x) + F12(x); public static float F14(float x) => F13(x) + F13(x); public static float F15(float x) => F14(x) + F14(x); public static float F16(float x) => F15(x) + F15(x); public static float F17(float x) => F16(x) + F16(x); public static float F18(float x) => F17(x) + F17(x); public static float F19(float x) => F18(x) + F18(x); public static float F20(float x) => F19(x) + F19(x); public static float F21(float x) => F20(x) + F20(x); public static float F22(float x) => F21(x) + F21(x); public static float F23(float x) => F22(x) + F22(x); public static float F24(float x) => F23(x) + F23(x); public static float F25(float x) => F24(x) + F24(x); public static float F26(float x) => F25(x) + F25(x); public static float F27(float x) => F26(x) + F26(x); public static float F28(float x) => F27(x) + F27(x); public static float F29(float x) => F28(x) + F28(x); public static float F30(float x) => F29(x) + F29(x); public static float F31(float x) => F30(x) + F30(x); public static float F32(float x) => F31(x) + F31(x); public static float F33(float x) => F32(x) + F32(x); public static float F34(float x) => F33(x) + F33(x); public static float F35(float x) => F34(x) + F34(x); public static float F36(float x) => F35(x) + F35(x); public static float F37(float x) => F36(x) + F36(x); public static float F38(float x) => F37(x) + F37(x); public static float F39(float x) => F38(x) + F38(x); public static float F40(float x) => F39(x) + F39(x); public static float F41(float x) => F40(x) + F40(x); public static float F42(float x) => F41(x) + F41(x); public static float F43(float x) => F42(x) + F42(x); public static float F44(float x) => F43(x) + F43(x); public static float F45(float x) => F44(x) + F44(x); public static float F46(float x) => F45(x) + F45(x); public static float F47(float x) => F46(x) + F46(x); public static float F48(float x) => F47(x) + F47(x); public static float F49(float x) => F48(x) + F48(x); public static float F50(float x) => F49(x) + F49(x); public static float F51(float x) => F50(x) + F50(x); public static float F52(float x) => F51(x) + F51(x); public static float F53(float x) => F52(x) + F52(x); public static float F54(float x) => F53(x) + F53(x); public static float F55(float x) => F54(x) + F54(x); public static float F56(float x) => F55(x) + F55(x); public static float F57(float x) => F56(x) + F56(x); public static float F58(float x) => F57(x) + F57(x); public static float F59(float x) => F58(x) + F58(x); [Term(1)] public float A => F59(Speed);"), "RWD0111");

    [Fact]
    public Task SharedHelpersPass() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec]", "public sealed partial class Walker", "public static float F0(float x) => x * x; public static float F1(float x) => F0(x * 2f) + F0(x * 3f); public static float F2(float x) => F1(x * 2f) + F1(x * 3f); public static float F3(float x) => F2(x * 2f) + F2(x * 3f); public static float F4(float x) => F3(x * 2f) + F3(x * 3f); public static float F5(float x) => F4(x * 2f) + F4(x * 3f); [Term(1)] public float A => F5(Speed);"), "RWD0111");
}
