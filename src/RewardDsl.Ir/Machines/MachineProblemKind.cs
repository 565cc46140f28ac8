namespace RewardDsl.Ir;

/// <summary>A reason why a reward machine has no table, or no potential.</summary>
public enum MachineProblemKind
{
    /// <summary>A start, a final state or a transition names a state that does not exist.</summary>
    NoSuchState,

    /// <summary>A guard reads more than the present step.</summary>
    TemporalGuard,

    /// <summary>A reward is not a finite number.</summary>
    NotFinite,

    /// <summary>The guards read too many atoms.</summary>
    TooManyAtoms,

    /// <summary>It has too many states.</summary>
    TooManyStates,

    /// <summary>No assignment of the atoms can occur.</summary>
    NothingCanOccur,

    /// <summary>Without a discount a loop pays without end.</summary>
    EndlessGain,

    /// <summary>Without a discount each way costs without end.</summary>
    EndlessLoss,
}
