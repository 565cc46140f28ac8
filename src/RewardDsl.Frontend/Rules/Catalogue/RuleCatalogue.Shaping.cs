using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD2xxx: shaping, and what it leaves of the task.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor PaysOnLoops = Rule.Finding(
        "RWD2001", "Progress that pays on closed loops", "'{0}' pays for going round: {1} pays {2}, the way back {3}, so each round pays {4}; it pays nothing when the way back pays {5}");
}
