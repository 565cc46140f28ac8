using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD3005: events that can be farmed.</summary>
public sealed class FarmedEventsTests
{
    private const string Signals = "[Signal(0, 10)] public float D { get; init; } [Signal] public bool Touching { get; init; } [Signal(0, 99)] public int Tile { get; init; } ";

    private const string Scored = Signals + "[Goal, Bonus(1, RepeatPolicy.Once)] public bool Scored => D <= 0f; ";

    private const string Ended = Signals + "[Goal, Termination(EpisodeEnd.Success, Reward = 10)] public bool Scored => D <= 0f; ";

    [Fact]
    public async Task SoccerRobotTouchesTheBall()
    {
        Analysis analysis = await Verify(
            Scored + "[[|Bonus(0.1, RepeatPolicy.WhileTrue)|]] public bool Touch => Touching;",
            "'Touch' pays 0.1 each time and nothing limits it: at each step that adds up to 10 discounted at γ = 0.99 over 1000 steps, the goal 'Scored' pays 1; limit it with [Once] or [Budget], or pay 0.01 at most");
        Assert.Equal(("RWD3005", DiagnosticSeverity.Error), (Assert.Single(analysis.Findings).Id, analysis.Findings[0].Severity));
        Assert.Equal("0.01", analysis.Findings[0].Properties["breakEven"]);
    }

    [Fact]
    public async Task CoastRunnersHitsTargets()
    {
        Analysis analysis = await Verify(
            Signals + "[Goal] public bool Finished => D <= 0f; [[|Bonus(1, RepeatPolicy.EachRise)|]] public bool Target => Touching;",
            "'Target' pays 1 each time and nothing limits it: at every second step that adds up to 50.2 discounted at γ = 0.99 over 1000 steps, the goal 'Finished' pays nothing; limit it with [Once] or [Budget]");
        Assert.Equal(DiagnosticSeverity.Warning, analysis.Findings[0].Severity);
    }

    [Theory]
    [InlineData("[[|Term(0.1)|]] public bool A => Touching;", DiagnosticSeverity.Error)]
    [InlineData("[[|Term(0.1)|]] public bool A => Touching && !Previous.Touching;", DiagnosticSeverity.Error)]
    [InlineData("[[|Term(0.1)|]] public bool A => Tile != Previous.Tile;", DiagnosticSeverity.Error)]
    [InlineData("[[|Term(1)|]] public float A => Tile != Previous.Tile ? 0.1f : 0f;", DiagnosticSeverity.Error)]
    [InlineData("[[|Bonus(0.1, RepeatPolicy.EachRise)|]] public bool A => D < 5f;", DiagnosticSeverity.Error)]
    [InlineData("[[|Bonus(0.005, RepeatPolicy.WhileTrue)|]] public bool A => Touching;", DiagnosticSeverity.Warning)]
    [InlineData("[[|Bonus(0.00009, RepeatPolicy.WhileTrue)|]] public bool A => Touching;", DiagnosticSeverity.Info)]
    [InlineData("[State(false)] bool Half => Touching || (Previous.Half && Tile == 0); [[|Bonus(1, RepeatPolicy.EachRise)|]] public bool A => Half;", DiagnosticSeverity.Error)]
    public async Task IsFarmed(string members, DiagnosticSeverity severity) => Assert.Equal(severity, (await Verify(Scored + members)).Findings[0].Severity);

    [Fact]
    public async Task TheGoalMayPayMore()
    {
        // Ten times as much over the episode, and just as much.
        Assert.Equal(DiagnosticSeverity.Warning, (await Verify(Ended + "[[|Bonus(0.01, RepeatPolicy.WhileTrue)|]] public bool A => Touching;")).Findings[0].Severity);
        Assert.Equal(DiagnosticSeverity.Warning, (await Verify(Ended + "[[|Bonus(0.1, RepeatPolicy.WhileTrue)|]] public bool A => Touching;")).Findings[0].Severity);
        Assert.Equal(DiagnosticSeverity.Error, (await Verify(Ended + "[[|Bonus(0.101, RepeatPolicy.WhileTrue)|]] public bool A => Touching;")).Findings[0].Severity);
        // Progress toward the goal is paid for it too.
        Assert.Equal(DiagnosticSeverity.Warning, (await Verify(Ended + "[[|Bonus(0.101, RepeatPolicy.WhileTrue)|]] public bool A => Touching; [Term(1), Progress] public float Way => -D;")).Findings[0].Severity);
    }

