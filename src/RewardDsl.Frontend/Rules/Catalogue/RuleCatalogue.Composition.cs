using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <content>RWD4xxx: how terms add up.</content>
public static partial class RuleCatalogue
{
    public static readonly DiagnosticDescriptor UnitMismatch = Rule.Finding(
        "RWD4010", "Units or reference frames that do not match", "{0} of {1}: {2}");
}
