using System;
using System.Diagnostics;
using System.Globalization;

namespace RewardDsl.Differential.RandomSpecs;

/// <summary>Many random programs as a program: <c>random seed count [threads]</c>, with progress and the totals at the end.</summary>
public static class RandomCommand
{
    private const int Round = 5_000;
    private const int MostFindings = 4;

    /// <summary>Runs, prints, and returns 0 where nothing differed.</summary>
    public static int Run(string[] args)
    {
        int seed = Number(args, 1, 1);
        int count = Number(args, 2, 10_000);
        int threads = Number(args, 3, Environment.ProcessorCount);
        var watch = Stopwatch.StartNew();
        var total = new RandomResult(0, 0, default, []);
        for (int round = 0; total.Programs < count && total.Findings.Count < MostFindings; round++)
        {
            RandomResult result = new RandomRun(seed + round) { Threads = threads }.Run(Math.Min(Round, count - total.Programs));
            total = total.Plus(result);
            double processor = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed + round}: {result.Programs} programs, {result.Findings.Count} findings; so far {total.Programs} programs, {watch.Elapsed.TotalSeconds:F0} s, {processor:F0} s of processor time"));
            foreach (string finding in result.Findings)
            {
                Console.WriteLine(finding + "\n");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total.Programs} random programs in {total.Specs} specs; {total.Compared.Kernel} values of kernels and {total.Compared.Scalar} of classes compared with the interpreter, of those {total.Compared.ScalarExact} equal to the bit and {total.Compared.Open} without a bound; {total.Findings.Count} findings"));
        return total.Findings.Count == 0 ? 0 : 1;
    }

    private static int Number(string[] args, int index, int otherwise) => index < args.Length ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;
}
