using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Fixes of ranges, schedules, stages and index sets.</summary>
public sealed class DeclarationFixTests
{
    private const string Ends = "Lower = new[] { -1.0, 0 }, Upper = new[] { 1.0, 2 }";

    private const string Legs = "public enum Leg { Left, Right } [Signal(0, 1, Axis = typeof(Leg))] public Vec Load { get; init; } ";

    [Theory]
    [InlineData("[Signal(-1, 1, " + Ends + ")]", "[Signal(" + Ends + ")]")]
    [InlineData("[Signal(-1, 1, Unit = \"m\", " + Ends + ")]", "[Signal(Unit = \"m\", " + Ends + ")]")]
    [InlineData("[Signal(min: -1, max: 1, " + Ends + "), Action]", "[Signal(" + Ends + "), Action]")]
    public Task RemovesRange(string before, string after) => FixVerifier.VerifyAsync(
        Walker.With(before + " public Vector2 A { get; init; }"), Walker.With(after + " public Vector2 A { get; init; }"), new RemoveRangeFix());

    [Fact]
    public Task RemovesAllRanges() => FixVerifier.VerifyAllAsync(
        Walker.With("[Signal(-1, 1, " + Ends + ")] public Vector2 A { get; init; } [Signal(-2, 2, " + Ends + ")] public Vector2 B { get; init; }"),
        Walker.With("[Signal(" + Ends + ")] public Vector2 A { get; init; } [Signal(" + Ends + ")] public Vector2 B { get; init; }"),
        new RemoveRangeFix());

    [Theory]
    [InlineData("[Signal(-1, 1, Lower = new[] { -1.0, 0 })] public Vector2 A { get; init; }")]
    [InlineData("[Signal(-1, 1, MaxStep = -1)] public float A { get; init; }")]
    [InlineData("[Aim] public float A => Speed;")]
    public Task KeepsOtherFacts(string members) => FixVerifier.VerifyNoneAsync(Walker.With(members), new RemoveRangeFix());

    [Theory]
    [InlineData("[Schedule] float A(TrainingClock c) => c.Progress;", "[Schedule] static float A(TrainingClock c) => c.Progress;")]
    [InlineData("[Schedule] private float A(TrainingClock c) => Saturate(c.Progress);", "[Schedule] private static float A(TrainingClock c) => Saturate(c.Progress);")]
    [InlineData("[Schedule]\n    // ramp\n    float A(TrainingClock c) { float x = c.Steps; return x / 100f; }", "[Schedule]\n    // ramp\n    static float A(TrainingClock c) { float x = c.Steps; return x / 100f; }")]
    public Task MakesSchedulesStatic(string before, string after) => FixVerifier.VerifyAsync(Walker.With(before), Walker.With(after), new StaticScheduleFix());

    [Fact]
    public Task MakesAllSchedulesStatic() => FixVerifier.VerifyAllAsync(
        Walker.With("[Schedule] public float A(TrainingClock c) => c.Progress; [Schedule] float B(TrainingClock c) => c.Steps;"),
        Walker.With("[Schedule] public static float A(TrainingClock c) => c.Progress; [Schedule] static float B(TrainingClock c) => c.Steps;"),
        new StaticScheduleFix());

    [Theory]
    [InlineData("[Schedule] float A(TrainingClock c) => c.Progress * Speed;")]
    [InlineData("[Schedule] float A(TrainingClock c) => c.Progress * this.Speed;")]
    [InlineData("[Schedule] float A(TrainingClock c) => c.Progress * B(); float B() => 1f;")]
    [InlineData("[Schedule] float A() => 1f;")]
    [InlineData("[Schedule] static int A(TrainingClock c) => 1;")]
    public Task KeepsSchedulesThatReadTheSpec(string members) => FixVerifier.VerifyNoneAsync(Walker.With(members), new StaticScheduleFix());

