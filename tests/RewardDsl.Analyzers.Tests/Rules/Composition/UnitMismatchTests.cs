using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD4010: sums, comparisons and angles whose units or frames do not go together.</summary>
public sealed class UnitMismatchTests
{
    [Fact]
    public async Task SumOfTwoQuantities()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(1)] public float A => [|X + V|];"),
            "RWD4010",
            "'X + V' adds m and m/s: the result depends on the choice of units (divide each by a scale of its own, or pay them as terms of their own)");
        Diagnostic found = Assert.Single(analysis.Findings);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        Assert.Equal(("Dimension", "m", "m/s"), (found.Properties["kind"], found.Properties["left"], found.Properties["right"]));
    }

    [Fact]
    public Task DegreesAndRadians() => Verify(
        "[Penalty(1)] public float A => Abs([|Angle - Heading|]);", "'Angle - Heading' subtracts rad and deg (factor 57.3): one of them must be converted");

    [Fact]
    public Task MillimetresAndMetres() => Verify(
        "[Termination(EpisodeEnd.Failure)] public bool A => [|Gap > X|]; [Term(1)] public float B => X;", "'Gap > X' compares mm and m (factor 1000): one of them must be converted");

    [Theory]
    [InlineData("<")]
    [InlineData("<=")]
    [InlineData(">=")]
    [InlineData("==")]
    [InlineData("!=")]
    public Task EveryComparison(string sign) => Verify("[Penalty(1)] public bool A => [|X " + sign + " Angle|];", "'X " + sign + " Angle' compares m and rad: the result depends on the choice of units (divide each by a scale of its own, or pay them as terms of their own)");

    [Fact]
    public Task SineOfDegrees() => Verify(
        "[Penalty(1)] public float A => [|Sin(Heading)|] + [|MathF.Cos(Heading)|] + [|WrapAngle(Heading)|] + Sin(Angle) + Sin(0.01745f * Heading);",
        "'Sin(Heading)' gets an angle in deg: Sin takes rad, not deg (factor 57.3)",
        "'MathF.Cos(Heading)' gets an angle in deg: Cos takes rad, not deg (factor 57.3)",
        "'WrapAngle(Heading)' gets an angle in deg: WrapAngle takes rad, not deg (factor 57.3)");

    [Fact]
    public Task FramesOfTwoVectors() => Verify(
        "[Penalty(1)] public float A => ([|Command - Velocity|]).LengthSquared();",
        "'Command - Velocity' subtracts values in the frames body and world: they lie along different axes (rotate one into the frame of the other)");

    [Fact]
    public Task FramesOfOneComponent() => Verify("[Penalty(1)] public float A => Square([|Command.X - Velocity.X|]);");

    [Fact]
    public Task FramesOfADotProduct() => Verify(
        "[Term(1)] public float A => [|Vector3.Dot(Command, Velocity)|]; [Term(1)] public float B => [|AngleBetween(Command, Velocity)|]; [Term(1)] public float C => [|Vector3.Distance(Command, Velocity)|];");

    [Fact]
    public Task Functions() => Verify(
        "[Term(1)] public float A => [|Min(X, V)|]; [Term(1)] public float B => [|Clamp(X, 0f, Gap)|]; [Term(1)] public float C => [|Tolerance(X, -1f, 1f, V, SigmoidKind.Gaussian)|]; "
        + "[Term(1)] public float D => [|Huber(X, Angle)|]; [Term(1)] public float E => [|Outside(X, -1f, V)|]; [Term(1)] public float F => [|Atan2(X, V)|];");

    [Fact]
    public Task ScaleOfAKernel() => Verify("[Term(1)] public float A => [|Gaussian(X, V)|] + [|TanhKernel(Gap, X)|] + Gaussian(X, 0.5f) + Cauchy(X, Previous.X) + Tolerance(X, -1f, X, 0.1f, SigmoidKind.Linear);");

    [Fact]
    public Task InAHelper() => Verify("private float Mixed => [|X + V|]; [Term(1)] public float A => Mixed; [Term(1)] public float B => 2f * Mixed;");

    [Fact]
    public Task InAMethod() => Verify("private static float Error(float a, float b) => Abs([|a - b|]); [Term(1)] public float A => Error(X, V);");

    [Fact]
    public Task CompoundAssignment() => Verify("[Term(1)] public float A { get { float sum = X; [|sum += V|]; return sum; } }");

    [Fact]
    public Task ElementsOfVectors() => Verify("[Signal(-1, 1, Length = 3, Unit = \"N*m\")] public Vec Torque { get; init; } [Penalty(1)] public float A => Sum(Abs([|Torque - V|]));");

    [Fact]
    public Task TheSameSumAtTwoPlaces() => Verify("[Term(1)] public float A => [|X + V|]; [Term(1)] public float B => 2f * ([|X + V|]);");

    [Fact]
    public Task OneMistakeOnce() => Verify("[Term(1)] public float A => Abs([|X + V|] + Angle) - 2f;");

    [Fact]
    public Task ALongSumIsShortened() => Verify(
        "[Term(1)] public float A => [|X - Previous.X + 0.125f * Square(Angle) - 0.25f * Square(Heading) + X + V|];",
        "'… 0.25f * Square(Heading) + X + V' adds m and m/s: the result depends on the choice of units (divide each by a scale of its own, or pay them as terms of their own)");

    [Fact]
    public Task RateWithoutTheStep() => Verify("[Penalty(1)] public float A => Abs([|X - Previous.X - V|]);");

    [Fact]
    public Task RateByTheStepPasses() => Verify("[Penalty(1)] public float A => Abs((X - Previous.X) / Step.Seconds - V); [Penalty(1)] public float B => Abs(X - Previous.X - (V * Step.Seconds));");

    [Fact]
    public Task RateByTheStepTheWrongWay() => Verify("[Penalty(1)] public float A => Abs([|((X - Previous.X) * Step.Seconds) - V|]); [Penalty(1)] public float B => Abs([|X - Previous.X - (V / (Step.Seconds))|]);");

    [Fact]
    public Task AStepThatWeighsASumPasses() => Verify("[Term(1)] public float A => (V * Step.Seconds) + (Angle * Step.Seconds > 0.01f ? Step.Seconds : 0f) + (Exp(-X) * Step.Seconds);");

    [Fact]
    public Task UndeclaredUnitsPass() => Verify("[Signal(-1, 1)] public float Any { get; init; } [Term(1)] public float A => X + Any + 0.5f - Square(Any); [Penalty(1)] public bool B => X > Any || V > Any;");

    [Fact]
    public Task ConstantsPass() => Verify("[Parameter(0, 2)] public float Scale { get; init; } = 1f; [Term(1)] public float A => (X / 2f) + (V / 3f) - (0.1f * Angle) + (Scale * X) + Min(V, 1f);");

    [Fact]
    public Task WeightedTermsOfAnyUnitPass() => Verify(
        "[Term(1)] public float A => X; [Term(2)] public float B => V; [Penalty(1), Progress] public float C => Angle; [Potential(1)] public float D => -Abs(Gap); [Term(1), BestSoFar] public float E => X; "
        + "[Clamp(-1, 1), Term(1)] public float F => V; [Bonus(3, RepeatPolicy.Once)] public bool G => X > 1f; [Cost(2)] public float H => V; [Metric] public float I => Gap;");

    [Fact]
    public Task BranchesPass() => Verify("[Term(1)] public float A => X > 1f ? V : Angle; [Term(1)] public float B => X < 0f ? Square(X) : Abs(V);");

    [Fact]
    public Task MatchingUnitsPass() => Verify(
        "[Signal(-1, 1, Unit = \"meters\")] public float Y { get; init; } [Signal(0, 9, Unit = \"1/s\")] public float Rate { get; init; } [Signal(-4, 4, Unit = \"rad/s\")] public float Turn { get; init; } "
        + "[Term(1)] public float A => X + Y - Previous.X; [Term(1)] public float B => Turn - Rate; [Term(1)] public float C => Sqrt(Square(X) + Square(Y)) - X; [Term(1)] public float D => (X * V / Y) - V;");

    [Fact]
    public Task RotatedVectorsPass() => Verify(
        "[Signal(-1, 1, UnitNorm = true, Order = QuaternionOrder.Xyzw, Frame = \"world\")] public Quaternion Turn { get; init; } "
        + "[Penalty(1)] public float A => (Command - RotateInverse(Turn, Velocity)).LengthSquared(); [Penalty(1)] public float B => AngleBetween(Turn, Previous.Turn) + ProjectedGravity(Turn).Xy().LengthSquared(); "
        + "[Penalty(1)] public float C => AxisAngleError(Turn, Initial.Turn).Length() + Command.Length() - Velocity.Length();");

    [Fact]
    public Task RoundedAndRotatedByTheRuntimePass() => Verify(
        "[Signal(-1, 1, Order = QuaternionOrder.Xyzw)] public Quaternion Body { get; init; } [Term(1)] public float A => MathF.Round(X, 2) - X + MathF.ScaleB(X, -2) + MathF.MaxMagnitude(X, Previous.X) + float.MaxNumber(X, Previous.X); "
        + "[Term(1)] public float B => Vector3.Dot(Vector3.Transform(Command, Body), Velocity); [Term(1)] public bool C => Velocity == Previous.Velocity; [Term(1)] public float D => MathF.Asinh(X / 2f) + [|MathF.MaxMagnitude(X, V)|];");

    [Fact]
    public Task ConvertedScalesPass() => Verify("[Penalty(1)] public float A => Abs(Angle - (0.01745329f * Heading)); [Penalty(1)] public float B => Abs((0.001f * Gap) - X);");

    [Fact]
    public Task WithoutUnitsNothing() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec] public sealed partial class Walker { [Signal(-1, 1)] public float X { get; init; } [Signal(-1, 1)] public float V { get; init; } [Term(1)] public float A => X + V; }", "RWD4010");

    [Fact]
    public async Task Suppressed() =>
        Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Term(1)] public float A => Tanh(X + V);"), new Dictionary<string, ReportDiagnostic> { ["RWD4010"] = ReportDiagnostic.Suppress })).Findings.Where(f => f.Id == "RWD4010"));

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD4010", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec(StepSeconds = 0.02)] public sealed partial class Walker { [Signal(-5, 5, Unit = \"m\")] public float X { get; init; } [Signal(-3, 3, Unit = \"m/s\")] public float V { get; init; } "
        + "[Signal(-3.15, 3.15, Unit = \"rad\")] public float Angle { get; init; } [Signal(-180, 180, Unit = \"deg\")] public float Heading { get; init; } [Signal(0, 900, Unit = \"mm\")] public float Gap { get; init; } "
        + "[Signal(-2, 2, Unit = \"m/s\", Frame = \"body\")] public Vector3 Command { get; init; } [Signal(-2, 2, Unit = \"m/s\", Frame = \"world\")] public Vector3 Velocity { get; init; } " + members + " }";
}
