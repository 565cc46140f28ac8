using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD4xxx: how terms add up.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor Dominance = Rule.Warning(
        "RWD4001", "One term outweighs all others", "'{0}' carries {1} of what the terms can change in a step: {2} of {3}; next are {4} (with the weight {5} it would be half)");

    public static readonly DiagnosticDescriptor InertTerm = Rule.Warning(
        "RWD4002", "A term that changes nothing", "{0}");

    public static readonly DiagnosticDescriptor WrongDirection = Rule.Finding(
        "RWD4004", "A payment in the wrong direction", "{0}");

    public static readonly DiagnosticDescriptor SignProduct = Rule.Finding(
        "RWD4006", "A product that pays where both factors are negative", "'{0}' is positive where both factors are negative: '{1}' = {2} and '{3}' = {4} at {5}, where it adds {6} to '{7}' (keep one factor from below 0: 'Max({1}, 0f)')");

    public static readonly DiagnosticDescriptor StepLength = Rule.Warning(
        "RWD4008", "A payment that depends on the length of a step", "{0}");

    public static readonly DiagnosticDescriptor UnitMismatch = Rule.Finding(
        "RWD4010", "Units or reference frames that do not match", "'{0}' {1}: {2}");
}
