using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A reward machine as declared. Lives only while the spec is read.</summary>
/// <param name="member">The property that is its state.</param>
/// <param name="data">Its attribute.</param>
internal sealed class MachineDeclaration(SpecMember member, AttributeData data)
{
    public SpecMember Member { get; } = member;

    public string Name => Member.Name;

    public AttributeData Data { get; } = data;

    /// <summary>The machine: what of it could be read.</summary>
    public RewardMachine Machine { get; set; } = new(default, 0, default, default);

    /// <summary>The names of the bool members that its guards read, by the number of the atom.</summary>
    public IReadOnlyList<string> Atoms { get; set; } = [];

    /// <summary>The attributes of its transitions, by their number.</summary>
    public List<AttributeData> Transitions { get; } = [];

    /// <summary>Whether reaching a final state ends the episode.</summary>
    public bool EndsEpisode => Data.Named("EndsEpisode", false);
}