    [Theory]
    [InlineData("[Bonus(0.1, RepeatPolicy.Once)] public bool A => Touching;")]
    [InlineData("[Term(0.1), Once] public bool A => Touching;")]
    [InlineData("[Term(0.1), Budget(1)] public bool A => Touching;")]
    [InlineData("[Term(0.1, Role = TermRole.Regulariser)] public bool A => Touching;")]
    [InlineData("[Bonus(-0.1, RepeatPolicy.WhileTrue)] public bool A => Touching;")]
    [InlineData("[Penalty(0.1)] public bool A => Touching;")]
    [InlineData("[Signal(WritableBy = WriterKind.Nobody)] public bool Day { get; init; } [Term(0.1)] public bool A => Day;")]
    [InlineData("[State(false)] bool Visited => Previous.Visited || Touching; [Bonus(0.1, RepeatPolicy.EachRise)] public bool A => Visited;")]
    [InlineData("[Termination(EpisodeEnd.Success)] public bool End => Touching; [Bonus(5, RepeatPolicy.EachRise)] public bool A => Touching;")]
    [InlineData("[Term(0.1)] public float A => 1f - (D / 10f);")]
    public Task IsLimited(string members) => Verify(Scored + members);

    [Fact]
    public async Task TheTaskItselfPasses()
    {
        // Paid while the goal holds; what makes it sure; a goal that is drawn anew.
        await Verify(Signals + "[Goal(Kind = GoalKind.Survive)] public bool There => D < 1f; [Term(1)] public bool A => There; [Term(1)] public bool B => D < 0.5f; [Bonus(1, RepeatPolicy.EachRise)] public bool C => D < 0.5f;");
        await Verify(Signals + "[Goal, Bonus(1, RepeatPolicy.EachRise)] public bool Scored => D < 1f;");
        await Verify(Signals + "[Goal(Resampled = true)] public bool Scored => Touching && D < 1f; [Bonus(1, RepeatPolicy.EachRise)] public bool A => Touching;");
        await Verify(Signals + "[Goal(Resampled = true)] public bool Scored => D < 1f; [[|Bonus(1, RepeatPolicy.EachRise)|]] public bool A => Touching;");
    }

    [Fact]
    public Task WithoutAGoalItIsNotJudged() => Verify(Signals + "[Bonus(1, RepeatPolicy.EachRise)] public bool A => Touching;");

    [Fact]
    public async Task WithoutAnEpisodeItIsNotJudged()
    {
        const string Members = "public sealed partial class Walker { " + Scored + "[Bonus(0.1, RepeatPolicy.WhileTrue)] public bool A => Touching; }";
        await AnalyzerVerifier.VerifyAsync(Walker.Usings + "[RewardSpec] " + Members, "RWD3005");
        await AnalyzerVerifier.VerifyAsync(Walker.Usings + "[RewardSpec(Discount = 0.99, Consumer = RewardConsumer.GroupRelative)] " + Members, "RWD3005");
    }

    [Fact]
    public async Task AStateThatTheGoalHasTooPasses()
    {
        // Playground's cube: no collision, at the target as elsewhere. Isaac Lab's lift: lifted, which the goal needs.
        await Verify(Signals + "[Goal(Kind = GoalKind.Survive)] public bool There => D < 1f; [Term(8)] public float Near => Exp(-D); [Term(0.25)] public bool Free => !Touching;");
        await Verify(Signals + "[Goal(Kind = GoalKind.Survive)] public bool There => D < 1f && Touching; [Term(8)] public float Near => Touching ? Exp(-D) : 0f; [Term(15)] public bool Lift => Touching;");
        await Verify(Signals + "[Goal(Kind = GoalKind.Survive)] public bool There => D < 1f; [Penalty(8)] public float Far => D; [Term(2)] public bool Alive => !Touching;");
    }

    [Fact]
    public Task TilesOnceEachPass() => Verify(
        "[Signal(0, 1)] public float VisitedShare { get; init; } [Term(1000), BestSoFar] float Tiles => VisitedShare; [Penalty(0.1)] float Time => 1f; [Goal, Termination(EpisodeEnd.Success)] bool Lap => VisitedShare >= 0.95f;");

    [Fact]
    public async Task Suppressed() => Assert.DoesNotContain(
        (await AnalyzerVerifier.AnalyzeAsync(Source(Scored + "[Bonus(0.1, RepeatPolicy.WhileTrue)] public bool Touch => Touching;"), new Dictionary<string, ReportDiagnostic> { ["RWD3005"] = ReportDiagnostic.Suppress })).Findings, f => f.Id == "RWD3005");

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD3005", messages);

    private static string Source(string members) => Walker.Usings + "[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)] public sealed partial class Walker { " + members + " }";
}
