using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD9xxx: hygiene.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor MissingRange = Rule.Warning(
        "RWD9001", "A range that is missing or contradicted", "{0}");

    public static readonly DiagnosticDescriptor IncompleteContract = Rule.Warning(
        "RWD9002", "An incomplete episode contract", "'{0}' does not declare {1}: {2}");

    public static readonly DiagnosticDescriptor ViolatedPreference = Rule.Finding(
        "RWD9003", "A declared preference is violated", "'{0}' is to be preferred over '{1}', but returns {2} against {3}{4}");

    public static readonly DiagnosticDescriptor UncoveredMetric = Rule.Info(
        "RWD9004", "A metric or signal that nothing reads", "{0}");

    public static readonly DiagnosticDescriptor NoEffect = Rule.Warning(
        "RWD9005", "Something that has no effect", "{0}");

    public static readonly DiagnosticDescriptor WideClaim = Rule.Info(
        "RWD9006", "A claimed range is far too wide", "'{0}' is claimed to lie in [{1}, {2}]; it is proven to lie in [{3}, {4}]");

    public static readonly DiagnosticDescriptor SilentRule = Rule.Info(
        "RWD9007", "Facts that rules would need", "Rules stay silent on '{0}' for want of facts: {1}");
}
