using System;
using System.Globalization;
using System.Linq;
using System.Runtime.Intrinsics;
using RewardDsl;
using RewardDsl.Differential;
using RewardDsl.Differential.RandomSpecs;
using RewardDsl.Differential.Trajectories;

switch (args)
{
    case ["random", ..]:
        return RandomCommand.Run(args);
    case ["soundness", ..]:
        return AnalysisCommand.CheckSoundness(args);
    case ["ranges", ..]:
        return AnalysisCommand.ShowRanges(args);
    case ["trajectories", _]:
        return TrajectoryCommand.Run(args);
    case ["times", .. string[] names]:
        return RangeTable.ShowTimes(names);
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
