using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD3xxx: episodes, how they go on and end, and what staying pays.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor WorthwhileFailure = Rule.Finding(
        "RWD3001", "A failure that beats going on", "Failing by '{0}' {1}");

    public static readonly DiagnosticDescriptor EndedIncome = Rule.Finding(
        "RWD3002", "A success that ends a positive income", "Finishing by '{0}' pays {1}; waiting {2} pays {3} a step, {4}: it breaks even at Reward = {5}");

    public static readonly DiagnosticDescriptor SurvivalIncome = Rule.Warning(
        "RWD3003", "Survival that pays as much as the task", "{0}");

    public static readonly DiagnosticDescriptor IdleIsBest = Rule.Finding(
        "RWD3004", "Doing nothing is best", "Doing nothing pays best while the goal '{0}' is not reached: {1} a step pays {2}{3}; {4}");

    public static readonly DiagnosticDescriptor FarmedEvent = Rule.Warning(
        "RWD3005", "An event that can be farmed", "'{0}' pays {1} each time and nothing limits it: {2} that adds up to {3} {4}, {5}; {6}");

    public static readonly DiagnosticDescriptor DwellingNearGoal = Rule.Warning(
        "RWD3006", "Staying beside the goal pays as much as reaching it", "Holding {0} beside the goal '{1}' pays {2} a step{3}, {4}; {5}");

    public static readonly DiagnosticDescriptor TimeLimit = Rule.Warning(
        "RWD3007", "A time limit that the policy cannot see", "{0}");

    public static readonly DiagnosticDescriptor HiddenGoal = Rule.Warning(
        "RWD3008", "A goal beyond the discount or the horizon", "{0}");
}
