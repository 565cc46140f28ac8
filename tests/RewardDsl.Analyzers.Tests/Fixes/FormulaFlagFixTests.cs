using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fixes of RWD6004 and RWD6005.</summary>
public sealed class FormulaFlagFixTests
{
    [Fact]
    public Task EndsTheEpisode() => FixVerifier.VerifyAsync(
        Spec("[Constraint(Penalty = 1, Observed = true)] Formula A => Always(X < 0.5f);"), Spec("[Constraint(Penalty = 1, Observed = true, Hard = true)] Formula A => Always(X < 0.5f);"), new EndAtViolationFix());

    [Fact]
    public Task Normalises() => FixVerifier.VerifyAsync(
        Spec("[Objective(Reward = 1, Semantics = FormulaSemantics.Robustness, Normalised = false)] Formula A => Always(X < 0.5f & Y < 1f);"),
        Spec("[Objective(Reward = 1, Semantics = FormulaSemantics.Robustness, Normalised = true)] Formula A => Always(X < 0.5f & Y < 1f);"),
        new NormaliseMarginsFix());

    private static string Spec(string members) =>
        Walker.Usings + "[RewardSpec(Discount = 0.99)]\npartial class Walk { [Signal(-1, 1)] public float X { get; init; } [Signal(-50, 50)] public float Y { get; init; } [Term(1)] float Near => X; " + members + " }\n";
}
