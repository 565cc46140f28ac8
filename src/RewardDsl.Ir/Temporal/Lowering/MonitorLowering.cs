using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Formulas as parts of a step program: their robustness step by step, in memory that is known before anything runs and in constant time on
/// average whatever the windows are. Agrees with <see cref="RobustnessMonitor"/> and <see cref="EpisodeRobustness"/> at every step.
/// </summary>
public sealed class MonitorLowering
{
    private readonly ProgramBuilder _builder;
    private readonly IMonitorCarries _carries;
    private readonly string _name;
    private readonly IReadOnlyList<int> _margins;
    private readonly bool _mayBeNaN;
    private readonly ExtremeLowering _extremes;

    /// <param name="builder">The step program.</param>
    /// <param name="carries">Where its carries are kept.</param>
    /// <param name="name">What the names of the carries begin with: that of the formula.</param>
    /// <param name="margins">For each atom, by number, the float that is its margin; those of atoms that a formula does not read are not looked at.</param>
    /// <param name="mayBeNaN">
    /// Whether a margin may be not-a-number, which a few operators follow at a cost. Where none may, as with the margins of truth, formulas are decided earlier,
    /// by conditions on the step that are infinite as margins: proven ranges are wider then.
    /// </param>
    /// <param name="temperature">
    /// The temperature of smooth robustness, positive; 0 for the exact one. Smooth windows take a logarithmic number of operations instead of a constant one, and twice the memory;
    /// until and since within other operators have no smooth form that goes step by step.
    /// </param>
    public MonitorLowering(ProgramBuilder builder, IMonitorCarries carries, string name, IReadOnlyList<int> margins, bool mayBeNaN = true, float temperature = 0f)
    {
        _builder = builder;
        _carries = carries;
        _name = name;
        _margins = margins;
        _mayBeNaN = mayBeNaN;
        _extremes = new ExtremeLowering(builder, temperature);
    }

    /// <summary>Floats that the formulas keep for each environment so far.</summary>
    public int Memory { get; private set; }

    /// <summary>
    /// The robustness at each step, as late as its windows look ahead; null, with the part that waits for the end of the episode, where there is one.
    /// </summary>
    public MonitorStep? EachStep(TemporalFormula formula, out TemporalFormula? culprit)
    {
        var program = RobustnessProgram.Of(formula);
        culprit = program.Unbounded ?? Smooth(program);
        if (culprit is not null)
        {
            return null;
        }

        var slots = new MonitorSlots(_builder, _carries, _name);
        int value = new NodeLowering(_builder, slots, program.Nodes, _margins, _mayBeNaN, _extremes, [(program.Root, 0)]).Value(program.Root);
        int exists = slots.IsAtLeast(program.Delay);
        Finish(slots);
        return new MonitorStep(value, exists, program.Delay);
    }

    /// <summary>
    /// What is known of the robustness at the first step of the episode; null, with the part that cannot be followed in bounded memory, where an operator
    /// without an end stands inside of another that is not a connective or X.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="ends">The value that says whether the episode ends with the step. What is known before the end does not depend on it.</param>
    /// <param name="culprit">The part that cannot be followed.</param>
    public MonitorBounds? Episode(TemporalFormula formula, int ends, out TemporalFormula? culprit)
    {
        var parts = EpisodeParts.Of(formula, _mayBeNaN, out culprit, _extremes.IsSmooth);
        culprit ??= parts is null ? null : Smooth(parts.Program);
        if (parts is null || culprit is not null)
        {
            return null;
        }

        var slots = new MonitorSlots(_builder, _carries, _name);
        IReadOnlyList<RobustnessNode> operations = parts.Program.Nodes;
        var plans = parts.Parts.Where(static p => p.Kind == EpisodePartKind.Fold && p.Delay > 0).Distinct().ToDictionary(static p => p, p => new TailPlan(operations, p, _extremes.Temperature));
        var nodes = new NodeLowering(_builder, slots, operations, _margins, _mayBeNaN, _extremes, parts.Readers.Concat(plans.Values.SelectMany(static p => p.Readers)));
        MonitorBounds bounds = new EpisodeLowering(_builder, slots, parts, nodes, new TailLowering(_builder, slots, nodes, plans, ends), _extremes, _mayBeNaN).Run();
        Finish(slots);
        return bounds;
    }

    /// <summary>What has no smooth form that goes step by step.</summary>
    private TemporalFormula? Smooth(RobustnessProgram program) =>
        _extremes.IsSmooth ? program.Nodes.FirstOrDefault(static n => n.Kind is RobustnessKind.Until or RobustnessKind.Since)?.Culprit : null;

    private void Finish(MonitorSlots slots)
    {
        slots.Finish();
        Memory += slots.Memory;
    }
}
