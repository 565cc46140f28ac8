using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// Runs a spec's own program over recorded episodes: what its formulas read, what they conclude and what they pay, step by step. Parameters are
/// as declared, at the start of training.
/// </summary>
public sealed class SpecTracer
{
    private readonly LoweredSpec _lowered;
    private readonly RewardProgram _step;
    private readonly float[] _parameters;
    private readonly List<Followed> _formulas = new();

    private SpecTracer(string spec, SpecDeclaration declaration, LoweredSpec lowered, Sites sites)
    {
        Spec = spec;
        _lowered = lowered;
        _step = lowered.Step;
        _parameters = _step.Parameters.Select(static p => Literals.Float(p.DefaultBits)).ToArray();
        Elements = TraceSchema.Of(declaration);
        Rest = [.. ScenarioState.AtRest(declaration).Inputs];
        int automata = 0;
        for (int i = 0; i < lowered.Formulas.Count; i++)
        {
            FormulaFacts facts = lowered.Formulas[i];
            int[] Probes(ProbedPart part) => sites.Of(facts.Name, part).Select(h => _step.Find(OutputKind.Probe, h)).ToArray();
            int column = lowered.Columns.Select(static (c, k) => (c, k)).Where(c => c.c.Automaton == facts.Name && c.c.Kind is ColumnKind.Objective or ColumnKind.Constraint).Select(static c => c.k).DefaultIfEmpty(-1).First();
            TemporalFormula written = TemporalSubstitution.Replace(facts.Formula, facts.Conditions);
            // Only what it reads is a condition of it, by new numbers.
            IReadOnlyList<int> atoms = written.Atoms();
            int[] all = Probes(ProbedPart.Leaves);
            int[] leaves = atoms.Select(a => all[a]).ToArray();
            List<TemporalFormula> numbered = Enumerable.Range(0, facts.Leaves.Count).Select(a => atoms.Contains(a) ? TemporalFormula.Proposition(atoms.ToList().IndexOf(a), facts.Leaves[a].Name) : TemporalFormula.False).ToList();
            _formulas.Add(new Followed(
                facts,
                TemporalSubstitution.Replace(written, numbered),
                [.. atoms.Select(a => facts.Leaves[a].Name)],
                leaves,
                Probes(ProbedPart.LeafMargins),
                facts.Table is null ? -1 : _step.Find(OutputKind.Automaton, automata++),
                _step.Find(OutputKind.Verdict, i),
                column < 0 ? -1 : _step.Find(OutputKind.Column, column),
                [.. leaves.Select(l => Named(ProgramReads.Now(_step, l)))]));
        }
    }

    /// <summary>The spec's name as reports show it.</summary>
    public string Spec { get; }

    /// <summary>The columns that a recorded episode may have.</summary>
    public ImmutableArray<TraceElement> Elements { get; }

    /// <summary>The signals where nothing is recorded of them: at rest.</summary>
    public ImmutableArray<float[]> Rest { get; }

    /// <summary>The formulas.</summary>
    public IReadOnlyList<FormulaFacts> Formulas => _lowered.Formulas;

    /// <summary>The reward machines.</summary>
    public IReadOnlyList<MachineFacts> Machines => _lowered.Machines;

    /// <summary>Prepares a spec.</summary>
    /// <param name="type">The spec.</param>
    /// <param name="attribute">Its attribute.</param>
    /// <param name="compilation">A compilation with the generated surface.</param>
    /// <param name="problem">Why it cannot be run, or null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SpecTracer? Of(INamedTypeSymbol type, AttributeData attribute, Compilation compilation, out string? problem, CancellationToken cancellation)
    {
        RewardDeclaration declaration = RewardCompiler.Read(type, attribute, new RewardDiagnostics());
        var sites = new Sites(withOperations: false) { HasLeaves = true };
        RewardUnit unit = RewardCompiler.Compile(declaration, compilation, sites, cancellation);
        problem = unit.Lowered is null ? unit.FailedRule + ": " + unit.FailedMessage : null;
        return unit.Lowered is null ? null : new SpecTracer(type.ToDisplayString(), declaration.Spec, unit.Lowered, sites);
    }

    /// <summary>The default of a run-time scalar, such as the reward of a formula.</summary>
    public float Parameter(string name) => _parameters[_step.Parameters.Select(static p => p.Name).ToList().IndexOf(name)];

    /// <summary>The elements of signals that some formulas depend on, now or through what is remembered.</summary>
    public ImmutableArray<TraceElement> Needs(IReadOnlyCollection<string> formulas) =>
        Named(ProgramReads.Ever(_step, _lowered.Reset, _formulas.Where(f => formulas.Contains(f.Facts.Name)).SelectMany(static f => f.Leaves)));

