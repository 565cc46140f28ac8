using System;
using System.Globalization;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Differential;

/// <summary>How tight and how fast the analysis is on each spec of the corpus.</summary>
internal static class RangeTable
{
    /// <summary><c>times</c>: for each spec, instructions, the time of the analysis and of a search for the range of the objective, as the process spent it: what else the machine does is not counted.</summary>
    /// <param name="names">Names of specs to show; none for all and one of 50 terms, as in the benchmark of typing.</param>
    public static int ShowTimes(string[] names)
    {
        CorpusSpec[] specs = [.. Corpus.All.Where(s => names.Length == 0 || names.Contains(s.Type.Name)), .. Corpus.Compile([Terms(50)])];
        double[] totals = new double[2];
        for (int round = 0; round < 6; round++)
        {
            totals = new double[2];
            foreach (CorpusSpec spec in specs)
            {
                TimeSpan start = Environment.CpuUsage.UserTime;
                SpecAnalysis analysis = SpecAnalysis.Of(spec.Lowered, spec.Contract);
                double analysed = (Environment.CpuUsage.UserTime - start).TotalMilliseconds;
                start = Environment.CpuUsage.UserTime;
                ProvenRange objective = analysis.Analysis.Prove(analysis.Step.Outputs.First(static o => o.Kind == OutputKind.Objective).Value);
                double searched = (Environment.CpuUsage.UserTime - start).TotalMilliseconds;
                totals[0] += analysed;
                totals[1] += searched;
                if (round == 5)
                {
                    Console.WriteLine($"{spec,-24} {analysis.Step.Code.Count,5} values {analysed,7:F2} ms, searched {searched,7:F2} ms: {objective.Range}, found {objective.AttainedLo} to {objective.AttainedHi}");
                }
            }
        }

        Console.WriteLine($"{totals[0]:F1} ms, {totals[1]:F1} ms");
        return 0;
    }

    private static string Terms(int count) =>
        "using RewardDsl; using static RewardDsl.RewardMath;\n[RewardSpec(StepSeconds = 0.02)] public sealed partial class Typing\n{\n"
        + "[Signal(-1, 1)] public float X { get; init; }\n[Signal(-1, 1)] public float Y { get; init; }\n[Signal(-1, 1, Length = 12)] public Vec Q { get; init; }\n"
        + string.Concat(Enumerable.Range(0, count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"[Term({i + 1})] float T{i} => Exp(-Square(X - {i}f)) + SumSquares(Q * {i + 1}f) - Previous.Y;\n")))
        + "}\n";
}
