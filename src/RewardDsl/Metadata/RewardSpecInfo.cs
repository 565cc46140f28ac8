using System;
using System.Collections.Generic;
using System.Globalization;

namespace RewardDsl;

/// <summary>What the compiler knows about a spec, available at run time.</summary>
public sealed record RewardSpecInfo
{
    /// <summary>Full name of the spec's class.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the program, its names, weights and constants, in hexadecimal. Two specs with one hash pay the same.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Discount factor γ.</summary>
    public required float Discount { get; init; }

    /// <summary>Episode length in steps; 0 when not declared.</summary>
    public required int Horizon { get; init; }

    /// <summary>Seconds a step; NaN when not declared.</summary>
    public required float StepSeconds { get; init; }

    /// <summary>The inputs, in the order of the class.</summary>
    public required IReadOnlyList<SignalInfo> Signals { get; init; }

    /// <summary>The paid members: terms, penalties and bonuses, then terminations with their payoffs, then formulas and reward machines, then potentials, each in the order of the class.</summary>
    public required IReadOnlyList<TermInfo> Terms { get; init; }

    /// <summary>Names of the columns of <see cref="StepOutputs.Terms"/>: those of <see cref="Terms"/>.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>The constraint costs.</summary>
    public required IReadOnlyList<CostInfo> Costs { get; init; }

    /// <summary>Names of the columns of <see cref="StepOutputs.Metrics"/>.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Names of the columns of <see cref="StepOutputs.Critics"/>.</summary>
    public IReadOnlyList<string> Critics { get; init; } = [];

    /// <summary>Names of the elements of <see cref="StepOutputs.Violations"/>.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>Meaning of each end cause: 0 running, 1 truncated, 2 ended by the simulator, then the terminations.</summary>
    public required IReadOnlyList<string> EndCauses { get; init; }

    /// <summary>The run-time tunable scalars.</summary>
    public required IReadOnlyList<ParameterInfo> Parameters { get; init; }

    /// <summary>Names of the milestones, in order.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>Names of the goals.</summary>
    public required IReadOnlyList<string> Goals { get; init; }

    /// <summary>The temporal formulas: the columns of <see cref="StepOutputs.Verdicts"/>.</summary>
    public IReadOnlyList<FormulaInfo> Formulas { get; init; } = [];

    /// <summary>The automata that the evaluator keeps the states of: the columns of <see cref="StepOutputs.Automata"/>.</summary>
    public IReadOnlyList<AutomatonInfo> Automata { get; init; } = [];

    /// <summary>The reward machines: the columns of <see cref="StepOutputs.Letters"/>.</summary>
    public IReadOnlyList<MachineInfo> Machines { get; init; } = [];

    /// <summary>What a step pays without shaping, as proven from the declared ranges, with the weights of the source.</summary>
    public ValueRange Range { get; init; } = ValueRange.Unknown;

    /// <summary>What an episode of at most <see cref="Horizon"/> steps pays without shaping, with <see cref="Discount"/>, as proven; of an open episode where there is no horizon.</summary>
    public ValueRange Return { get; init; } = ValueRange.Unknown;

    /// <summary>Bytes of carried state that the evaluator keeps for each environment.</summary>
    public required int CarriedBytes { get; init; }

    /// <summary>Index of a column.</summary>
    /// <exception cref="KeyNotFoundException">No such column; the message lists those that exist.</exception>
    internal int ColumnOf(string column)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column)
            {
                return i;
            }
        }

        throw new KeyNotFoundException($"There is no column '{column}'. The spec pays: {string.Join(", ", Columns)}.");
    }
}

/// <summary>How the elements of a signal lie in memory.</summary>
public enum SignalStorage
{
    /// <summary>Four bytes: a float.</summary>
    Float32,

    /// <summary>One byte: true when not 0.</summary>
    Byte,

    /// <summary>Four bytes: a signed integer, which a reward reads as a float, exactly below 2²⁴.</summary>
    Int32,
}