    /// <summary>Runs an episode, up to the step at which the spec or the recording ends it.</summary>
    public TraceRun Run(TraceEpisode episode, CancellationToken cancellation)
    {
        float[][] carries = HeldEpisode.Reset(_step, _lowered.Reset, episode.Reset ?? episode.Steps[0].Inputs, _parameters);
        foreach (Followed formula in _formulas)
        {
            formula.Clear();
        }

        int terminated = _step.Find(OutputKind.Terminated);
        int cause = _step.Find(OutputKind.EndCause);
        for (int t = 0; ; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            TraceStep step = episode.Steps[t];
            float[][] values = Interpreter.Run(
                _step, new InterpreterState { Inputs = step.Inputs, Carries = carries, Parameters = _parameters, IsFirst = t == 0, ExternalEnd = step.Terminated, Truncated = step.Truncated });
            foreach (Followed formula in _formulas)
            {
                formula.Take(values);
            }

            bool isTerminated = values[terminated][0] != 0f;
            if (isTerminated || step.Truncated || t + 1 == episode.Steps.Length)
            {
                int ended = (int)values[cause][0] - 3;
                bool isTruncated = step.Truncated && !isTerminated;
                return new TraceRun(t + 1, isTerminated, isTruncated, ended >= 0 ? _lowered.Terminations[ended] : "", [.. _formulas.Select(f => f.Run(isTerminated, isTruncated))]);
            }

            carries = (float[][])carries.Clone();
            foreach (Output output in _step.Outputs.Where(static o => o.Kind == OutputKind.Carry))
            {
                carries[output.Index] = CarryContents.Next(_step.Carries[output.Index], carries[output.Index], values[output.Value]);
            }
        }
    }

    private ImmutableArray<TraceElement> Named(HashSet<(int Slot, int Index)> reads) =>
        [.. Elements.Where(e => reads.Contains((e.Slot, e.Index)) || reads.Contains((e.Slot, -1)) || reads.Contains((e.PresenceSlot, e.Index)) || reads.Contains((e.PresenceSlot, -1)))];

    /// <summary>A formula while an episode runs.</summary>
    private sealed class Followed(FormulaFacts facts, TemporalFormula formula, ImmutableArray<string> names, int[] leaves, int[] margins, int state, int verdict, int paid, ImmutableArray<ImmutableArray<TraceElement>> reads)
    {
        private readonly ImmutableArray<ulong>.Builder _holds = ImmutableArray.CreateBuilder<ulong>();
        private readonly ImmutableArray<float[]>.Builder _margins = ImmutableArray.CreateBuilder<float[]>();
        private readonly ImmutableArray<int>.Builder _states = ImmutableArray.CreateBuilder<int>();
        private readonly ImmutableArray<int>.Builder _verdicts = ImmutableArray.CreateBuilder<int>();
        private readonly ImmutableArray<float>.Builder _paid = ImmutableArray.CreateBuilder<float>();

        public FormulaFacts Facts => facts;

        public int[] Leaves => leaves;

        public void Clear()
        {
            _holds.Clear();
            _margins.Clear();
            _states.Clear();
            _verdicts.Clear();
            _paid.Clear();
        }

        public void Take(float[][] values)
        {
            ulong holds = 0;
            for (int k = 0; k < leaves.Length; k++)
            {
                holds |= values[leaves[k]][0] != 0f ? 1UL << k : 0;
            }

            _holds.Add(holds);
            _margins.Add(margins.Select(m => values[m][0]).ToArray());
            if (state >= 0)
            {
                _states.Add((int)values[state][0]);
            }

            _verdicts.Add((int)values[verdict][0]);
            _paid.Add(paid < 0 ? 0f : values[paid][0]);
        }

        public FormulaRun Run(bool terminated, bool truncated)
        {
            if (facts is { IsQuantitative: true, Pay: FormulaFacts.EachStep })
            {
                // What the program knows then is of each step by itself; here it is what is known of the episode.
                EpisodeRobustness? monitor = EpisodeRobustness.Of(formula, out _);
                for (int t = 0; t < _verdicts.Count; t++)
                {
                    monitor?.Step(_margins[t]);
                    (float lower, float upper) = monitor?.Bounds ?? (float.NegativeInfinity, float.PositiveInfinity);
                    _verdicts[t] = lower > 0 ? 1 : upper < 0 ? -1 : 0;
                }

                if (_verdicts[_verdicts.Count - 1] == 0 && (terminated || truncated))
                {
                    _verdicts[_verdicts.Count - 1] = Closed(terminated ? facts.AtTermination : facts.AtTruncation, TraceExplanation.Of(formula, _holds.ToArray()).Holds);
                }
            }

            return new FormulaRun(facts, formula, names, _holds.ToImmutable(), _margins.ToImmutable(), _states.ToImmutable(), _verdicts.ToImmutable(), _paid.ToImmutable(), reads);
        }

        private static int Closed(ClosingRule rule, bool holds) => rule switch
        {
            ClosingRule.EndOfTrace => holds ? 1 : -1,
            ClosingRule.Holds => 1,
            ClosingRule.Fails => -1,
            _ => 0,
        };
    }
}
