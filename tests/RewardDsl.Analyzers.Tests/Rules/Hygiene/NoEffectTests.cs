using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>RWD9005: what changes nothing.</summary>
public sealed class NoEffectTests
{
    [Fact]
    public Task HelperThatNothingReads() => Verify("float [|Slow|] => Speed * 0.5f;", "'Slow' has no effect: nothing that is paid, ends the episode or is measured reads it");

    [Fact]
    public Task OnlyTheEndOfAChain() => Verify("float A => Speed * 0.5f; float B => A + 1f; float [|C|] => B * A;");

    [Fact]
    public Task OneOfACycle() => Verify("[State(0)] float [|A|] => Previous.B + Speed; [State(0)] float B => Previous.A;");

    [Fact]
    public Task StateThatReadsItselfOnly() => Verify(
        "[State(0)] public float [|Waited|] => Speed < 0.1f ? Previous.Waited + 1f : 0f;",
        "The state 'Waited' is carried from step to step and has no effect: nothing that is paid, ends the episode or is measured reads it");

    [Fact]
    public Task GateWithoutATerm() => Verify("[Gate] public bool [|Fast|] => Speed > 1f;", "The gate 'Fast' has no effect: no term names it");

    [Fact]
    public Task ParameterThatNothingReads() => Verify(
        "[Parameter(0, 1)] public float [|Scale|] { get; init; } = 0.5f;", "The parameter 'Scale' has no effect: nothing that is paid, ends the episode or is measured reads it");

    [Fact]
    public Task ParameterOfAHelperThatNothingReads() => Verify("[Parameter(0, 1)] public float Scale { get; init; } = 0.5f; float [|Slow|] => Speed * Scale;");

    [Fact]
    public async Task SignalWithOneOutcome()
    {
        Analysis analysis = await Verify(
            "[Signal(0, 5)] public float [|Distance|] { get; init; } [Term(1)] public float A => Speed + Min(Distance, -1f);",
            "'Distance' has no effect: 'Min(Distance, -1f)' is always -1 in the declared ranges");
        Assert.Equal("-1", Assert.Single(analysis.Findings).Properties["lo"]);
    }

    [Fact]
    public Task ParameterThatNeverDecides() => Verify(
        "[Parameter(5, 10)] public float [|Cap|] { get; init; } = 6f; [Term(1)] public float A => Min(Speed, Cap);",
        "The parameter 'Cap' has no effect: in 'Min(Speed, Cap)' it never decides, because it is in [5, 10] and the result in [-3, 3]");

    [Fact]
    public Task OtherSideOfAMaximum() => Verify("[Parameter(5, 10)] public float [|Floor|] { get; init; } = 6f; [Term(1)] public float A => Max(-Floor, Speed);");

    [Fact]
    public Task EndOfAClamp() => Verify("[Parameter(3, 10)] public float [|Cap|] { get; init; } = 6f; [Term(1)] public float A => Clamp(Speed, -1f, Cap);");

    [Fact]
    public Task WeightOfZero() => Verify(
        "[[|Penalty(2)|]] public float A => Max(-Square(Speed), 0f);", "The weight of 'A' has no effect: what it multiplies is always 0 in the declared ranges");

    [Fact]
    public Task WeightOfZeroIsOneFinding() => Verify("[Signal(0, 5)] public float Distance { get; init; } [[|Penalty(2)|]] public float A => Max(Distance - 6f, 0f);");

    [Fact]
    public Task WeightsThatTheTotalForgets() => Verify(
        "[Penalty(2)] public float A => Square(Speed); [[|Total|]] public float Sum => Tanh(Speed);",
        "'Sum' replaces the sum without reading WeightedSum: the weights of 'Forward', 'A' have no effect on the reward");

    [Fact]
    public Task OfADerivedSpec() => AnalyzerVerifier.VerifyAsync(
        Source("float Slow => Speed;").Replace("sealed ", "", System.StringComparison.Ordinal).Replace("float Slow", "public float Slow", System.StringComparison.Ordinal)
        + "[RewardSpec, Reweight(\"Forward\", 0)] public sealed partial class Runner : Walker { float [|Own|] => Slow; [Term(1)] public float Faster => Square(Speed); }",
        "RWD9005");

