using System.Threading.Tasks;
using RewardDsl.CodeFixes;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>The fix of RWD3007.</summary>
public sealed class TruncateFixTests
{
    [Fact]
    public Task Truncates() => FixVerifier.VerifyAsync(
        Spec("TimeLimit = TimeLimitKind.Terminates /* at 400 */, Horizon = 400"), Spec("TimeLimit = TimeLimitKind.Truncates /* at 400 */, Horizon = 400"), new TruncateFix());

    /// <summary>An end that counts needs a horizon first.</summary>
    [Fact]
    public Task KeepsEnds() => FixVerifier.VerifyNoneAsync(
        Spec("Discount = 0.99").Replace("[Term(1)]", "[State(0)] float Count => Min(Previous.Count + 1f, 400f); [Termination(EpisodeEnd.Failure)] bool Over => Count >= 400f; [Term(1)]", System.StringComparison.Ordinal), new TruncateFix());

    private static string Spec(string contract) => Walker.Usings + "[RewardSpec(" + contract + ")]\npartial class Walk { [Signal(0, 2)] public float Distance { get; init; } [Term(1)] float Near => 2f - Distance; }\n";
}
