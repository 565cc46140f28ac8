using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix of RWD6006.</summary>
public sealed class DeclareObservedFixTests
{
    [Fact]
    public Task OfAState() => Verify("[State(false)]", "[State(false, Observed = true)]", " bool Has => Previous.Has || Ready; [Term(1)] float Paid => Has ? X : 0f;");

    [Fact]
    public Task WrittenAsFalse() => Verify("[State(false, Observed = false /* yet */)]", "[State(false, Observed = true /* yet */)]", " bool Has => Previous.Has || Ready; [Term(1)] float Paid => Has ? X : 0f;");

    [Fact]
    public Task OfAFormula() => Verify("[Objective(Reward = 1)]", "[Objective(Reward = 1, Observed = true)]", " Formula Gets => Eventually(Ready & Next(Eventually(X > 0.5f)));");

    [Fact]
    public Task WithoutArguments() => Verify("[Term(1), BestSoFar]", "[Term(1), BestSoFar(Observed = true)]", " float Paid => X;");

    private static Task Verify(string before, string after, string rest) => FixVerifier.VerifyAsync(Spec(before + rest), Spec(after + rest), new DeclareObservedFix());

    private static string Spec(string members) =>
        Walker.Usings + "[RewardSpec(Discount = 0.99)]\npartial class Walk { [Signal(-1, 1)] public float X { get; init; } [Signal] public bool Ready { get; init; } " + members + " }\n";
}
