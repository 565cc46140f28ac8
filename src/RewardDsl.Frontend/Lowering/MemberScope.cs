using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>What a body may read besides its own locals; a step and a reset answer differently.</summary>
internal interface IMemberScope
{
    /// <summary>Name of the member that is being lowered, or empty.</summary>
    string Member { get; }

    /// <summary>A member of the spec, now.</summary>
    Value Now(SpecMember member, Location location);

    /// <summary>A member of the spec, one step earlier.</summary>
    Value Previous(SpecMember member, Location location);

    /// <summary>A member of the spec, at the start of the episode.</summary>
    Value Initial(SpecMember member, Location location);

    /// <summary>The weighted sum or the sum of the weights.</summary>
    Value Sum(string name, Location location);

    /// <summary>A property of the training clock.</summary>
    Value Clock(string property);

    /// <summary>Whether this is the first step of an episode.</summary>
    Value IsFirst();
}
