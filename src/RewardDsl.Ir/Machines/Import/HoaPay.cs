namespace RewardDsl.Ir;

/// <summary>What of an automaton over infinite words is paid.</summary>
public enum HoaPay
{
    /// <summary>The step after which acceptance, or its opposite, is settled whatever follows. There the machine ends.</summary>
    WhenDecided,

    /// <summary>Each step along an edge of the acceptance set, or that leaves a state of it. The machine ends where nothing can be accepted any more.</summary>
    EachVisit,
}
