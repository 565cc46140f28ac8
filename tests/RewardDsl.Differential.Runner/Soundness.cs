using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>Looks for values and derivatives of a spec outside of what the analysis proves.</summary>
public static class Soundness
{
    /// <summary>Larger programs are looked at for values alone: the slopes of each value cost more than all its steps.</summary>
    private const int LargestForSlopes = 200;

    /// <summary>Runs a spec; returns the number of values checked. Throws at the first value outside its range.</summary>
    public static long Run(CorpusSpec spec, SpecAnalysis analysis, int samples, int seed) => Of(spec, analysis).Run(samples, seed);

    /// <summary>The check of a spec.</summary>
    public static ProgramSoundness Of(CorpusSpec spec, SpecAnalysis analysis) => new(spec.ToString(), analysis.Step, spec.Reset, analysis.Analysis)
    {
        Horizon = spec.Contract.Horizon,
        MaxSteps = [.. spec.Lowered.Signals.Select(static s => Literals.Float(s.Named.MaxStepBits))],
    };

    /// <summary>The same with a search of the total alone, for specs of many payments.</summary>
    public static ProgramSoundness OfMany(CorpusSpec spec, SpecAnalysis analysis) => new(spec.ToString(), analysis.Step, spec.Reset, analysis.Analysis)
    {
        Horizon = spec.Contract.Horizon,
        MaxSteps = [.. spec.Lowered.Signals.Select(static s => Literals.Float(s.Named.MaxStepBits))],
        Searched = [analysis.Step.Find(OutputKind.Total)],
        SlopesEvery = analysis.Step.Code.Count > LargestForSlopes ? 0 : 4,
    };
}
