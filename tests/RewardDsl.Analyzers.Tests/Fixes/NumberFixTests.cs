using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Fixes of divisions, domains, squares and missing ranges.</summary>
public sealed class NumberFixTests
{
    private const string File = "walker.ranges.json";

    [Theory]
    [InlineData("1f / Distance", "SafeDiv(1f, Distance)")]
    [InlineData("2f + (Speed * 3f) / (Distance * 2f) /* m */", "2f + SafeDiv(Speed * 3f, Distance * 2f) /* m */")]
    [InlineData("Tanh(2f * (1f / Distance))", "Tanh(2f * (SafeDiv(1f, Distance)))")]
    [InlineData("Sum(Joints / Distance)", "Sum(SafeDiv(Joints, Distance))")]
    [InlineData("Sum(Joints / Joints)", "Sum(SafeDiv(Joints, Joints))")]
    public Task DividesSafely(string before, string after) => FixVerifier.VerifyAsync(Term(before), Term(after), new SafeDivisionFix());

    [Fact]
    public Task DividesAVariableSafely() => FixVerifier.VerifyAsync(
        Source("[Term(1)] public float A { get { float x = 1f; x /= Distance; return x; } }"), Source("[Term(1)] public float A { get { float x = 1f; x = SafeDiv(x, Distance); return x; } }"), new SafeDivisionFix());

    [Fact]
    public Task DividesSafelyWithoutUsing() => FixVerifier.VerifyAsync(
        "[RewardDsl.RewardSpec] public partial class Walker { [RewardDsl.Signal(0, 1)] public float X { get; init; } [RewardDsl.Term(1)] public float Y => 1f / X; }",
        "[RewardDsl.RewardSpec] public partial class Walker { [RewardDsl.Signal(0, 1)] public float X { get; init; } [RewardDsl.Term(1)] public float Y => global::RewardDsl.RewardMath.SafeDiv(1f, X); }",
        new SafeDivisionFix());

    [Fact]
    public Task DividesAllSafely() => FixVerifier.VerifyAllAsync(
        Source("[Term(1)] public float A => 1f / Distance; [Term(1)] public float B => Distance / Speed;"), Source("[Term(1)] public float A => SafeDiv(1f, Distance); [Term(1)] public float B => SafeDiv(Distance, Speed);"), new SafeDivisionFix());

    [Theory]
    [InlineData("Sum(1f / Joints)")]
    [InlineData("(Up / Distance).X")]
    public Task KeepsDivisionsWithoutAnOverload(string expression) => FixVerifier.VerifyNoneAsync(Term(expression), new SafeDivisionFix());

    [Theory]
    [InlineData("Acos(Speed)", "Acos(Clamp(Speed, -1f, 1f))")]
    [InlineData("MathF.Asin(Vector3.Dot(Up, Up))", "MathF.Asin(Clamp(Vector3.Dot(Up, Up), -1f, 1f))")]
    [InlineData("Sqrt(Speed - 1f)", "Sqrt(Max(Speed - 1f, 0f))")]
    [InlineData("Sum(Sqrt(Joints))", "Sum(Sqrt(Max(Joints, 0f)))")]
    [InlineData("Log(Distance)", "Log(Max(Distance, 1e-6f))")]
    [InlineData("Sum(Log2(Joints))", "Sum(Log2(Max(Joints, 1e-6f)))")]
    [InlineData("float.LogP1(Speed)", "float.LogP1(Max(Speed, -0.999999f))")]
    [InlineData("MathF.Acosh(Speed)", "MathF.Acosh(Max(Speed, 1f))")]
    [InlineData("MathF.Atanh(Speed)", "MathF.Atanh(Clamp(Speed, -0.999999f, 0.999999f))")]
    [InlineData("MathF.Log(Speed, 3f)", "MathF.Log(Max(Speed, 1e-6f), 3f)")]
    [InlineData("Pow(Speed, 0.5f)", "Pow(Max(Speed, 0f), 0.5f)")]
    [InlineData("Pow(Distance, -0.5f)", "Pow(Max(Distance, 1e-6f), -0.5f)")]
    [InlineData("GeometricMean(Distance, Speed)", "GeometricMean(Distance, Max(Speed, 0f))")]
    public Task LimitsArguments(string before, string after) => FixVerifier.VerifyAsync(Term(before), Term(after), new ClampArgumentFix());

    [Fact]
    public Task LimitsAllArguments() => FixVerifier.VerifyAllAsync(
        Source("[Term(1)] public float A => Acos(Speed); [Term(1)] public float B => Sqrt(Speed) + Log(Distance);"),
        Source("[Term(1)] public float A => Acos(Clamp(Speed, -1f, 1f)); [Term(1)] public float B => Sqrt(Max(Speed, 0f)) + Log(Max(Distance, 1e-6f));"),
        new ClampArgumentFix());

    [Theory]
    [InlineData("Pow(Speed, -2f)")]
    [InlineData("Pow(Speed, Distance)")]
    [InlineData("MathF.Log(7f, Speed)")]
    [InlineData("Vector3.Log(Up).X")]
    public Task KeepsWhoseSideIsOpen(string expression) => FixVerifier.VerifyNoneAsync(Term(expression), new ClampArgumentFix());

    [Theory]
    [InlineData("SumSquares(Free)", "1f - Exp(-SumSquares(Free))")]
    [InlineData("Distance + 0.5f * Square(Free[0])", "Distance + 0.5f * (1f - Exp(-Square(Free[0])))")]
    [InlineData("Free[0] * Free[0]", "1f - Exp(-(Free[0] * Free[0]))")]
    [InlineData("Far.LengthSquared() + Distance", "(1f - Exp(-Far.LengthSquared())) + Distance")]
    public async Task SaturatesSquares(string before, string after)
    {
        await FixVerifier.VerifyAsync(Term(before), Term(after), new SaturateFix());
        await FixVerifier.VerifyAsync(Source("[Penalty(1)] public float A => " + before + ";"), Source("[Penalty(1)] public float A => " + after + ";"), new SaturateFix());
    }

