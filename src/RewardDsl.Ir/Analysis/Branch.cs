using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>The part of the declared box in which some conditions hold.</summary>
public sealed class Branch
{
    private readonly ProgramAnalysis _analysis;
    private readonly IReadOnlyList<Condition> _conditions;
    private readonly RangeEvaluator _ranges;

    private Branch(ProgramAnalysis analysis, IReadOnlyList<Condition> conditions, RangeEvaluator ranges)
    {
        _analysis = analysis;
        _conditions = conditions;
        _ranges = ranges;
    }

    /// <summary>The leaves there.</summary>
    public Box Box => _ranges.Box;

    /// <summary>The range of a value there, all elements together.</summary>
    public FloatRange Range(int value) => _ranges.Hull(value);

    /// <summary>The range of each element of a value there.</summary>
    public IReadOnlyList<FloatRange> Elements(int value) => _ranges[value];

    /// <summary>The tightest range of a scalar there that a search within a budget proves, with points near its ends.</summary>
    public ProvenRange Prove(int value, int budget = ProgramAnalysis.DefaultBudget) =>
        Search(value).Run(_ranges.Box, budget);

    /// <summary>No value of a scalar there is above the first number; the second is one, at the point, if any was found.</summary>
    public (float Bound, float Attained, Box? At) ProveAbove(int value, int budget) => Search(value).Above(_ranges, budget);

    /// <summary>How a scalar depends on each signal there; signals that it does not read are left out.</summary>
    public IReadOnlyDictionary<int, Sensitivity> Sensitivities(int value) => ProgramAnalysis.Sensitivities(_ranges, value);

    private BranchAndBound Search(int value) =>
        new(_analysis.Program, _analysis.Dependences, box => _analysis.Evaluate(box) is { } ranges ? Assume(ranges, _conditions) : null, value);

    internal static Branch? Of(ProgramAnalysis analysis, RangeEvaluator ranges, IReadOnlyList<Condition> conditions) =>
        Assume(ranges, conditions) is { } narrowed ? new Branch(analysis, conditions, narrowed) : null;

    private static RangeEvaluator? Assume(RangeEvaluator ranges, IReadOnlyList<Condition> conditions)
    {
        // What the first condition is told by a later one is not looked at again: sound, and enough in practice.
        RangeEvaluator? narrowed = ranges;
        foreach (Condition condition in conditions)
        {
            narrowed = narrowed is null ? null
                : ranges.Program.Code[condition.Value].Type.IsVector ? narrowed.AssumeElements(condition.Value, condition.Holds)
                : narrowed.Assume(condition.Value, condition.Holds);
        }

        return narrowed;
    }
}
