using System;
using System.Diagnostics;
using System.Globalization;
using RewardDsl.Differential.RandomSpecs;
using Xunit;
using Xunit.Abstractions;

namespace RewardDsl.Differential.Tests;

/// <summary>
/// Scalar class = interpreter = kernel for random programs. REWARDDSL_RANDOM_SEED and REWARDDSL_RANDOM_COUNT choose other
/// ones and more.
/// </summary>
public sealed class RandomSpecTests(ITestOutputHelper output)
{
    [Fact]
    public void EveryForm_OfRandomPrograms_Agrees()
    {
        int seed = Setting("REWARDDSL_RANDOM_SEED", 20260);
        int count = Setting("REWARDDSL_RANDOM_COUNT", 10_000);
        var watch = Stopwatch.StartNew();
        RandomResult result = new RandomRun(seed).Run(count);
        string summary = string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {result.Programs} programs in {result.Specs} specs, {result.Compared}, {result.Proven} within proven ranges, {watch.Elapsed.TotalSeconds:F0} s");
        output.WriteLine(summary);
        Console.WriteLine(summary);
        Assert.True(result.Findings.Count == 0, summary + "\n\n" + string.Join("\n\n", result.Findings));
        Assert.True(result.Programs >= count, summary);
    }

    private static int Setting(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
