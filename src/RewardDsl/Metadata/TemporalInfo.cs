namespace RewardDsl;

/// <summary>A temporal formula of a spec.</summary>
/// <param name="Name">Name of the property, or the one given on the class.</param>
/// <param name="Text">The formula, its conditions in the author's words and its windows in steps.</param>
/// <param name="Pay">When it is paid.</param>
/// <param name="AtTermination">What becomes of it at a termination while it is undecided.</param>
/// <param name="AtTruncation">What becomes of it at a truncation while it is undecided.</param>
public sealed record FormulaInfo(string Name, string Text, FormulaPay Pay, ClosingRule AtTermination, ClosingRule AtTruncation)
{
    /// <summary>Whether it is paid that it holds, or by how much.</summary>
    public FormulaSemantics Semantics { get; init; }

    /// <summary>Floats that the evaluator keeps of it for each environment: 1 for the state of an automaton, else what its windows need.</summary>
    public int Memory { get; init; } = 1;

    /// <summary>Of robustness at each step: how many later steps a value waits for.</summary>
    public int Delay { get; init; }
}

/// <summary>An automaton of which the evaluator keeps the state.</summary>
/// <param name="Name">Name of the formula.</param>
/// <param name="States">Number of states; a state is a whole number below it.</param>
/// <param name="Start">The state after a reset.</param>
public sealed record AutomatonInfo(string Name, int States, int Start)
{
    /// <summary>The policy observes the state.</summary>
    public bool Observed { get; init; }
}
