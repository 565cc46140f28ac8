using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD1009: penalties for events that a clip takes away.</summary>
public sealed class SwallowedPenaltyTests
{
    private const string Signals = "[Signal(0, 2)] public float Speed { get; init; } [Signal] public bool Touch { get; init; } ";

    [Fact]
    public async Task LargerThanWhatCanBeLost()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[Clamp(0, 100)]", Signals + "[Term(1)] public float A => Speed; [[|Penalty(10)|]] public bool Hit => Touch;"),
            "RWD1009",
            "'[Clamp(0, 100)]' swallows the penalty 'Hit': of its cost of 10 at most 2 is ever felt");
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(analysis.Findings).Severity);
    }

    [Fact]
    public Task JustAsLargePasses() => Verify("[Clamp(0, 100)]", Signals + "[Term(1)] public float A => Speed; [Penalty(2)] public bool Hit => Touch;");

    [Fact]
    public async Task CostOfTheEndInsideTheClip()
    {
        // MuJoCo Playground's Go1: the cost of falling is inside the clip at 0.
        Analysis analysis = await Verify(
            "[Clamp(0, 10000)]",
            "[Signal(-1, 1)] public float Up { get; init; } [Signal(-1, 1)] public float Error { get; init; } [Term(1)] public float Track => Exp(-Square(Error)); [Penalty(1)] public float Effort => 2f * Square(Error); "
            + "[[|Penalty(1)|]] public bool Flipped => Up < 0f; [Termination(EpisodeEnd.Failure)] public bool Down => Flipped;");
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(analysis.Findings).Severity);
        Assert.Contains("wherever the rest is at most 0 anyway it costs nothing, for example at", analysis.Findings[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public async Task NeverFelt()
    {
        Analysis analysis = await Verify("[Clamp(0, 10)]", "[Signal(0, 2)] public float Speed { get; init; } [Signal] public bool Touch { get; init; } [Penalty(1)] public float A => Speed; [[|Penalty(1)|]] public bool Hit => Touch;");
        Assert.Contains("none of its cost of 1 is ever felt", Assert.Single(analysis.Findings).GetMessage(System.Globalization.CultureInfo.InvariantCulture), System.StringComparison.Ordinal);
    }

    [Fact]
    public Task PayoffAfterTheClipPasses() => Verify("[Clamp(0, 100)]", Signals + "[Term(1)] public float A => Speed; [Termination(EpisodeEnd.Failure, Reward = -10)] public bool Hit => Touch;");

    [Fact]
    public Task WithoutAClipOrWithARoomyOnePasses() => Verify("[Clamp(-100, 100)]", Signals + "[Term(1)] public float A => Speed; [Penalty(10)] public bool Hit => Touch; [Termination(EpisodeEnd.Failure)] public bool Down => Hit;");

    [Fact]
    public Task InATotal() => Verify("", Signals + "[Term(1)] public float A => Speed; [[|Penalty(10)|]] public bool Hit => Touch; [Total] public float All => Max(0f, WeightedSum);");

    [Fact]
    public Task CountedEvents() => Verify("[Clamp(0, 100)]", Signals + "[Signal(Length = 4)] public Mask Contacts { get; init; } [Term(1)] public float A => Speed; [[|Penalty(1)|]] public float Hits => Count(Contacts);");

    [Fact]
    public Task WithinATerm() => Verify(
        "", Signals + "[Term(1)] public float A => [|Max(0f, Speed - (Touch ? 10f : 0f))|];",
        "'Max(0f, Speed - (Touch ? 10f : 0f))' swallows the penalty 'Touch': of its cost of 10 at most 2 is ever felt");

    [Fact]
    public Task GradualPartsPass() => Verify(
        "", Signals + "[Signal(0, 5)] public float Distance { get; init; } [Term(1)] public float A => Max(0f, 1f - Distance / 2f); [Term(1)] public float B => Max(0f, 2f * Speed - (Touch ? 1f : 0f)); "
        + "[Penalty(1)] public float C => Max(0f, Speed - (Touch ? 10f : 0f)); [Term(1)] public float D => Max(0f, 1f - (Touch ? 2f : 0f));");

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(
            Source("[Clamp(0, 100)]", Signals + "[Term(1)] public float A => Speed; [Penalty(10)] public bool Hit => Touch;"), new Dictionary<string, ReportDiagnostic> { ["RWD1009"] = ReportDiagnostic.Suppress })).Findings, static f => f.Id == "RWD1009");

    private static Task<Analysis> Verify(string attribute, string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(attribute, members), "RWD1009", messages);

    private static string Source(string attribute, string members) => Walker.Usings + "[RewardSpec] " + attribute + " public sealed partial class Walker { " + members + " }";
}
