using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>What keeps something for longer than one step.</summary>
internal enum MemoryKind
{
    /// <summary>A [State].</summary>
    State,

    /// <summary>A machine whose states the author declared.</summary>
    Machine,

    /// <summary>The automaton of a temporal formula.</summary>
    Formula,

    /// <summary>The best so far of what is paid.</summary>
    Best,

    /// <summary>Whether something has been paid.</summary>
    Once,

    /// <summary>How much has been paid.</summary>
    Budget,
}

/// <summary>What a spec remembers of earlier steps, beyond the last one.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">The member or formula; of the class the name of the spec.</param>
/// <param name="Carries">Where it is kept.</param>
/// <param name="Data">The attribute that declares it, and whether the policy observes it.</param>
/// <param name="Place">Where that is written.</param>
/// <param name="Member">Its member, or null.</param>
/// <param name="Formula">Of a formula: its facts.</param>
internal sealed record Memory(MemoryKind Kind, string Name, IReadOnlyList<int> Carries, AttributeData Data, Location? Place, SpecMember? Member, FormulaFacts? Formula)
{
    /// <summary>The policy observes it.</summary>
    public bool IsObserved => Data.Named("Observed", false);
}