/// <summary>One input.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Width">Elements in each environment, those of every frame of a history counted: H × D.</param>
/// <param name="Storage">How an element lies in memory.</param>
/// <param name="IsAction">Chosen by the policy.</param>
/// <param name="Min">Lower end of the declared range.</param>
/// <param name="Max">Upper end of the declared range.</param>
/// <param name="Unit">Declared unit, or null.</param>
/// <param name="Axis">Names of the elements of a frame, empty when not named. A name may stand for several floats (a vector).</param>
/// <param name="AxisType">Full name of the enum that names them, or null.</param>
/// <param name="Frames">Frames H of the history; 1 without one.</param>
public sealed record SignalInfo(
    string Name,
    int Width,
    SignalStorage Storage,
    bool IsAction,
    float Min,
    float Max,
    string? Unit,
    IReadOnlyList<string> Axis,
    string? AxisType,
    int Frames)
{
    /// <summary>Declared reference frame, or null.</summary>
    public string? Frame { get; init; }

    /// <summary>The policy observes it.</summary>
    public bool Observed { get; init; } = true;

    /// <summary>Exists in simulation only.</summary>
    public bool Privileged { get; init; }

    /// <summary>May jump within an episode, by a respawn or teleport.</summary>
    public bool Jumps { get; init; }

    /// <summary>When it is read.</summary>
    public ReadTime ReadAt { get; init; } = ReadTime.AfterStep;

    /// <summary>Who computes it.</summary>
    public SignalSource Source { get; init; }

    /// <summary>A byte for each element, true when not 0.</summary>
    public bool IsBool => Storage == SignalStorage.Byte;

    /// <summary>Bytes of an element.</summary>
    internal int ElementSize => Storage == SignalStorage.Byte ? sizeof(byte) : sizeof(float);
}

/// <summary>What a paid member is.</summary>
public enum TermKind
{
    /// <summary>Pays + weight × value.</summary>
    Term,

    /// <summary>Pays − weight × value.</summary>
    Penalty,

    /// <summary>Pays an event.</summary>
    Bonus,

    /// <summary>Pays its payoff once, at the end.</summary>
    Termination,

    /// <summary>Pays γ·(1 − terminated)·Φ(s′) − Φ(s).</summary>
    Potential,

    /// <summary>Pays when a temporal formula is decided.</summary>
    Objective,

    /// <summary>Costs when a temporal formula fails.</summary>
    Constraint,

    /// <summary>Pays for the transitions of a reward machine.</summary>
    Machine,
}

/// <summary>One paid member.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Parameter">Name of its weight or payoff in the <see cref="ParameterSet"/>.</param>
/// <param name="Formula">The author's expression.</param>
public sealed record TermInfo(string Name, TermKind Kind, string Parameter, string Formula)
{
    /// <summary>The value function that learns it, or null.</summary>
    public string? Critic { get; init; }

    /// <summary>The schedule that multiplies its weight, or null.</summary>
    public string? Schedule { get; init; }

    /// <summary>What it is for.</summary>
    public TermRole Role { get; init; }

    /// <summary>How what it pays is collected until the end of the episode; null where each step is paid at once.</summary>
    public AccumulationInfo? Accumulation { get; init; }

    /// <summary>The unit of its C# value, inferred from those of the signals, or null.</summary>
    public string? Unit { get; init; }

    /// <summary>What it pays in a step, as proven from the declared ranges, with the weight of the source.</summary>
    public ValueRange Range { get; init; } = ValueRange.Unknown;

    /// <summary>Signals with which what it pays is proven never to fall.</summary>
    public IReadOnlyList<string> RisesWith { get; init; } = [];

    /// <summary>Signals with which what it pays is proven never to rise.</summary>
    public IReadOnlyList<string> FallsWith { get; init; } = [];
}

/// <summary>How payments are collected until the end of an episode.</summary>
/// <param name="Outcome">Name of the member that decides whether the sum is paid; null: always.</param>
/// <param name="AtTruncation">What becomes of the sum when the episode is cut.</param>
/// <param name="Else">What is paid where the outcome fails.</param>
public sealed record AccumulationInfo(string? Outcome, ClosingRule AtTruncation, float Else);

/// <summary>A range that no value leaves while every signal keeps to its own.</summary>
/// <param name="Min">Lowest value, −∞ when there is no limit.</param>
/// <param name="Max">Highest value, +∞ when there is no limit.</param>
/// <param name="MayBeNaN">The value may be no number.</param>
public readonly record struct ValueRange(float Min, float Max, bool MayBeNaN = false)
{
    /// <summary>Nothing is known.</summary>
    public static ValueRange Unknown => new(float.NegativeInfinity, float.PositiveInfinity, true);
}

/// <summary>One constraint cost.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Limit">The limit that the optimiser holds the cost below.</param>
public sealed record CostInfo(string Name, float Limit);

/// <summary>One run-time tunable scalar.</summary>
/// <param name="Name">Its name in the <see cref="ParameterSet"/>.</param>
/// <param name="Default">The value in the source.</param>
/// <param name="Min">Lowest admissible value.</param>
/// <param name="Max">Highest admissible value.</param>
/// <param name="PerEnvironment">Each environment has its own value, set by <see cref="RewardEvaluator.SetParameter"/>.</param>
public sealed record ParameterInfo(string Name, float Default, float Min, float Max, bool PerEnvironment = false)
{
    /// <summary>The admissible values, in words.</summary>
    internal string Range => string.Create(CultureInfo.InvariantCulture, $"a finite number in [{Min}, {Max}]");

    /// <summary>Whether a value is finite and in the range.</summary>
    internal bool Admits(float value) => float.IsFinite(value) && value >= Min && value <= Max;
}
