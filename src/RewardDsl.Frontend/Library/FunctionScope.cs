using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>A reward function belongs to no spec: it has no members to read.</summary>
internal sealed class FunctionScope(RewardDiagnostics diagnostics) : IMemberScope
{
    public string Member => "";

    public Value Now(SpecMember member, Location location) => Nothing(member.Name, location);

    public Value Previous(SpecMember member, Location location) => Nothing(member.Name, location);

    public Value Initial(SpecMember member, Location location) => Nothing(member.Name, location);

    public Value Sum(string name, Location location) => Nothing(name, location);

    public Value Clock(string property) => Value.Error;

    public Value IsFirst() => Value.Error;

    private Value Nothing(string name, Location location)
    {
        diagnostics.Report(RuleCatalogue.OutsideState, location, name);
        return Value.Error;
    }
}
