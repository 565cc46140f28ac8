using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1001 and RWD1002: what is paid without an upper or a lower limit.</summary>
public sealed class UnboundedTests
{
    [Fact]
    public async Task SpeedWithoutARange()
    {
        Analysis analysis = await Upper("[Term(1)] public float A => [|Free|];", "What 'A' pays has no upper limit: its proven range is [−∞, ∞]; 'Free' has no declared range");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
        Assert.Equal("∞", analysis.Findings[0].Properties["hi"]);
    }

    [Fact]
    public Task QuadraticPenalty() => AnalyzerVerifier.VerifyAsync(
        Source("[Penalty(2.5e-7)] public float A => [|SumSquares(Acceleration)|];"), "RWD1002", "What 'A' pays has no lower limit: its proven range is [−∞, 0]; 'Acceleration' has no declared range");

    [Fact]
    public Task Overflow() => Upper(
        "[Term(1)] public float A => [|Exp(20f * Distance)|];", "What 'A' pays has no upper limit: its proven range is [1, ∞], for example ∞ at Distance = 5");

    [Fact]
    public Task GuardedPole() => Upper("[Term(1)] public float A => Distance > 0f ? [|1f / Distance|] : 10f;");

    [Fact]
    public Task StateThatGrows() => Upper("[State(0)] private float Count => Previous.Count + 1f; [Term(1)] public float A => [|0.1f * Count|];");

    [Fact]
    public Task Potential() => Upper("[Potential(1)] public float A => -[|Abs(Free)|];");

    [Fact]
    public Task OneFindingForWhatHasNoLimitAtAll() => AnalyzerVerifier.VerifyAsync(Source("[Penalty(1)] public float A => {|RWD1001:Free|};"), "RWD1002");

    [Fact]
    public async Task OnlyThePartThatIsLarge()
    {
        await Upper("[Term(1)] public float A => 1f - Distance + ([|Abs(Free)|] - Tanh(Free));");
        await Upper("private float Size => Square(Free); [Term(1)] public float A => Distance * ([|Size + 1f|]);");
        await Upper("[Term(1)] public float [|A|] { get { float x = Free; return x + 1f; } }");
        await Upper("[Term(1)] public float A { get { return [|Free + 1f|]; } }");
    }

    [Fact]
    public async Task AnAgentThatDrivesItIsAnError()
    {
        Analysis analysis = await Upper("[Signal(WritableBy = WriterKind.Agent)] public float Score { get; init; } [Term(1)] public float A => [|Score|];");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
    }

