namespace RewardDsl.Ir;

/// <summary>What happens in a state where no edge of an edge list holds.</summary>
public enum EdgeListHoles
{
    /// <summary>The task ends without pay, in a final state of its own, as in the published implementation.</summary>
    End,

    /// <summary>The machine stays.</summary>
    Stay,
}