    [Fact]
    public Task SaturatesAllSquares() => FixVerifier.VerifyAllAsync(
        Source("[Term(1)] public float A => Square(Free[1]); [Penalty(1)] public float B => SumSquares(Free);"),
        Source("[Term(1)] public float A => 1f - Exp(-Square(Free[1])); [Penalty(1)] public float B => 1f - Exp(-SumSquares(Free));"),
        new SaturateFix());

    [Theory]
    [InlineData("Free[0]")]
    [InlineData("Abs(Free[0])")]
    [InlineData("Free[0] * Free[1]")]
    [InlineData("Exp(20f * Distance)")]
    public Task KeepsWhatIsNoSquare(string expression) => FixVerifier.VerifyNoneAsync(Term(expression), new SaturateFix());

    [Theory]
    [InlineData("[Signal]", "[Signal(-11.4, 9.8)]")]
    [InlineData("[Signal(Unit = \"m\")]", "[Signal(-11.4, 9.8, Unit = \"m\")]")]
    [InlineData("[Signal(Unit = \"m\", Finite = true), Action]", "[Signal(-11.4, 9.8, Unit = \"m\", Finite = true), Action]")]
    [InlineData("[Signal(-20, double.PositiveInfinity)]", "[Signal(-20, 9.8)]")]
    [InlineData("[Signal(double.NegativeInfinity, double.PositiveInfinity, Unit = \"m\")]", "[Signal(-11.4, 9.8, Unit = \"m\")]")]
    public Task DeclaresMeasuredRanges(string before, string after) => FixVerifier.VerifyAsync(
        Source(before + " public float Any { get; init; } [Term(1)] public float A => Any;"),
        Source(after + " public float Any { get; init; } [Term(1)] public float A => Any;"),
        new FixVerifier.Measured(File, "{ \"measured\": [1, {}, \"2024\"], \"Walker\": { \"Other\": { \"min\": 0, \"max\": 1 }, \"Any\": { \"mean\": 0.5, \"min\": -11.4, \"max\": 9.8 } } }"),
        new DeclareRangeFix());

    [Fact]
    public Task DeclaresAllMeasuredRanges() => FixVerifier.VerifyAllAsync(
        Source("[Signal] public float A { get; init; } [Signal] public float B { get; init; } [Term(1)] public float C => A + B;"),
        Source("[Signal(0, 1)] public float A { get; init; } [Signal(-1e3, 2)] public float B { get; init; } [Term(1)] public float C => A + B;"),
        new DeclareRangeFix(),
        new FixVerifier.Measured(File, "{\"Walker\":{\"A\":{\"min\":0,\"max\":1},\"B\":{\"max\":2,\"min\":-1e3}}}"));

    [Fact]
    public Task FindsASpecByItsFullName() => FixVerifier.VerifyAsync(
        "namespace Robots; using RewardDsl; [RewardSpec] public partial class Walker { [Signal] public float X { get; init; } [Term(1)] public float Y => X; }",
        "namespace Robots; using RewardDsl; [RewardSpec] public partial class Walker { [Signal(0, 1)] public float X { get; init; } [Term(1)] public float Y => X; }",
        new FixVerifier.Measured(File, "{ \"Walker\": { \"X\": { \"min\": 5, \"max\": 6 } }, \"Robots.Walker\": { \"X\": { \"min\": 0, \"max\": 1 } } }"),
        new DeclareRangeFix());

    [Theory]
    [InlineData(File, "")]
    [InlineData(File, "{ \"Walker\": { \"Other\": { \"min\": 0, \"max\": 1 } } }")]
    [InlineData(File, "{ \"Runner\": { \"Any\": { \"min\": 0, \"max\": 1 } } }")]
    [InlineData(File, "{ \"Walker\": { \"Any\": { \"min\": 2, \"max\": 1 } } }")]
    [InlineData(File, "{ \"Walker\": { \"Any\": { \"min\": 0 } } }")]
    [InlineData(File, "{ \"Walker\": { \"Any\": { \"min\": \"0\", \"max\": 1 } } }")]
    [InlineData(File, "{ \"Walker\": { \"Any\": { \"min\": null, \"max\": 1e300 } } }")]
    [InlineData(File, "{ \"Walker\": { \"Any\": { \"min\": 0, \"max\": 1 } }")]
    [InlineData("walker.json", "{ \"Walker\": { \"Any\": { \"min\": 0, \"max\": 1 } } }")]
    public Task InventsNoRange(string file, string text) => FixVerifier.VerifyNoneAsync(
        Source("[Signal] public float Any { get; init; } [Term(1)] public float A => Any;"), new DeclareRangeFix(), new FixVerifier.Measured(file, text));

    [Fact]
    public Task InventsNoRangeWithoutAFile() => FixVerifier.VerifyNoneAsync(Source("[Signal] public float Any { get; init; } [Term(1)] public float A => Any;"), new DeclareRangeFix());

    private static string Term(string expression) => Source("[Term(1)] public float A => " + expression + ";");

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec]\npublic sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } [Signal(-3, 3)] public float Speed { get; init; } [Signal(-1, 1, Length = 3)] public Vec Joints { get; init; } "
        + "[Signal(Length = 3)] public Vec Free { get; init; } [Signal] public Vector3 Far { get; init; } [Signal(-1, 1, UnitNorm = true)] public Vector3 Up { get; init; }\n" + members + "\n}\n";
}
