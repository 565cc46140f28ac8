using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD3xxx: episodes, how they end and what staying pays.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor IdleIsBest = Rule.Finding(
        "RWD3004", "Doing nothing is best", "Doing nothing pays best while the goal '{0}' is not reached: {1} a step pays {2}{3}; {4}");

    public static readonly DiagnosticDescriptor FarmedEvent = Rule.Warning(
        "RWD3005", "An event that can be farmed", "'{0}' pays {1} each time and nothing limits it: {2} that adds up to {3} {4}, {5}; {6}");

    public static readonly DiagnosticDescriptor DwellingNearGoal = Rule.Warning(
        "RWD3006", "Staying beside the goal pays as much as reaching it", "Holding {0} beside the goal '{1}' pays {2} a step{3}, {4}; {5}");
}