    [Fact]
    public Task ReadPasses() => Verify(
        "float Slow => Speed * 0.5f; [Penalty(1)] public float A => Slow; [Gate] public bool Fast => Speed > 1f; [Term(1, Gate = nameof(Fast))] public float B => 1f; "
        + "[Gate(AppliesToAll = true)] public float Soft => Saturate(Speed); [Parameter(0, 1)] public float Scale { get; init; } = 0.5f; [Term(Weight = nameof(Scale))] public float C => Speed; "
        + "[State(0)] public float Waited => Previous.Waited + 1f; [Metric] public float D => Waited; float Cut => 0.25f; [Cost(1)] public float E => Cut * Speed; "
        + "float Rate => Speed; [Termination(EpisodeEnd.Failure)] public bool Lost => Previous.Rate > 2.9f; private float First => Speed; [Goal] public bool F => Initial.First > Speed;");

    [Fact]
    public Task ClaimsAndAimsPass() => Verify("[Bounds(0, 9)] float A => Square(Speed); [Aim(AimKind.Lower)] float B => Abs(Speed);");

    [Fact]
    public Task WhatOtherCodeReadsPasses() => Verify("public float Logged => Speed; float Shown => Speed; public override string ToString() => \"\" + Shown;");

    [Fact]
    public Task WhatADerivedSpecReadsPasses() => AnalyzerVerifier.VerifyAsync(
        Source("[Parameter(0, 1)] public float Scale { get; init; } = 0.5f;").Replace("sealed ", "", System.StringComparison.Ordinal)
        + "[RewardSpec] public sealed partial class Runner : Walker { [Term(1)] public float Scaled => Scale * Speed; }",
        "RWD9005");

    [Fact]
    public Task SwitchedOffPasses() => Verify("[Signal(0, 5)] public float Distance { get; init; } [Penalty(0)] public float A => Distance;");

    [Fact]
    public Task ConditionsAreOtherFindings() => Verify(
        "[Signal(0, 5)] public float Distance { get; init; } [Term(1)] public float A => Distance > 7f ? 1f : 0f; [Bonus(1, RepeatPolicy.Once)] public bool B => Distance > 6f;");

    [Fact]
    public Task BoundaryOfTheOtherSidePasses() => Verify(
        "[Parameter(2.99, 10)] public float Cap { get; init; } = 6f; [Term(1)] public float A => Min(Speed, Cap); [Signal(-1.01, 5)] public float Distance { get; init; } [Term(1)] public float B => Min(Distance, -1f);");

    [Fact]
    public Task BoundaryWhereItNeverDecides() => Verify("[Parameter(3, 10)] public float [|Cap|] { get; init; } = 6f; [Term(1)] public float A => Min(Speed, Cap);");

    [Fact]
    public Task WhatPaysNothingYetPasses() => AnalyzerVerifier.VerifyAsync(
        Walker.Usings + "[RewardSpec] public sealed partial class {|RWD0023:Walker|} { [Signal(-3, 3)] public float Speed { get; init; } [Metric] public float Fast => Speed; float Slow => Speed; }", "RWD9005");

    [Fact]
    public async Task Suppressed() =>
        Assert.Empty((await AnalyzerVerifier.AnalyzeAsync(Source("float Slow => Speed;"), new Dictionary<string, ReportDiagnostic> { ["RWD9005"] = ReportDiagnostic.Suppress })).Findings);

    private static Task<Analysis> Verify(string members, params string[] messages) => AnalyzerVerifier.VerifyAsync(Source(members), "RWD9005", messages);

    private static string Source(string members) => Walker.Usings
        + "[RewardSpec] public sealed partial class Walker { [Signal(-3, 3)] public float Speed { get; init; } [Term(1)] public float Forward => Speed; " + members + " }\n";
}
