using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD4xxx: how terms add up.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor GoalOutweighed = Rule.Warning(
        "RWD4003", "Other rewards can outweigh the goal", "Without the goal '{0}', {1} can pay {2}, the goal pays {3}: {4}; {5}");

    public static readonly DiagnosticDescriptor UnitMismatch = Rule.Finding(
        "RWD4010", "Units or reference frames that do not match", "'{0}' {1}: {2}");
}
