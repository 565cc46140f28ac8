using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>A <c>[Bounds]</c> of a spec: on a member, or on the class (no member), where it is about the weighted sum.</summary>
internal sealed class SpecClaim(SpecMember? member, AttributeData data)
{
    public SpecMember? Member { get; } = member;

    public AttributeData Data { get; } = data;

    /// <summary>The claims of a spec; those of a base class hold for its own sum, not for that of the derived spec.</summary>
    public static IReadOnlyList<SpecClaim> Of(SpecDeclaration spec)
    {
        List<SpecClaim> claims = spec.With("Bounds").Where(static c => c.Member.Frames == 0).Select(static c => new SpecClaim(c.Member, c.Data)).ToList();
        if (Attributes.Get(spec.Type, "Bounds") is { } onClass)
        {
            claims.Add(new SpecClaim(null, onClass));
        }

        return claims;
    }
}
