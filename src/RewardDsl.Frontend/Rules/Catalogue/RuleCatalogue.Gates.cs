using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD5xxx: gates and constraints.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor DeadGate = Rule.Finding(
        "RWD5001", "A condition that can never be true", "'{0}' can never be true: {1}");

    public static readonly DiagnosticDescriptor OpenGate = Rule.Warning(
        "RWD5002", "A condition that is always true", "'{0}' is always true: {1}");

    public static readonly DiagnosticDescriptor GateClosesAtGoal = Rule.Finding(
        "RWD5003", "A gate that closes at the goal", "'{0}' stops paying where the goal '{1}' is reached: {2}");

    public static readonly DiagnosticDescriptor StageInverted = Rule.Warning(
        "RWD5004", "Milestones that pay less later", "The terms on the signals of '{0}' and '{2}' {1} a step at '{0}', at its successor '{2}' at most {3}{4}");

    public static readonly DiagnosticDescriptor ZeroProduct = Rule.Warning(
        "RWD5005", "A product that is zero where it matters", "'{0}' pays nothing {1}: its factor '{2}' is 0 there, and {3}");

    public static readonly DiagnosticDescriptor UnreadGoalSignal = Rule.Warning(
        "RWD5006", "A goal that no term leads to", "The goal '{0}' needs '{1}', which no term, gate or potential reads{2}");

    public static readonly DiagnosticDescriptor BoughtConstraint = Rule.Warning(
        "RWD5007", "A constraint that can be bought", "Violating '{0}' costs {1}; {2}");

    public static readonly DiagnosticDescriptor CheapMiss = Rule.Warning(
        "RWD5008", "An outcome that costs more than missing it", "Where '{1}' holds at the end of an episode, what '{0}' has collected {2}; {3}, so missing it is the cheaper way out: pay '{0}' at each step{4}");
}
