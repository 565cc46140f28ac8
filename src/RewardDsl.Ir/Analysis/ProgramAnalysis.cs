using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>What is declared of a program's leaves.</summary>
/// <param name="Inputs">Range of each element of each signal.</param>
/// <param name="Parameters">Range of each parameter.</param>
/// <param name="Horizon">Steps of an episode, 0 when open.</param>
/// <param name="Claims">Ends of claimed ranges: a state that grows is tried there first, so that a claim that a step keeps is found.</param>
public sealed record AnalysisFacts(FloatRange[][] Inputs, FloatRange[] Parameters, int Horizon, IReadOnlyList<float>? Claims = null);

/// <summary>
/// Everything that is proven about a program: ranges, NaN and infinity, dependences, directions. One analysis serves every
/// rule and what the author sees. Sound: no value that the program can take lies outside.
/// </summary>
public sealed partial class ProgramAnalysis
{
    internal const int DefaultBudget = 48;

    private readonly Dictionary<int, (ProvenRange Range, int Budget)> _proven = new();
    private readonly Dictionary<int, Slopes> _slopes = new();
    private readonly Condition[] _assumptions;
    private readonly Box _box;
    private readonly RangeEvaluator _ranges;
    private Demand? _demand;

    private ProgramAnalysis(RewardProgram program, RewardProgram reset, AnalysisFacts facts)
    {
        Program = program;
        Dependences = new Dependences(program);
        _assumptions = program.Outputs.Where(static o => o.Kind == OutputKind.Assumption).Select(static o => new Condition(o.Value, true)).ToArray();
        _box = Box.Of(program);
        for (int i = 0; i < facts.Inputs.Length; i++)
        {
            Array.Copy(facts.Inputs[i], _box.Inputs[i], _box.Inputs[i].Length);
        }

        Array.Copy(facts.Parameters, _box.Parameters, facts.Parameters.Length);
        for (int i = 0; i < program.Carries.Count; i++)
        {
            ParameterSlot? own = program.Parameters.FirstOrDefault(p => p.PerEnvironment && "Parameter." + p.Name == program.Carries[i].Name);
            if (own is not null)
            {
                _box.Carries[i][0] = FloatRange.Of(Literals.Float(own.MinBits), Literals.Float(own.MaxBits));
            }
        }

        StateFixpoint.Run(program, reset, _box, Evaluate, facts.Horizon, facts.Claims ?? Array.Empty<float>());
        RangeEvaluator? ranges = Evaluate(_box);
        IsContradictory = ranges is null;
        _ranges = ranges ?? new RangeEvaluator(program, _box, Dependences);
    }

    /// <summary>The analysed program.</summary>
    public RewardProgram Program { get; }

    /// <summary>What each value reads.</summary>
    public Dependences Dependences { get; }

    /// <summary>Under which conditions each value counts.</summary>
    public Demand Demand => _demand ??= new Demand(Program);

    /// <summary>Whether the assumptions exclude every point.</summary>
    public bool IsContradictory { get; }

    /// <summary>The leaves with what is proven of the carries.</summary>
    public Box Leaves => _box;

    /// <summary>Analyses a program.</summary>
    public static ProgramAnalysis Run(RewardProgram step, RewardProgram reset, AnalysisFacts facts) => new(step, reset, facts);

    /// <summary>The range of each element of a value.</summary>
    public IReadOnlyList<FloatRange> Elements(int value) => _ranges[value];

    /// <summary>The range of a value, all elements together, without a search.</summary>
    public FloatRange Range(int value) => _ranges.Hull(value);

    /// <summary>The tightest range of a scalar that a search within a budget proves, with points near its ends.</summary>
    public ProvenRange Prove(int value, int budget = DefaultBudget)
    {
        if (!_proven.TryGetValue(value, out (ProvenRange Range, int Budget) proven) || proven.Budget < budget)
        {
            proven = (new BranchAndBound(_ranges, _assumptions, value).Run(budget), budget);
            _proven[value] = proven;
        }

        return proven.Range;
    }

    /// <summary>The range of a scalar where a condition holds or fails; nothing when it cannot.</summary>
    public FloatRange Under(int condition, bool holds, int value) => _ranges.Under(condition, holds, value);

