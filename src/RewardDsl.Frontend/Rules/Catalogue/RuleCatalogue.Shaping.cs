using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD2xxx: shaping, and what it leaves of the task.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor PaysOnLoops = Rule.Finding(
        "RWD2001", "Progress that pays on closed loops", "'{0}' pays for going round: {1} pays {2}, the way back {3}, so each round pays {4}; it pays nothing when the way back pays {5}");

    public static readonly DiagnosticDescriptor OtherDiscount = Rule.Warning(
        "RWD2002", "Shaping with another discount", "'{0}' has the factor {1} before what is now, where the spec discounts by {2}: {3}·Φ is paid on top at each step, in {4}{5}");

    public static readonly DiagnosticDescriptor PotentialAtEnd = Rule.Warning(
        "RWD2003", "A potential that is left over at the end", "'{0}' {1}");

    public static readonly DiagnosticDescriptor NoPotential = Rule.Warning(
        "RWD2004", "Shaping that is not of potential form", "'{0}' {1}");

    public static readonly DiagnosticDescriptor OnlyShaping = Rule.Finding(
        "RWD2005", "A spec that consists of shaping alone", "All that '{0}' pays is differences of functions of the state ({1}): {2}");

    public static readonly DiagnosticDescriptor DeltaBaseline = Rule.Warning(
        "RWD2006", "A difference whose baseline is in doubt", "'{0}' {1}");
}
