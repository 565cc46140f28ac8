using System;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics;
using RewardDsl;
using RewardDsl.Differential;
using RewardDsl.Frontend;

if (args is ["ranges", ..])
{
    // What the author would see of each paid member.
    foreach (CorpusSpec spec in Corpus.All.Where(s => args.Length < 2 || s.Type.Name == args[1]))
    {
        SpecAnalysis analysis = SpecAnalysis.Of(spec.Lowered, spec.Contract);
        Console.WriteLine($"{spec}");
        foreach (RewardDsl.Ir.Output output in analysis.Step.Outputs.Where(static o => o.Kind is RewardDsl.Ir.OutputKind.Column or RewardDsl.Ir.OutputKind.Total))
        {
            RewardDsl.Ir.ProvenRange proven = analysis.Analysis.Prove(output.Value);
            string name = output.Kind == RewardDsl.Ir.OutputKind.Total ? "total" : spec.Info.Columns[output.Index];
            Console.WriteLine($"  {name,-20} {analysis.Analysis.Range(output.Value)} -> {proven.Range}, found {proven.AttainedLo} to {proven.AttainedHi}");
        }
    }

    return 0;
}

if (args is ["soundness", ..])
{
    // Random points inside the declared ranges against what the analysis proves.
    int samples = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
    int from = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
    int violations = 0;
    long checkedValues = 0;
    foreach (CorpusSpec spec in Corpus.All)
    {
        try
        {
            checkedValues += Soundness.Run(spec, SpecAnalysis.Of(spec.Lowered, spec.Contract), samples, from);
        }
        catch (DifferenceException violation)
        {
            violations++;
            Console.WriteLine(violation.Message);
        }
    }

    Console.WriteLine($"{Corpus.All.Count} specs, {samples} samples each, {checkedValues} values, {violations} violations");
    return violations == 0 ? 0 : 1;
}

// Runs the whole corpus once in this process: the tests start it with vector hardware switched off.
int seed = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
Console.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated}, Vector256 {Vector256.IsHardwareAccelerated}, Vector128 {Vector128.IsHardwareAccelerated}");
int failed = 0;
foreach (CorpusSpec spec in Corpus.All)
{
    foreach (VectorWidth width in new[] { VectorWidth.Vector128, VectorWidth.Vector512 })
    {
        try
        {
            Comparison result = Differential.Run(spec, 37, 12, seed, new EvaluatorOptions { Width = width }, edgeShare: 0.1);
            Console.WriteLine($"{spec,-20} {width} {result} parts {RewardDsl.Ir.KernelPlan.Create(spec.Step).Parts.Count}");
        }
        catch (DifferenceException difference)
        {
            failed++;
            Console.WriteLine(difference.Message);
        }
    }
}

Console.WriteLine($"{Corpus.All.Count} specs, {failed} differences");
return failed == 0 ? 0 : 1;
