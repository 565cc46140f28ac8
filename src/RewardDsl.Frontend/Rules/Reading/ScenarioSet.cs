using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// The scenarios of a spec as rules read them. Values come from the interpreter on the state that the author names, or, over the
/// whole range of the parameters, from the analysed program at that point.
/// </summary>
internal sealed class ScenarioSet
{
    /// <summary>Instructions that may be computed for what is more than the returns themselves, while the author types.</summary>
    private const long Work = 1_000_000;

    /// <summary>No scenarios.</summary>
    public static readonly ScenarioSet None = new();

    private readonly SpecAnalysis? _analysis;
    private readonly RewardProgram? _reset;
    private readonly HeldEpisode? _episode;
    private readonly Dictionary<(Scenario, IReadOnlyList<float>), HeldReturn> _returns = new();
    private long _work;

    private ScenarioSet()
    {
    }

    private ScenarioSet(IReadOnlyList<Scenario> all, IReadOnlyList<Preference> preferences, SpecAnalysis analysis, RewardProgram reset)
    {
        All = all;
        Preferences = preferences;
        _analysis = analysis;
        _reset = reset;
        _episode = new HeldEpisode(analysis.Step, reset);
        Defaults = analysis.Step.Parameters.Select(static p => Literals.Float(p.DefaultBits)).ToList();
    }

    /// <summary>Every scenario without a mistake.</summary>
    public IReadOnlyList<Scenario> All { get; } = System.Array.Empty<Scenario>();

    /// <summary>The declared preferences between them.</summary>
    public IReadOnlyList<Preference> Preferences { get; } = System.Array.Empty<Preference>();

    /// <summary>The parameters as declared, at the start of training.</summary>
    public IReadOnlyList<float> Defaults { get; } = System.Array.Empty<float>();

    /// <summary>The programs of an episode; there where there is a scenario.</summary>
    public (RewardProgram Step, RewardProgram Reset) Programs => (_episode!.Step, _reset!);

    /// <summary>Reads the scenarios of a spec.</summary>
    /// <param name="reader">Its declarations.</param>
    /// <param name="analysis">Its analysed program.</param>
    /// <param name="heldReset">The reset program that holds actions.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public static ScenarioSet Read(ScenarioReader reader, SpecAnalysis analysis, RewardProgram heldReset, RewardDiagnostics diagnostics)
    {
        IReadOnlyList<Scenario> declared = reader.Scenarios();
        var all = new ScenarioSet(declared, reader.Preferences(), analysis, heldReset);
        foreach (Scenario scenario in declared)
        {
            if (all.Violated(scenario) is { } assumption)
            {
                diagnostics.Report(RuleCatalogue.ImpossibleScenario, scenario.Place, scenario.Name, "the assumption '" + assumption + "' does not hold there");
            }
        }

        return all;
    }

    /// <summary>The scenarios of a kind.</summary>
    public IEnumerable<Scenario> Of(ScenarioKind kind) => All.Where(s => s.Kind == kind);

    /// <summary>Whether there is time for other parameters than those declared: episodes in which values change at each step take long.</summary>
    public bool HasTime => _work < Work;

    /// <summary>What the episode of a scenario returns with the parameters as declared.</summary>
    public HeldReturn Return(Scenario scenario) => Return(scenario, Defaults);

    /// <summary>What the episode of a scenario returns with other parameters.</summary>
    public HeldReturn Return(Scenario scenario, IReadOnlyList<float> parameters)
    {
        if (!_returns.TryGetValue((scenario, parameters), out HeldReturn? known))
        {
            known = _episode!.Run(Phases(scenario), parameters, Literals.Float(_analysis!.Contract.DiscountBits));
            _work += (long)known.Steps * _episode.StepWork;
            _returns.Add((scenario, parameters), known);
        }

        return known;
    }

    /// <summary>
    /// The point of the declared box at which the state has just been taken, whatever came before: <c>Previous</c> is the state,
    /// states have their initial values, parameters their whole range. Null where an assumption excludes it.
    /// </summary>
    public Branch? At(Scenario scenario) => _analysis!.Analysis.Over(Point(scenario));

    private Box Point(Scenario scenario)
    {
        Box leaves = _analysis!.Analysis.Leaves.Clone();
        for (int i = 0; i < leaves.Inputs.Length; i++)
        {
            leaves.Inputs[i] = Ranges(scenario.Inputs[i], _analysis.Step.Inputs[i].Kind);
        }

        float[][] carries = HeldEpisode.Reset(_analysis.Step, _reset!, scenario.Inputs, Defaults);
        for (int c = 0; c < leaves.Carries.Length; c++)
        {
            // A parameter of each environment keeps its range.
            if (_reset!.Find(OutputKind.Carry, c) >= 0)
            {
                leaves.Carries[c] = Ranges(CarryContents.Value(_analysis.Step.Carries, c, carries), _analysis.Step.Carries[c].Type.Kind);
            }
        }

        leaves.Flags[0] = FloatRange.Of(true);
        leaves.Flags[1] = FloatRange.Of(false);
        leaves.Flags[2] = FloatRange.Of(false);
        return leaves;
    }

    private static FloatRange[] Ranges(float[] elements, IrKind kind) => elements.Select(v => kind == IrKind.Bool ? FloatRange.Of(v != 0f) : FloatRange.Of(v)).ToArray();

    private static List<HeldPhase> Phases(Scenario scenario)
    {
        var phases = new List<HeldPhase>();
        for (Scenario? at = scenario; at is not null; at = at.Before)
        {
            phases.Insert(0, new HeldPhase(at.Inputs, at.Steps));
        }

        return phases;
    }

    /// <summary>The first assumption that does not hold when the state has just been taken, or null.</summary>
    private string? Violated(Scenario scenario)
    {
        RewardProgram step = _analysis!.Step;
        if (_analysis.Spec.Assumptions.Count == 0)
        {
            return null;
        }

        float[][] carries = HeldEpisode.Reset(step, _reset!, scenario.Inputs, Defaults);
        float[][] values = Interpreter.Run(step, new InterpreterState { Inputs = scenario.Inputs, Carries = carries, Parameters = Defaults, IsFirst = true });
        return _analysis.Spec.Assumptions.Where((_, i) => step.Find(OutputKind.Assumption, i) is >= 0 and int holds && values[holds][0] == 0f).FirstOrDefault();
    }
}
