using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>A lowered spec with what is proven about it: one analysed program for all rules and for what the author sees.</summary>
public sealed class SpecAnalysis
{
    private readonly int[] _probes;
    private readonly RewardProgram _reset;
    private readonly AnalysisFacts _facts;

    private SpecAnalysis(LoweredSpec spec, Contract contract, IReadOnlyList<float>? claims)
    {
        Spec = spec;
        Contract = contract;
        Step = Optimizer.Run(StepLimits.Add(spec));
        _reset = Optimizer.Run(spec.Reset);
        _facts = new AnalysisFacts(spec.Signals.Select((s, i) => Elements(s, spec.Step.Inputs[i])).ToArray(), spec.Step.Parameters.Select(Parameter).ToArray(), contract.Horizon, claims);
        Analysis = Analyse(Step);
        _probes = Step.Outputs.Where(static o => o.Kind == OutputKind.Probe).OrderBy(static o => o.Index).Select(static o => o.Value).ToArray();
    }

    /// <summary>The spec.</summary>
    public LoweredSpec Spec { get; }

    /// <summary>Its contract.</summary>
    public Contract Contract { get; }

    /// <summary>Its optimized step program.</summary>
    public RewardProgram Step { get; }

    /// <summary>What is proven about it.</summary>
    public ProgramAnalysis Analysis { get; }

    /// <summary>Analyses a spec.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="contract">Its contract.</param>
    /// <param name="claims">Ends of ranges that the author claims of states.</param>
    public static SpecAnalysis Of(LoweredSpec spec, Contract contract, IReadOnlyList<float>? claims = null) => new(spec, contract, claims);

    /// <summary>Analyses another program over the same signals, carries and parameters.</summary>
    internal ProgramAnalysis Analyse(RewardProgram step) => ProgramAnalysis.Run(step, _reset, _facts);

    /// <summary>The value behind a handle of <see cref="Sites"/>.</summary>
    internal int Probe(int handle) => _probes[handle];

    /// <summary>A declared parameter and the clock have their whole range; a weight or payoff that nobody declared as one is what the source says.</summary>
    private static FloatRange Parameter(ParameterSlot slot) => slot.Name.Contains(".") && !slot.Name.StartsWith("Clock.", System.StringComparison.Ordinal)
        ? FloatRange.Of(Literals.Float(slot.DefaultBits))
        : FloatRange.Of(Literals.Float(slot.MinBits), Literals.Float(slot.MaxBits));

    /// <summary>
    /// The declared range of every element. A signal with a range holds numbers of it; one without holds any float32, NaN
    /// and infinities among them, unless it is declared finite or of length 1.
    /// </summary>
    private static FloatRange[] Elements(SignalFacts facts, InputSlot slot)
    {
        FloatRange Range(Interval interval)
        {
            FloatRange range = FloatRange.Of(Literals.Float(interval.MinBits), Literals.Float(interval.MaxBits));
            bool isOpen = float.IsNegativeInfinity(range.Lo) && float.IsPositiveInfinity(range.Hi);
            if (isOpen && facts.Named.UnitNorm)
            {
                return FloatRange.Of(-1f, 1f);
            }

            return facts.Named.Finite ? range.Meet(FloatRange.Of(float.MinValue, float.MaxValue)) : isOpen ? FloatRange.All : range;
        }

        if (slot.Kind == IrKind.Bool)
        {
            return Enumerable.Repeat(FloatRange.Either, slot.Width).ToArray();
        }

        EquatableArray<Interval> components = facts.Named.Components;
        return Enumerable.Range(0, slot.Width).Select(i => Range(components.Count == 0 ? facts.Range : components[i % components.Count])).ToArray();
    }
}
