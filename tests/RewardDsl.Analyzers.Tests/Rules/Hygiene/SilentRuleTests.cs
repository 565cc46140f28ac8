using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD9007: what rules would need to judge a spec.</summary>
public sealed class SilentRuleTests
{
    private const string Waiting = "[Term(1)] public float Near => 1f - Distance; [Termination(EpisodeEnd.Success, Reward = 10)] public bool Done => Distance < 0.1f;";

    [Fact]
    public async Task SaysOnceWhatIsMissing()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            Source("[RewardSpec]", "[|Walker|]", Waiting + " [Termination(EpisodeEnd.Success, Reward = 10)] public bool Far => Distance > 1.9f;"),
            "RWD9007",
            "Rules stay silent on 'Walker' for want of facts: Discount or Horizon in [RewardSpec] (RWD3002)");
        Diagnostic finding = Assert.Single(analysis.Findings, static f => f.Id == "RWD9007");
        Assert.Equal(DiagnosticSeverity.Info, finding.Severity);
        Assert.Equal("Discount or Horizon in [RewardSpec]", finding.Properties["facts"]);
    }

    [Fact]
    public async Task DeclaredFactsPass()
    {
        await AnalyzerVerifier.VerifyAsync(Source("[RewardSpec(Discount = 0.99)]", "Walker", Waiting), "RWD9007");
        await AnalyzerVerifier.VerifyAsync(Source("[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]", "Walker", Waiting), "RWD9007");
    }

    [Fact]
    public async Task WhatCouldNotBeJudgedAnywayPasses()
    {
        await AnalyzerVerifier.VerifyAsync(Source("[RewardSpec]", "Walker", "[Term(1)] public float Near => 1f - Distance;"), "RWD9007");
        await AnalyzerVerifier.VerifyAsync(Source("[RewardSpec]", "Walker", "[Penalty(1)] public float Far => Distance; [Termination(EpisodeEnd.Success)] public bool Done => Distance < 0.1f;"), "RWD9007");
        await AnalyzerVerifier.VerifyAsync(Source("[RewardSpec(Consumer = RewardConsumer.GroupRelative)]", "Walker", Waiting), "RWD9007");
    }

    [Fact]
    public async Task Suppressed() =>
        Assert.DoesNotContain((await AnalyzerVerifier.AnalyzeAsync(Source("[RewardSpec]", "Walker", Waiting), new Dictionary<string, ReportDiagnostic> { ["RWD9007"] = ReportDiagnostic.Suppress })).Findings, static f => f.Id == "RWD9007");

    private static string Source(string spec, string name, string members) =>
        Walker.Usings + spec + " public sealed partial class " + name + " { [Signal(0, 2, Unit = \"m\")] public float Distance { get; init; } " + members + " }";
}
