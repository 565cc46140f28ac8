using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD1xxx: numbers.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor UnboundedReward = Rule.Warning(
        "RWD1001", "A reward without an upper limit", "What '{0}' pays has no upper limit{1}: its proven range is {2}{3}");

    public static readonly DiagnosticDescriptor UnboundedPenalty = Rule.Warning(
        "RWD1002", "A penalty without a lower limit", "What '{0}' pays has no lower limit{1}: its proven range is {2}{3}");

    public static readonly DiagnosticDescriptor DivisionByZero = Rule.Finding(
        "RWD1003", "A division that can be by zero", "The denominator '{0}' can be 0: its proven range is {1}{2}");

    public static readonly DiagnosticDescriptor DomainViolation = Rule.Finding(
        "RWD1004", "An argument outside the domain of its function", "The argument '{0}' of {1} can leave {2}: its proven range is {3}{4}");

    public static readonly DiagnosticDescriptor FlatKernel = Rule.Warning(
        "RWD1005", "A kernel that is flat over most of its range", "'{0}' is flat {1}: {2} it changes by less than a thousandth of its height{3}");

    public static readonly DiagnosticDescriptor ErasedOrdering = Rule.Warning(
        "RWD1006", "A clip that erases differences", "'{0}' gives one value to {1}{2}");

    public static readonly DiagnosticDescriptor FoldedKernel = Rule.Warning(
        "RWD1007", "A kernel that turns back within its range", "'{0}' turns back {1}: {2}, so {3}");

    public static readonly DiagnosticDescriptor LoudFallback = Rule.Warning(
        "RWD1008", "A fallback that is not neutral", "The {0} {1}: {2}");

    public static readonly DiagnosticDescriptor SwallowedPenalty = Rule.Warning(
        "RWD1009", "A clip that swallows a penalty", "'{0}' swallows the penalty '{1}': {2}");

    public static readonly DiagnosticDescriptor UnprovenClaim = Rule.Warning(
        "RWD1010", "A claimed range cannot be proven", "'{0}' is claimed to lie in [{1}, {2}], but its proven range is {3}{4}");
}
