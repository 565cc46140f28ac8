using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD2004: what is meant as shaping and is not of potential form.</summary>
public sealed class NoPotentialTests
{
    private const string Why = ": what is paid on the way there is not what is taken on the way back";

    [Fact]
    public Task Gated() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Gate] public bool Held => Grasped; [Term(1, Gate = nameof(Held))] public float A => [|Near - Previous.Near|];"), "RWD2004", "'Near - Previous.Near' is gated by 'Held'" + Why);

    /// <summary>Progress that counts only while something is held, and only when it is positive: two rules see it.</summary>
    [Fact]
    public Task GatedAndRectified() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Gate] public bool Held => Grasped; [Term(1, Gate = nameof(Held))] public float A => {|RWD2001:Max(0f, [|Near - Previous.Near|])|};"), "RWD2004");

    [Fact]
    public Task Cut() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With("[Term(1)] public float A => Clamp([|Near - Previous.Near|], -0.1f, 0.1f);"), "RWD2004", "'Near - Previous.Near' is cut" + Why);

    [Fact]
    public Task CutByAnAttribute() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With("[Term(1), Clamp(-4.9, 4.9)] public float A => [|Near - Previous.Near|];"), "RWD2004");

    [Fact]
    public Task CutBeyondItsRangePasses() => AnalyzerVerifier.VerifyAsync(ShapedSpec.With("[Term(1), Clamp(-5, 5)] public float A => Near - Previous.Near; [Term(1)] public float B => Clamp(Near - Previous.Near, -5f, 6f);"), "RWD2004");

    [Fact]
    public Task Scheduled() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Schedule] public static float Fade(TrainingClock clock) => 1f - clock.Progress; [Term(1, Schedule = nameof(Fade))] public float A => [|0.99f * Near - Previous.Near|];"),
        "RWD2004",
        "'0.99f * Near - Previous.Near' is scheduled by 'Fade', whose value now weighs what was as well" + Why);

    [Fact]
    public Task TimesAnAction() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1)] public float A => Abs(Push[0]) * ([|Near - Previous.Near|]);"), "RWD2004", "'Near - Previous.Near' is multiplied by 'Push'" + Why);

    [Fact]
    public Task UnderACondition() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1)] public float A => Speed > 0f ? [|Near - Previous.Near|] : 0f;"), "RWD2004", "'Near - Previous.Near' counts only under a condition on 'Speed'" + Why);

    [Fact]
    public Task PotentialOfAnAction() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Potential(1)] public float [|A|] => -Abs(Push[0]); [Term(1)] public float B => Speed;"),
        "RWD2004",
        "'A' reads the action 'Push': what a potential adds for it at this step it takes back at the next; advice about actions would need the next action");

    /// <summary>Advice on how to drive, paid as if it were the task (Knox et al., 2023).</summary>
    [Fact]
    public Task AdviceThatPaysItsLevel() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Penalty(0.1, [|Role = TermRole.Shaping|])] public float Centre => Abs(Speed); [Term(1)] public float B => Near;"),
        "RWD2004",
        "'Centre' is declared as advice and pays its level, in [-0.2, 0] at each step and up to 20 in an episode: it is part of what is best; as a [Potential] it would not be");

    [Fact]
    public Task AdviceAboutActions() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Penalty(0.1, [|Role = TermRole.Shaping|])] public float Steer => Abs(Push[0]); [Term(1)] public float B => Near;"),
        "RWD2004",
        "'Steer' is declared as advice and pays its level, in [-0.1, 0] at each step and up to 10 in an episode: it is part of what is best; of an action there is no potential, so declare it a regulariser");

    [Fact]
    public Task AdviceInPotentialFormPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Term(1, Role = TermRole.Shaping)] public float A => 0.99f * Near - Previous.Near; [Term(1, Role = TermRole.Shaping), Progress] public float B => Near; [Penalty(1, Role = TermRole.Shaping)] public float C => 1f;"), "RWD2004");

    [Fact]
    public async Task TheBestSoFarByHand()
    {
        Analysis analysis = await AnalyzerVerifier.VerifyAsync(
            ShapedSpec.With("[State(-2)] public float Best => Max(Previous.Best, Speed); [Term(3)] public float [|A|] => Max(0f, Speed - Previous.Best); [Term(1)] public float [|B|] => Best - Previous.Best;"),
            "RWD2004",
            "'A' pays for a new best, which is no potential but bounded: at most 12 in an episode; [BestSoFar] says so",
            "'B' pays for a new best, which is no potential but bounded: at most 4 in an episode; [BestSoFar] says so");
        Assert.All(analysis.Findings, static f => Assert.Equal(DiagnosticSeverity.Info, f.Severity));
    }

    [Fact]
    public Task DeclaredPasses() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Schedule] public static float Fade(TrainingClock clock) => 1f - clock.Progress; [Gate] public bool Held => Grasped; [Potential(1, Schedule = nameof(Fade))] public float A => Near; [Term(1, Gate = nameof(Held)), BestSoFar] public float B => Near; [Term(1, Gate = nameof(Held))] public float C => Near;"),
        "RWD2004");

    /// <summary>The size of a change is smoothness, gated or not; a speed is a level; a jump that is left out is a guard.</summary>
    [Fact]
    public Task SmoothnessSpeedAndGuardsPass() => AnalyzerVerifier.VerifyAsync(
        ShapedSpec.With("[Gate] public bool Held => Grasped; [Term(1, Gate = nameof(Held))] public float A => 1f - Abs(Speed - Previous.Speed); [Penalty(1, Gate = nameof(Held))] public float B => Max(0f, Speed - Previous.Speed); "
            + "[Term(1, Gate = nameof(Held))] public float C => (Near - Previous.Near) / Step.Seconds; [Term(1)] public float D { get { float d = Near - Previous.Near; return Abs(d) > 1f ? 0f : d; } } [Term(1)] public float E => Near - Previous.Near;")
            .Replace("0.99", "0.99, StepSeconds = 0.02", System.StringComparison.Ordinal),
        "RWD2004");
}