    /// <summary>The range that a value would have over other leaves, all elements together; nothing where what is assumed excludes them.</summary>
    public FloatRange Over(Box leaves, int value) => Evaluate(leaves)?.Hull(value) ?? FloatRange.Nothing;

    /// <summary>How a scalar depends on an element of a signal.</summary>
    public Sensitivity Sensitivity(int value, int input, int element) => new Slopes(_ranges, value).Of(_ranges.Box.Inputs[input], element);

    /// <summary>How a scalar depends on each signal, all elements together; signals that it does not read are left out.</summary>
    public IReadOnlyDictionary<int, Sensitivity> Sensitivities(int value) => Sensitivities(_ranges, value);

    /// <summary>The part of the box in which all the conditions hold; null when there is none.</summary>
    public Branch? Where(params Condition[] conditions) => Branch.Of(this, _ranges, conditions);

    /// <summary>The parts of the box in which a result depends on the value; where none does, the whole box.</summary>
    public IReadOnlyList<Branch> WhereUsed(int value) =>
        !Demand.IsUsed(value) ? new[] { Where()! } : Demand.Of(value).Select(c => Branch.Of(this, _ranges, c)).OfType<Branch>().ToList();

    /// <summary>The range of a value where a result depends on it, all elements together.</summary>
    public FloatRange RangeWhereUsed(int value) => WhereUsed(value).Aggregate(FloatRange.Nothing, (all, branch) => all.Join(branch.Range(value)));

    /// <summary>A part of the box: the leaves with other ranges. Null where the assumptions exclude all of it.</summary>
    public Branch? Over(Box box) => Evaluate(box) is { } ranges ? Branch.Of(this, ranges, Array.Empty<Condition>()) : null;

    /// <summary>How a scalar depends on another value that it is computed from, all elements together.</summary>
    public Slope SlopeOf(int value, int by)
    {
        if (!_slopes.TryGetValue(value, out Slopes? slopes))
        {
            slopes = new Slopes(_ranges, value);
            _slopes.Add(value, slopes);
        }

        return slopes.OfValue(by);
    }

    /// <summary>The ranges of a value's elements when another value that it is computed from is given, and the leaves are as declared.</summary>
    /// <param name="given">The value that is given.</param>
    /// <param name="ranges">Its elements: parts of what they can be.</param>
    /// <param name="value">The value that is asked for.</param>
    public IReadOnlyList<FloatRange> Response(int given, FloatRange[] ranges, int value)
    {
        var evaluator = new RangeEvaluator(Program, _box, Dependences);
        evaluator.Give(given, ranges);
        return evaluator[value];
    }

    /// <summary>What is assumed, as conditions.</summary>
    internal IReadOnlyList<Condition> Assumptions => _assumptions;

    internal static IReadOnlyDictionary<int, Sensitivity> Sensitivities(RangeEvaluator ranges, int value)
    {
        var slopes = new Slopes(ranges, value);
        var found = new Dictionary<int, Sensitivity>();
        foreach (int input in ranges.Dependences.Inputs(value))
        {
            Sensitivity? all = null;
            for (int j = 0; j < ranges.Box.Inputs[input].Length; j++)
            {
                Sensitivity own = slopes.Of(ranges.Box.Inputs[input], j);
                all = all is { } known ? new Sensitivity(known.Slope.Join(own.Slope), known.Jumps || own.Jumps) : own;
            }

            found.Add(input, all!.Value);
        }

        return found;
    }

    /// <summary>The ranges over a part of the box, with the assumptions applied; null where they exclude all of it.</summary>
    internal RangeEvaluator? Evaluate(Box box)
    {
        var ranges = new RangeEvaluator(Program, box, Dependences);
        foreach (Condition assumption in _assumptions)
        {
            RangeEvaluator? narrowed = ranges.Assume(assumption.Value, assumption.Holds);
            if (narrowed is null)
            {
                return null;
            }

            ranges = new RangeEvaluator(Program, narrowed.Box, Dependences, narrowed);
        }

        return ranges;
    }
}
