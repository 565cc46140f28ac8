using System.Threading.Tasks;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD0026, RWD0027 and RWD0036: whole numbers, named facts, windows over time, enums.</summary>
public sealed class FactTests
{
    [Fact]
    public Task WholeWithoutRange() => Walker.Verify("RWD0026", "[[|Signal|]] public int A { get; init; }", "'A' needs a range of whole numbers within ±16777216: beyond that a float32, in which rewards compute, skips whole numbers");

    [Fact]
    public Task WholeWithFraction() => Walker.Verify("RWD0026", "[[|Signal(0.5, 3)|]] public int A { get; init; }");

    [Fact]
    public Task WholeBeyondFloats() => Walker.Verify("RWD0026", "[[|Signal(0, 16777217)|]] public int A { get; init; }");

    [Fact]
    public Task EnumBeyondFloats() => Walker.Verify("RWD0026", "public enum Big : long { Small, Huge = long.MaxValue } [Signal] public Big [|A|] { get; init; }");

    [Fact]
    public Task LargestWholePasses() => Walker.Verify("RWD0026", "public enum Big { Small = -16777216, Huge = 16777216 } [Signal(-16777216, 16777216)] public int A { get; init; } [Signal] public Big B { get; init; } [Penalty(1)] public bool C => A == 16777216 || B == Big.Huge;");

    [Fact]
    public Task HistoryWithoutFrames() => Walker.Verify("RWD0027", "[[|Signal(-1, 1)|]] public History<float> A { get; init; } [Penalty(1)] public float B => A[0];", "History of 'A' must state the number of frames of the History, 1 to 1024");

