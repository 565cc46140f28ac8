using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>The part of the declared box in which some conditions hold.</summary>
public sealed class Branch
{
    private readonly ProgramAnalysis _analysis;
    private readonly IReadOnlyList<Condition> _conditions;
    private readonly RangeEvaluator _whole;
    private readonly RangeEvaluator _ranges;

    private Branch(ProgramAnalysis analysis, IReadOnlyList<Condition> conditions, RangeEvaluator whole, RangeEvaluator ranges)
    {
        _whole = whole;
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

    /// <summary>The tightest range of a scalar there that a search within a budget proves, with points near its ends; of a vector the range of all its elements, without a search.</summary>
    public ProvenRange Prove(int value, int budget = ProgramAnalysis.DefaultBudget) =>
        _analysis.Program.Code[value].Type.IsVector ? new ProvenRange(Range(value), null, null, float.NaN, float.NaN) : Search(value).Run(budget);

    /// <summary>No value of a scalar there is above the first number; the second is one, at the point, if any was found.</summary>
    public (float Bound, float Attained, Box? At) ProveAbove(int value, int budget) => Search(value).Above(budget);

    /// <summary>How a scalar depends on each signal there; signals that it does not read are left out.</summary>
    public IReadOnlyDictionary<int, Sensitivity> Sensitivities(int value) => ProgramAnalysis.Sensitivities(_ranges, value);

    /// <summary>How a scalar depends there on another value that it is computed from, all elements together.</summary>
    public Slope SlopeOf(int value, int by) => new Slopes(_ranges, value).OfValue(by);

    /// <summary>A condition of elements says nothing of a scalar, which is needed as soon as it holds for one of them.</summary>
    private BranchAndBound Search(int value)
    {
        Condition[] scalar = _conditions.Where(c => !_analysis.Program.Code[c.Value].Type.IsVector).ToArray();
        RangeEvaluator? ranges = _whole;
        foreach (Condition condition in scalar)
        {
            ranges = ranges?.Given(condition.Value, condition.Holds);
        }

        return new BranchAndBound(ranges ?? _ranges, _analysis.Assumptions.Concat(scalar).ToArray(), value);
    }

    /// <summary>What of it lies over other leaves, with its conditions; null when nothing does.</summary>
    public Branch? Within(Box box) => _analysis.Evaluate(box) is { } ranges ? Of(_analysis, ranges, _conditions) : null;

    internal static Branch? Of(ProgramAnalysis analysis, RangeEvaluator ranges, IReadOnlyList<Condition> conditions) =>
        Assume(ranges, conditions) is { } narrowed ? new Branch(analysis, conditions, ranges, narrowed) : null;

    private static RangeEvaluator? Assume(RangeEvaluator ranges, IReadOnlyList<Condition> conditions)
    {
        RangeEvaluator? narrowed = ranges;
        for (int i = 0; i < conditions.Count && narrowed is not null; i++)
        {
            narrowed = Assume(narrowed, conditions[i]);
        }

        // What an earlier condition is told by a later one: once, which is enough in practice.
        for (int i = 0; i < conditions.Count - 1 && narrowed is not null; i++)
        {
            FloatRange known = narrowed.Hull(conditions[i].Value);
            narrowed = known.IsTrue || known.IsFalse ? narrowed : Assume(narrowed, conditions[i]);
        }

        return narrowed;
    }

    private static RangeEvaluator? Assume(RangeEvaluator ranges, Condition condition) =>
        ranges.Program.Code[condition.Value].Type.IsVector ? ranges.AssumeElements(condition.Value, condition.Holds) : ranges.Assume(condition.Value, condition.Holds);
}
