using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0005 to RWD0008, RWD0022, RWD0024 and RWD0025: inputs.</summary>
public sealed class SignalTests
{
    [Fact]
    public Task SignalWithoutSetter() => Walker.Verify("RWD0005", "[Signal] public float [|A|] { get; }", "'A' must be an instance auto-property with 'get; init;' or 'get; set;'");

    [Fact]
    public Task ComputedSignal() => Walker.Verify("RWD0005", "[Signal] public float [|A|] => 1f;");

    [Fact]
    public Task StaticSignal() => Walker.Verify("RWD0005", "[Signal] public static float [|A|] { get; set; }");

    [Fact]
    public Task SignalWithFieldBody() => Walker.Verify("RWD0005", "[Signal] public float [|A|] { get => field * 2f; init; }");

    [Fact]
    public Task ParameterWithoutSetter() => Walker.Verify("RWD0005", "[Parameter(0, 1)] public float [|A|] { get; } = 1f;");

    [Fact]
    public Task SettablePropertiesPass() => Walker.Verify("RWD0005", "[Signal] public float A { get; set; } [Signal] public float B { get; private set; }");

    [Fact]
    public Task DoubleSignal() => Walker.Verify("RWD0006", "[Signal] public double [|A|] { get; init; }", "'A' has type 'double', which a signal cannot have (use float, float?, bool, int, an enum, Vector2, Vector3, Vector4, Quaternion, Vec, Mask, Vec<Vector3> or a History of them)");

    [Fact]
    public Task NullableSignal() => Walker.Verify("RWD0006", "[Signal] public bool? [|A|] { get; init; }");

    [Fact]
    public Task SupportedTypesPass() => Walker.Verify("RWD0006", "[Signal] public Vector2 A { get; init; } [Signal] public Vector3 B { get; init; } [Signal] public bool C { get; init; } [Signal(Length = 2)] public Mask D { get; init; }");

    [Fact]
    public Task EmptyRange() => Walker.Verify("RWD0007", "[[|Signal(2, 1)|]] public float A { get; init; }", "The range [2, 1] of 'A' is empty: its lower end is above its upper end");

    [Fact]
    public Task RangeOfNaN() => Walker.Verify("RWD0007", "[[|Signal(double.NaN, 1)|]] public float A { get; init; }");

    [Fact]
    public Task RangeWithoutFiniteNumber() => Walker.Verify("RWD0007", "[[|Signal(double.PositiveInfinity, double.PositiveInfinity)|]] public float A { get; init; }");

    [Fact]
    public Task EmptyClamp() => Walker.Verify("RWD0007", "[Term(1), [|Clamp(1, 0)|]] public float A => Speed;");

    [Fact]
    public Task EmptyBounds() => Walker.Verify("RWD0007", "[Term(1), [|Bounds(1, 0)|]] public float A => Speed;");

    [Fact]
    public Task EmptyClassClamp() => AnalyzerVerifier.VerifyAsync(Walker.Class("[RewardSpec, [|Clamp(1, 0)|]]", "public sealed partial class Walker", ""), "RWD0007");

    [Fact]
    public Task PointAndHalfOpenRangesPass() => Walker.Verify("RWD0007", "[Signal(1, 1)] public float A { get; init; } [Signal(0, double.PositiveInfinity)] public float B { get; init; }");

    [Fact]
    public Task VectorWithoutLength() => Walker.Verify("RWD0008", "[[|Signal(-1, 1)|]] public Vec A { get; init; }", "'A' is a Vec: state its length by 'Length = n' (1 to 65535) or by 'Axis = typeof(an enum whose members count from 0)', not both");

    [Fact]
    public Task VectorOfLengthZero() => Walker.Verify("RWD0008", "[[|Signal(Length = 0)|]] public Mask A { get; init; }");

    [Fact]
    public Task VectorWithBoth() => Walker.Verify("RWD0008", "public enum Leg { Left, Right } [[|Signal(Length = 2, Axis = typeof(Leg))|]] public Vec A { get; init; }");

    [Fact]
    public Task AxisNotFromZero() => Walker.Verify("RWD0008", "public enum Leg { Left = 1, Right } [[|Signal(Axis = typeof(Leg))|]] public Vec A { get; init; }");

    [Fact]
    public Task AxisOfHugeEnum() => Walker.Verify("RWD0008", "public enum Leg : ulong { Left = ulong.MaxValue } [[|Signal(Axis = typeof(Leg))|]] public Vec A { get; init; }");

    [Fact]
    public Task AxisNotAnEnum() => Walker.Verify("RWD0008", "[[|Signal(Axis = typeof(string))|]] public Vec A { get; init; }");

    [Fact]
    public Task AxisPasses() => Walker.Verify("RWD0008", "public enum Leg { Left, Right } [Signal(Axis = typeof(Leg))] public Vec A { get; init; }");

    [Fact]
    public Task ParameterWithoutDefault() => Walker.Verify("RWD0022", "[Parameter(1, 2)] public float [|A|] { get; init; }", "The parameter 'A' needs an initializer that is a compile-time constant in [1, 2]");

    [Fact]
    public Task ParameterOutsideItsRange() => Walker.Verify("RWD0022", "[Parameter(1, 2)] public float [|A|] { get; init; } = 3f;");

    [Fact]
    public Task ParameterNotConstant() => Walker.Verify("RWD0022", "[Parameter(1, 2)] public float [|A|] { get; init; } = MathF.Sqrt(2f);");

    [Fact]
    public Task ParameterPasses() => Walker.Verify("RWD0022", "[Parameter(1, 2)] public float A { get; init; } = 1 + 0.5f;");

    [Fact]
    public Task ActionWithoutSignal() => Walker.Verify("RWD0024", "[[|Action|]] public float A => Speed;", "'A' is marked [Action] but is no [Signal]");

    [Fact]
    public Task ActionOnParameter() => Walker.Verify("RWD0024", "[Parameter(0, 1), [|Action|]] public float A { get; init; } = 1f;");

    [Fact]
    public Task ActionPasses() => Walker.Verify("RWD0024", "[Signal, Action] public float A { get; init; }");

    [Fact]
    public Task StoredProperty() => Walker.Verify("RWD0025", "public float [|A|] { get; init; } [Penalty(1)] public float B => A;", "'A' is stored but is neither a [Signal] nor a [Parameter], so the batched evaluator cannot know its value");

    [Fact]
    public Task StoredField() => Walker.Verify("RWD0025", "private readonly float [|_a|] = 1f; [Penalty(1)] public float B => _a;");

    [Fact]
    public Task ConstantPasses() => Walker.Verify("RWD0025", "private const float A = 1f; private static readonly float s_b = 2f; [Penalty(1)] public float B => A + s_b;");
}