    [Fact]
    public Task HistoryOfNoFrames() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, History = 0)|]] public History<float> A { get; init; }");

    [Fact]
    public Task HistoryTooLong() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, History = 1025)|]] public History<float> A { get; init; }");

    [Fact]
    public Task HistoryTooLarge() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, History = 1024, Length = 1025)|]] public History<Vec> A { get; init; }", "History of 'A' times its length is more than 1048576 numbers for each environment");

    [Fact]
    public Task HistoryOnScalar() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, History = 3)|]] public float A { get; init; }");

    [Fact]
    public Task HistoryOfAbsent() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, History = 3)|]] public History<float?> A { get; init; }");

    [Fact]
    public Task HistoryOfEnum() => Walker.Verify("RWD0027", "public enum E { P } [[|Signal(History = 3)|]] public History<E> A { get; init; }");

    [Fact]
    public Task AbsentAction() => Walker.Verify("RWD0027", "[[|Signal(-1, 1)|], Action] public float? A { get; init; }");

    [Fact]
    public Task LowerOfOtherLength() => Walker.Verify("RWD0027", "[[|Signal(Lower = new[] { 0.0 }, Upper = new[] { 1.0 })|]] public Vector2 A { get; init; }", "Lower of 'A' has 1 values; the signal has 2");

    [Fact]
    public Task LowerAboveUpper() => Walker.Verify("RWD0027", "[[|Signal(Lower = new[] { 0.0, 2 }, Upper = new[] { 1.0, 1 })|]] public Vector2 A { get; init; }");

    [Fact]
    public Task LowerBesideRange() => Walker.Verify("RWD0027", "[[|Signal(0, 1, Lower = new[] { 0.0, 0 }, Upper = new[] { 1.0, 1 })|]] public Vector2 A { get; init; }");

    [Fact]
    public Task UnitNormOfScalar() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, UnitNorm = true)|]] public float A { get; init; }");

    [Fact]
    public Task MaxStepOfZero() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, MaxStep = 0)|]] public float A { get; init; }");

    [Fact]
    public Task RestOutside() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, Rest = 2)|]] public float A { get; init; }");

    [Fact]
    public Task RestOutsideOneComponent() => Walker.Verify("RWD0027", "[[|Signal(Lower = new[] { 0.0, 1 }, Upper = new[] { 1.0, 2 }, Rest = 0)|]] public Vector2 A { get; init; }");

    [Fact]
    public Task TypicalAlone() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, TypicalMin = 0)|]] public float A { get; init; }");

    [Fact]
    public Task ModelOfSensor() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, Model = \"m\", Source = SignalSource.Sensor)|]] public float A { get; init; }");

    [Fact]
    public Task AimWithoutAim() => Walker.Verify("RWD0027", "[[|Aim|]] public float A => Speed;", "[Aim] of 'A' needs a direction or a finite Target");

    [Fact]
    public Task AimAtInfinity() => Walker.Verify("RWD0027", "[[|Aim(Target = double.PositiveInfinity)|]] public float A => Speed;");

    [Fact]
    public Task AimBothWays() => Walker.Verify("RWD0027", "[[|Aim(AimKind.Lower, Target = 0)|]] public float A => Speed;");

    [Fact]
    public Task AimOutsideRange() => Walker.Verify("RWD0027", "[Signal(0, 1), [|Aim(Target = 2)|]] public float A { get; init; }");

    [Fact]
    public Task AimOfQuaternion() => Walker.Verify("RWD0027", "[Signal(-1, 1, Order = QuaternionOrder.Xyzw), [|Aim(AimKind.Lower)|]] public Quaternion A { get; init; }");

    [Fact]
    public Task JumpWithinStep() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, MaxStep = 0.1, Jumps = true)|]] public float A { get; init; }", "Jumps of 'A' contradicts MaxStep: a jump is a larger change");

    [Fact]
    public Task JumpOfAction() => Walker.Verify("RWD0027", "[[|Signal(-1, 1, Jumps = true)|], Action] public float A { get; init; }", "Jumps of 'A' is for what the environment sets; an action is chosen anew at each step");

    [Fact]
    public Task JumpsPass() => Walker.Verify("RWD0027", "[Signal(-1, 1, Jumps = true)] public float A { get; init; } [Signal(-1, 1, MaxStep = 0.1, Jumps = false)] public float B { get; init; } [Signal(-1, 1, Jumps = true)] public Vector3 C { get; init; }");

    [Fact]
    public Task FactsPass() => Walker.Verify(
        "RWD0027",
        "[Signal(-1, 1, History = 1024, Length = 1024)] public History<Vec> A { get; init; } [Signal(Lower = new[] { 0.0, 1 }, Upper = new[] { 1.0, 1 })] public Vector2 B { get; init; } "
        + "[Signal(-1, 1, UnitNorm = true, MaxStep = 0.1, Rest = -1, TypicalMin = -1, TypicalMax = 1, Source = SignalSource.Learned, Model = \"m\")] public Vector3 C { get; init; } "
        + "[Signal(0, 1), Aim(Target = 1)] public float D { get; init; } [Aim(AimKind.Higher)] public float E => Speed; [Signal(0, 2), Aim(AimKind.Lower)] public int F { get; init; }");

    [Fact]
    public Task PrivateEnum() => VerifyHidden("RWD0036", "private enum E { P, Q } [Signal] private E [|A|] { get; init; }");

    [Fact]
    public Task ProtectedEnumOfHelper() => VerifyHidden("RWD0036", "private protected enum E { P, Q } private protected E [|A|] => Ready ? E.P : E.Q;");

    [Fact]
    public Task InternalEnumPasses() => Walker.Verify("RWD0036", "internal enum E { P, Q } [Signal] internal E A { get; init; } E B => A; [Penalty(1)] public bool C => Previous.A == Previous.B;");

    [Fact]
    public Task EnumAsHiddenAsTheSpecPasses() => AnalyzerVerifier.VerifyAsync(
        "using RewardDsl; public static partial class Outer { private enum E { P, Q } [RewardSpec] private sealed partial class Walker { [Signal] public E A { get; init; } [Term(1)] public bool B => Previous.A == E.Q; } }", "RWD0036");

    private static Task<Analysis> VerifyHidden(string id, string members) => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec] public partial class Walker { [Signal] public bool Ready { get; init; } [Term(1)] public bool Paid => Ready; " + members + " }", id);
}
