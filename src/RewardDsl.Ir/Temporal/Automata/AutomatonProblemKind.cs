namespace RewardDsl.Ir;

/// <summary>A reason why a formula has no automaton.</summary>
public enum AutomatonProblemKind
{
    /// <summary>A window is written in seconds.</summary>
    Unresolved,

    /// <summary>It reads too many atoms.</summary>
    TooManyAtoms,

    /// <summary>It needs too many states.</summary>
    TooManyStates,

    /// <summary>It takes too much work.</summary>
    TooMuchWork,

    /// <summary>No assignment of its atoms can occur.</summary>
    NothingCanOccur,
}
