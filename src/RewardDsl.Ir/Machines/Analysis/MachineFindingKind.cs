namespace RewardDsl.Ir;

/// <summary>Something odd about a reward machine that can be run.</summary>
public enum MachineFindingKind
{
    /// <summary>Two transitions of a state can be true at once and do not do the same.</summary>
    Overlap,

    /// <summary>No way leads from the start to a state.</summary>
    Unreachable,

    /// <summary>No way leads from a state that can be reached to a final one.</summary>
    NoWayToFinal,

    /// <summary>The guard of a transition can never hold.</summary>
    NeverHolds,

    /// <summary>Whenever the guard of a transition holds, an earlier one that does the same is taken.</summary>
    Shadowed,

    /// <summary>A transition leaves a final state.</summary>
    OutOfFinal,

    /// <summary>The start is final.</summary>
    FinalStart,

    /// <summary>No transition of a state holds at some assignment. Reported where it is asked for: the machine stays there.</summary>
    Hole,
}
