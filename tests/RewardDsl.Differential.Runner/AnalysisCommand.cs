using System;
using System.Globalization;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>Looks at the analysis from the command line.</summary>
public static class AnalysisCommand
{
    /// <summary><c>soundness [samples] [seed]</c>: random points inside the declared ranges against what is proven.</summary>
    public static int CheckSoundness(string[] args)
    {
        int samples = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
        int seed = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
        int violations = 0;
        long values = 0;
        long slopes = 0;
        foreach (CorpusSpec spec in Corpus.All)
        {
            try
            {
                ProgramSoundness check = Soundness.Of(spec, SpecAnalysis.Of(spec.Lowered, spec.Contract));
                values += check.Run(samples, seed);
                slopes += check.Derivatives;
            }
            catch (DifferenceException violation)
            {
                violations++;
                Console.WriteLine(violation.Message);
            }
        }

        Console.WriteLine($"{Corpus.All.Count} specs, {samples} samples each, {values} values, {slopes} derivatives, {violations} violations");
        return violations == 0 ? 0 : 1;
    }

    /// <summary><c>ranges [spec]</c>: what is proven of each paid member.</summary>
    public static int ShowRanges(string[] args)
    {
        foreach (CorpusSpec spec in Corpus.All.Where(s => args.Length < 2 || s.Type.Name == args[1]))
        {
            SpecAnalysis analysis = SpecAnalysis.Of(spec.Lowered, spec.Contract);
            Console.WriteLine(spec);
            foreach (Output output in analysis.Step.Outputs.Where(static o => o.Kind is OutputKind.Column or OutputKind.Total))
            {
                ProvenRange proven = analysis.Analysis.Prove(output.Value);
                string name = output.Kind == OutputKind.Total ? "total" : spec.Info.Columns[output.Index];
                Console.WriteLine($"  {name,-20} {proven.Range}, found {proven.AttainedLo} to {proven.AttainedHi}");
            }
        }

        return 0;
    }
}