    [Theory]
    [InlineData("[Stage(1)] bool A => Ready; [Stage(1)] bool B => Ready;", "[Stage(1)] bool A => Ready; [Stage(2)] bool B => Ready;")]
    [InlineData("[Stage(2)] bool A => Ready; [Stage(0)] bool B => Ready;", "[Stage(2)] bool A => Ready; [Stage(1)] bool B => Ready;")]
    [InlineData("[Stage(1)] bool A => Ready; [Stage(1)] bool B => Ready; [Stage(2)] bool C => Ready;", "[Stage(1)] bool A => Ready; [Stage(2)] bool B => Ready; [Stage(3)] bool C => Ready;")]
    [InlineData("[Stage(-7)] bool A => Ready;", "[Stage(1)] bool A => Ready;")]
    public Task NumbersStages(string before, string after) => FixVerifier.VerifyAsync(Walker.With(before), Walker.With(after), new RenumberStagesFix());

    [Fact]
    public Task NumbersAllStagesAtOnce() => FixVerifier.VerifyAllAsync(
        Walker.With("[Stage(0)] bool A => Ready; [Stage(4)] bool B => Ready; [Stage(4)] bool C => Ready;"),
        Walker.With("[Stage(1)] bool A => Ready; [Stage(2)] bool B => Ready; [Stage(3)] bool C => Ready;"),
        new RenumberStagesFix());

    [Theory]
    [InlineData("private const int K = 1; [Stage(K)] bool A => Ready; [Stage(1)] bool B => Ready;")]
    public Task KeepsNamedPlaces(string members) => FixVerifier.VerifyNoneAsync(Walker.With(members), new RenumberStagesFix());

    [Fact]
    public Task KeepsStagesOfDerivedSpecs() => FixVerifier.VerifyNoneAsync(
        Walker.Class("[RewardSpec]", "public partial class Walker", "[Stage(1)] bool A => Ready;") + "[RewardSpec] public partial class Runner : Walker { [Stage(1)] bool B => Ready; }", new RenumberStagesFix());

    [Theory]
    [InlineData("static Leg[] s_set = [Leg.Left];", "static readonly Leg[] s_set = [Leg.Left];")]
    [InlineData("private static Leg[] s_set = { Leg.Left, Leg.Right };", "private static readonly Leg[] s_set = { Leg.Left, Leg.Right };")]
    [InlineData("private static Leg[] s_set = new[] { Leg.Left };", "private static readonly Leg[] s_set = new[] { Leg.Left };")]
    public Task MakesSetsReadonly(string before, string after) => FixVerifier.VerifyAsync(
        Walker.With(Legs + before + " [Term(1)] float A => Sum(Pick(Load, s_set)) + Sum(Pick(Load, Walker.s_set));"),
        Walker.With(Legs + after + " [Term(1)] float A => Sum(Pick(Load, s_set)) + Sum(Pick(Load, Walker.s_set));"),
        new ReadonlySetFix());

    [Fact]
    public Task MakesAllSetsReadonly() => FixVerifier.VerifyAllAsync(
        Walker.With(Legs + "static Leg[] s_a = [Leg.Left]; static Leg[] s_b = [Leg.Right]; [Term(1)] float A => Sum(Pick(Load, s_a)) + Sum(Pick(Load, s_b));"),
        Walker.With(Legs + "static readonly Leg[] s_a = [Leg.Left]; static readonly Leg[] s_b = [Leg.Right]; [Term(1)] float A => Sum(Pick(Load, s_a)) + Sum(Pick(Load, s_b));"),
        new ReadonlySetFix());

    [Theory]
    [InlineData("static Leg[] s_set = [Leg.Left]; static void F() => s_set = [Leg.Right];")]
    [InlineData("static Leg[] s_set = [Leg.Left]; static void F() => s_set[0] = Leg.Right;")]
    [InlineData("public static Leg[] s_set = [Leg.Left];")]
    [InlineData("static Leg[] s_set = [];")]
    [InlineData("static Leg[] s_set => [Leg.Left];")]
    [InlineData("static Leg[] s_set = [Other()]; static Leg Other() => Leg.Left;")]
    public Task KeepsSetsThatChange(string members) => FixVerifier.VerifyNoneAsync(Walker.With(Legs + members + " [Term(1)] float A => Sum(Pick(Load, s_set));"), new ReadonlySetFix());
}
