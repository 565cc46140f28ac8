using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD2001: progress that pays more for a way than it takes for the way back.</summary>
public sealed class PaysOnLoopsTests
{
    /// <summary>The bicycle that rides in circles (Randløv and Alstrøm, ICML 1998).</summary>
    [Fact]
    public async Task OnlyGains()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Term(0.1)] public float Closer => [|Max(0f, Previous.Distance - Distance)|];"),
            "RWD2001",
            "'Closer' pays for going round: from Distance = 5 to Distance = 0 pays 0.5, the way back 0, so each round pays 0.5; it pays nothing when the way back pays -0.5");
        Diagnostic finding = Assert.Single(analysis.Findings);
        Assert.Equal(DiagnosticSeverity.Error, finding.Severity);
        Assert.Equal(("0.5", "0", "0.5", "-0.5"), (finding.Properties["there"], finding.Properties["back"], finding.Properties["round"], finding.Properties["breakEven"]));
    }

    /// <summary>A sample reward of a game: closer +0.1, farther −0.05.</summary>
    [Fact]
    public Task GainAboveLoss() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float Closer => [|Distance < Previous.Distance ? 0.1f : -0.05f|];"),
        "RWD2001",
        "'Closer' pays for going round: from Distance = 5 to Distance = 0 pays 0.1, the way back -0.05, so each round pays 0.05; it pays nothing when the way back pays -0.1");

    [Fact]
    public Task GainUpToLossPasses() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float A => Distance < Previous.Distance ? 0.1f : -0.1f; [Term(1)] public float B => Speed < Previous.Speed ? 0.05f : -0.1f;"), "RWD2001");

    [Fact]
    public Task JustAboveLoss() => AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => [|Distance < Previous.Distance ? 0.101f : -0.1f|];"), "RWD2001");

    [Fact]
    public Task Size() => AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => [|Norm(Hand - Previous.Hand)|]; [Term(1)] public float B => [|Abs(Speed - Previous.Speed)|];"), "RWD2001");

    [Fact]
    public Task LossAtASmallerRate() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float A { get { float d = Speed - Previous.Speed; return [|d > 0f ? d : 0.5f * d|]; } } [Term(1)] public float B { get { float d = Distance - Previous.Distance; return d > 0f ? d : 2f * d; } }"), "RWD2001");

    [Fact]
    public async Task BehindAGateOfTheState()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(Source("[Gate] public bool Held => Grasped; [[|Term(1, Gate = nameof(Held))|]] public float A => Previous.Distance - Distance;"), "RWD2001");
        Assert.Contains("Grasped = false to Distance = 0, Grasped = true pays 5, the way back 0", analysis.Findings[0].GetMessage(null), System.StringComparison.Ordinal);
    }

    [Fact]
    public Task TimesTheState() => AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => [|Speed * (Previous.Distance - Distance)|];"), "RWD2001");

    [Fact]
    public Task DeclaredProgressThatIsCut() => AnalyzerVerifier.VerifyAsync(Source("[Penalty(1), Progress, [|Clamp(-10, 0)|]] public float A => Distance;"), "RWD2001");

    [Fact]
    public Task InAHelper() => AnalyzerVerifier.VerifyAsync(Source("private float Gain => [|Max(0f, Previous.Distance - Distance)|]; [Term(1)] public float A => Gain;"), "RWD2001");

    [Fact]
    public Task InTheTotal() => AnalyzerVerifier.VerifyAsync(Source("[Total] public float [|All|] => WeightedSum + Max(0f, Previous.Distance - Distance);"), "RWD2001");

    /// <summary>The level that is paid beside does not hide it, nor does a cost of living.</summary>
    [Fact]
    public Task BesideALevel() => AnalyzerVerifier.VerifyAsync(Source("[Term(1)] public float A => 3f * Exp(-Distance) - 9f + [|Max(0f, Previous.Distance - Distance)|];"), "RWD2001");

    [Fact]
    public async Task WithWhatIsRemembered()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[State(false)] public bool Ever => Previous.Ever || Grasped; [Term(1)] public float A => [|Ever ? Max(0f, Previous.Distance - Distance) : 0f|];"), "RWD2001");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task DifferencesPass() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float A => Previous.Distance - Distance; [Term(1)] public float B => 0.99f * Near - Previous.Near; [Term(1)] public float C => Sum(Hand - Previous.Hand); "
            + "[Term(1), Progress] public float D => Near; [Penalty(1), BestSoFar] public float E => Distance; [Potential(1)] public float F => Near; [Term(1)] public float G => Norm(Goal - Previous.Hand) - Norm(Goal - Hand);"),
        "RWD2001");

    [Fact]
    public Task SmoothnessAndLevelsPass() => AnalyzerVerifier.VerifyAsync(
        Source("[Penalty(1)] public float A => SumSquares(Push - Previous.Push); [Penalty(1)] public float B => Abs(Speed - Previous.Speed); [Term(1)] public float C => Exp(-Square(Speed - Previous.Speed)); [Term(5)] public float D => Near + 0.1f * (Near - Previous.Near);"),
        "RWD2001");

    /// <summary>Paid for the time in the air when a foot comes down: a gait, no progress.</summary>
    [Fact]
    public Task FeetAirTimePasses() => AnalyzerVerifier.VerifyAsync(
        Source("[Signal(Length = 4)] public Mask Contact { get; init; } [State(0)] public Vec AirTime => Where(Contact, 0f, Min(Previous.AirTime + 0.02f, 5f)); [Term(0.5)] public float Stride => Sum(Where(Contact & !Previous.Contact, Previous.AirTime - 0.5f, 0f));"),
        "RWD2001");

    /// <summary>The best so far by hand pays each height once.</summary>
    [Fact]
    public Task OverTheBestPasses() => AnalyzerVerifier.VerifyAsync(Source("[State(0)] public float Best => Max(Previous.Best, Speed); [Term(1)] public float A => Max(0f, Speed - Previous.Best);"), "RWD2001");

    [Fact]
    public Task ThatCannotDecreasePasses() => AnalyzerVerifier.VerifyAsync(Source("[Assume] public bool Rises => Distance >= Previous.Distance; [Term(1)] public float A => Max(0f, Distance - Previous.Distance);"), "RWD2001");

    [Fact]
    public Task TakenBackByAnotherTermPasses() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float Gain => Max(0f, Distance - Previous.Distance); [Penalty(2)] public float Loss => Max(0f, Previous.Distance - Distance);"), "RWD2001");

    [Fact]
    public Task TakenBackInPart() => AnalyzerVerifier.VerifyAsync(
        Source("[Term(1)] public float Gain => [|Max(0f, Distance - Previous.Distance)|]; [Penalty(0.5)] public float Loss => Max(0f, Previous.Distance - Distance);"), "RWD2001");

    [Fact]
    public Task UpToACapPasses() => AnalyzerVerifier.VerifyAsync(Source("[Term(1), Budget(5)] public float A => Max(0f, Distance - Previous.Distance); [Term(1), Once] public float B => Abs(Speed - Previous.Speed);"), "RWD2001");

    /// <summary>A command that is drawn anew inside a step is no state of before.</summary>
    [Fact]
    public Task CommandsReadBeforePass() => AnalyzerVerifier.VerifyAsync(
        Source("[Signal(-1, 1, ReadAt = ReadTime.BeforeStep)] public float Command { get; init; } [Term(1)] public float A => Exp(-Square(Command - Speed));"), "RWD2001");

    [Fact]
    public Task AngleThatWrapsPasses() => AnalyzerVerifier.VerifyAsync(
        Source("[Signal(-3.15, 3.15, MaxStep = 0.5)] public float Heading { get; init; } [Term(1)] public float A => WrapAngle(Heading - Previous.Heading);"), "RWD2001");

    [Fact]
    public Task SameInOtherUnits() => AnalyzerVerifier.VerifyAsync(
        Source("[Signal(0, 500, Unit = \"cm\")] public float Way { get; init; } [Term(0.001)] public float Closer => [|Max(0f, Previous.Way - Way)|];"), "RWD2001");

    [Fact]
    public async Task CanBeSuppressed()
    {
        string source = Source("#pragma warning disable RWD2001\n[Term(1)] public float A => Max(0f, Previous.Distance - Distance);\n#pragma warning restore RWD2001\n");
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(source)).Findings, static f => f.Id == "RWD2001" && !f.IsSuppressed);
        source = Source("[Term(1)] public float A => Max(0f, Previous.Distance - Distance);");
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(source, new Dictionary<string, ReportDiagnostic> { ["RWD2001"] = ReportDiagnostic.Suppress })).Findings, static f => f.Id == "RWD2001");
    }

    private static string Source(string members) => Walker.Usings + "[RewardSpec(Discount = 0.99)]\npublic sealed partial class Rider\n{\n"
        + "[Signal(0, 5)] public float Distance { get; init; } [Signal(-2, 2)] public float Speed { get; init; } [Signal(-1, 1, Length = 3)] public Vec Hand { get; init; } [Signal(-1, 1, Length = 3)] public Vec Goal { get; init; } "
        + "[Signal] public bool Grasped { get; init; } [Signal(-1, 1, Length = 3), Action] public Vec Push { get; init; } private float Near => -Distance; [Penalty(0.1)] public float Living => 1f;\n" + members + "\n}\n";
}
