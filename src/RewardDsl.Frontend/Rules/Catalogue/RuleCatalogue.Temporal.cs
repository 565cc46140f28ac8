using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD6xxx: temporal logic.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor UnsatisfiableFormula = Rule.Finding(
        "RWD6001", "A formula that nothing can satisfy", "'{0}' {1}");

    public static readonly DiagnosticDescriptor VacuousFormula = Rule.Warning(
        "RWD6002", "A formula that says nothing, or not what it seems to", "'{0}' {1}");

    public static readonly DiagnosticDescriptor WindowBeyondEpisode = Rule.Finding(
        "RWD6003", "A window beyond the episode", "'{0}' {1}");
}
