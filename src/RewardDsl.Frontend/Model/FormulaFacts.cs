using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A temporal formula of a spec, by value.</summary>
/// <param name="Name">Name of its column.</param>
/// <param name="IsConstraint">A constraint rather than an objective.</param>
/// <param name="IsHard">Its violation ends the episode.</param>
/// <param name="Text">The formula over the author's conditions, windows in steps.</param>
/// <param name="Formula">The formula over <paramref name="Conditions"/>, which are its atoms.</param>
/// <param name="Conditions">What each atom of the formula stands for, over <paramref name="Leaves"/>.</param>
/// <param name="Leaves">What the author wrote as conditions of a step.</param>
/// <param name="Table">Its automaton; null where a monitor follows it.</param>
/// <param name="Pay">When it is paid: the value of FormulaPay.</param>
/// <param name="AtTermination">How it is closed at a termination.</param>
/// <param name="AtTruncation">How it is closed at a truncation.</param>
/// <param name="Reward">Run-time name of what is paid when it holds, or empty.</param>
/// <param name="Penalty">Run-time name of what is paid less when it fails, or empty.</param>
/// <param name="Shaping">Run-time name of the weight of its potential, or empty.</param>
/// <param name="IsObserved">The policy observes its memory.</param>
/// <param name="Semantics">What of it is paid: the value of FormulaSemantics.</param>
/// <param name="Memory">Floats that are kept of it for each environment.</param>
/// <param name="Delay">Of robustness at each step: how many later steps a value waits for.</param>
/// <param name="Temperature">Of smooth robustness: how smooth; else 0.</param>
/// <param name="Letters">The assignments of the conditions that can occur by what they are made of; empty for all.</param>
public sealed record FormulaFacts(
    string Name,
    bool IsConstraint,
    bool IsHard,
    string Text,
    TemporalFormula Formula,
    EquatableArray<TemporalFormula> Conditions,
    EquatableArray<FormulaLeaf> Leaves,
    AutomatonTable? Table,
    int Pay,
    ClosingRule AtTermination,
    ClosingRule AtTruncation,
    string Reward,
    string Penalty,
    string Shaping,
    bool IsObserved,
    int Semantics = FormulaFacts.Boolean,
    int Memory = 1,
    int Delay = 0,
    float Temperature = 0,
    EquatableArray<ulong> Letters = default)
{
    /// <summary>Whether it is paid by how much it holds.</summary>
    public bool IsQuantitative => Semantics != Boolean;

    /// <summary>Paid by whether it holds.</summary>
    public const int Boolean = 0;

    /// <summary>Paid by how much it holds, smoothly.</summary>
    public const int SmoothRobustness = 2;

    /// <summary>Paid once, when it is decided.</summary>
    public const int WhenDecided = 0;

    /// <summary>Paid once, at the end of the episode.</summary>
    public const int AtEnd = 1;

    /// <summary>Paid at each step.</summary>
    public const int EachStep = 2;

    /// <summary>The automaton of <see cref="Formula"/>, that of <see cref="Table"/>; null with the problem where it is too large.</summary>
    public TemporalAutomaton? Automaton(out AutomatonProblem? problem, System.Threading.CancellationToken cancellation)
    {
        (TemporalAutomaton? automaton, _, problem) = AutomatonCache.WithTable(Formula, Letters, cancellation);
        return automaton;
    }

    /// <summary>Name of the column of its potential.</summary>
    public string ShapingColumn => Name + ".Shaping";
}

/// <summary>A condition as the author wrote it.</summary>
/// <param name="Name">His words.</param>
/// <param name="Member">The bool member that it is in a formula as text, else empty.</param>
/// <param name="Place">Of a formula in C#: how many conditions stand before its first occurrence.</param>
/// <param name="IsNegated">The condition that stands there is its opposite.</param>
public sealed record FormulaLeaf(string Name, string Member, int Place, bool IsNegated);
