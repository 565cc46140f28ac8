using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD4xxx: how terms add up.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor Dominance = Rule.Warning(
        "RWD4001", "One term outweighs all others", "'{0}' carries {1} of what the terms can change in a step: {2} of {3}; next are {4} (with the weight {5} it would be half)");

    public static readonly DiagnosticDescriptor InertTerm = Rule.Warning(
        "RWD4002", "A term that changes nothing", "{0}");

    public static readonly DiagnosticDescriptor GoalOutweighed = Rule.Warning(
        "RWD4003", "Other rewards can outweigh the goal", "Without the goal '{0}', {1} can pay {2}, the goal pays {3}: {4}; {5}");

    public static readonly DiagnosticDescriptor WrongDirection = Rule.Finding(
        "RWD4004", "A payment in the wrong direction", "{0}");

    public static readonly DiagnosticDescriptor DoubleCounting = Rule.Info(
        "RWD4005", "The same thing paid twice", "{0}");

    public static readonly DiagnosticDescriptor SignProduct = Rule.Finding(
        "RWD4006", "A product that pays where both factors are negative", "'{0}' is positive where both factors are negative: '{1}' = {2} and '{3}' = {4} at {5}, where it adds {6} to '{7}' (keep one factor from below 0: 'Max({1}, 0f)')");

    public static readonly DiagnosticDescriptor OffTarget = Rule.Finding(
        "RWD4007", "The best value is not at the target", "'{0}' pays {1} at {2}, {3} ({4})");

    public static readonly DiagnosticDescriptor StepLength = Rule.Warning(
        "RWD4008", "A payment that depends on the length of a step", "{0}");

    public static readonly DiagnosticDescriptor OwnPopulation = Rule.Warning(
        "RWD4009", "A number over a set that the agent chooses", "'{0}' is over a set that the agent chooses, by '{1}': {2} ({3})");

    public static readonly DiagnosticDescriptor UnitMismatch = Rule.Finding(
        "RWD4010", "Units or reference frames that do not match", "'{0}' {1}: {2}");
}