    /// <summary>Action rate of an unclipped Gaussian policy: github.com/unitreerobotics/unitree_rl_lab/issues/13.</summary>
    [Fact]
    public async Task AnUnclippedActionIsAnError()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Signal(Length = 12), Action] public Vec Raw { get; init; } [Penalty(0.05)] public float A => {|RWD1002:SumSquares(Raw - Previous.Raw)|};"));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public async Task AClampedSumMakesItANote()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Penalty(1)] public float A => {|RWD1002:SumSquares(Acceleration)|}; [Term(1)] public float B => {|RWD1001:SumSquares(Acceleration)|};", "[RewardSpec, Clamp(0, double.PositiveInfinity)]"));
        Assert.Equal([DiagnosticSeverity.Info, DiagnosticSeverity.Warning], analysis.Findings.Select(f => f.Severity));
    }

    [Fact]
    public async Task SizeIsJudgedAfterTheWeight()
    {
        const string Force = "[Signal(-5000, 5000)] public float Force { get; init; } ";
        await AnalyzerVerifier.VerifyAsync(
            Source(Force + "[Penalty(0.05)] public float A => {|RWD1002:Square(Force)|};"),
            "",
            "What 'A' pays has no lower limit above −1000000: its proven range is [-1.25E+06, 0], for example -1.25E+06 at Force = -5000");
        await AnalyzerVerifier.VerifyAsync(Source(Force + "[Penalty(0.04)] public float A => Square(Force);"), "RWD1002");
        await Upper("[Signal(0, 1e6)] public float Money { get; init; } [Term(1)] public float A => Money;");
        await Upper("[Signal(0, 1.1e6)] public float Money { get; init; } [Term(1)] public float A => [|Money|];");
    }

    [Fact]
    public Task APoleIsReportedOnce() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float A => 1f / {|RWD1003:Distance|}; [Term(1)] public float B => {|RWD1001:1f / Max(Distance, 1e-9f)|};"));

    [Fact]
    public Task LimitedPasses() => Both(
        "[Term(1)] public float A => Tanh(Free); [Term(1)] public float B => Exp(-Square(Free) / 0.25f); [Term(1), Clamp(-1, 1)] public float C => Free; [Term(1)] public float D => Clamp(Free, -1f, 1f); "
        + "[Term(1)] public float E => Tolerance(Free, -1f, 1f, 2f, SigmoidKind.Gaussian, 0.1f); [Penalty(1)] public float F => Min(SumSquares(Acceleration), 10f); [Signal(Finite = true)] public float Any { get; init; } [Term(1), Budget(3)] public float G => Abs(Any); [Bonus(1, RepeatPolicy.EachRise)] public bool H => Free > 3f;");

    [Fact]
    public Task GuardedPasses() => Both(
        "[Term(1)] public float A => Distance > 0.1f ? 1f / Distance : 0f; [Term(1)] public float B => Free < 5f && Free > -5f ? Free : 0f; [Gate] public bool Near => Abs(Free) < 2f; [Term(1, Gate = nameof(Near))] public float C => Free;");

    [Fact]
    public Task FunctionsThatKeepBoundsPass() => Both(
        "[Signal(0, 1, Length = 4)] public Vec Parts { get; init; } [Signal(Length = 4)] public Mask Valid { get; init; } [Signal(-1, 1, UnitNorm = true, Order = QuaternionOrder.Xyzw)] public Quaternion Turn { get; init; } "
        + "[Term(1)] public float A => Max(Parts, Valid, 2f); [Term(1)] public float B => Mean(Parts, Valid, whenEmpty: 0f); [Term(1)] public float C => SoftMin(Parts, 8f); [Term(1)] public float D => Softplus(Distance); "
        + "[Term(1)] public float E => float.Hypot(Distance, Distance); [Term(1)] public float F => MathF.Cbrt(Distance); [Term(1)] public float G => GeometricMean(Parts); [Penalty(1)] public float H => AxisAngleError(Turn, Turn).Length();");

    [Fact]
    public Task FunctionsThatKeepBoundsOfUnboundedArguments() => Upper("[Term(1)] public float A => [|Max(Free, 0f)|]; [Term(1)] public float B => 2f * [|Softplus(Free)|];");

    [Fact]
    public Task UnitVectorsPass() => Both("[Signal(UnitNorm = true)] public Vector3 Up { get; init; } [Term(1)] public float A => Up.Z;");

    [Fact]
    public Task AStateWithinAHorizonPasses() => AnalyzerVerifier.VerifyAsync(
        Source("[State(0)] private float Count => Previous.Count + 1f; [Term(1)] public float A => Count;", "[RewardSpec(Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]"), "RWD1001");

    [Fact]
    public async Task APopulationWithoutACap()
    {
        const string Units = "[Signal(0, 50, AgentSized = true)] public int Units { get; init; } ";
        Analysis analysis = await Upper(
            Units + "[Term(0.5)] public float A => [|Units|];", "What 'A' pays has no upper limit: its proven range is [0, 25] as far as declared, but it rises with 'Units', whose number the agent makes");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        await Upper(Units + "[Term(0.5)] public float A => Min(Units, 20); [Term(1)] public float B => Tanh(Units / 10f); [Penalty(1)] public float C => Units;");
    }

    [Fact]
    public async Task Suppressed()
    {
        string source = Source("[Term(1)] public float A => Square(Free); [Penalty(1)] public float B => Square(Free);");
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(source, new Dictionary<string, ReportDiagnostic> { ["RWD1001"] = ReportDiagnostic.Suppress, ["RWD1002"] = ReportDiagnostic.Suppress, ["RWD9001"] = ReportDiagnostic.Suppress });
        Assert.DoesNotContain(analysis.Findings, static d => d.Id is "RWD1001" or "RWD1002" or "RWD9001");
    }

    private static Task<Analysis> Upper(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD1001", messages);

    private static async Task Both(string members)
    {
        await AnalyzerVerifier.VerifyAsync(Source(members), "RWD1001");
        await AnalyzerVerifier.VerifyAsync(Source(members), "RWD1002");
    }

    private static string Source(string members, string attribute = "[RewardSpec]") => Walker.Usings
        + attribute + " public sealed partial class Walker { [Signal(0, 5)] public float Distance { get; init; } [Signal] public float Free { get; init; } [Signal(Length = 12)] public Vec Acceleration { get; init; } " + members + " }";
}
