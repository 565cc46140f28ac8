using System;
using System.Globalization;
using System.Linq;
using OfficeErrands;
using QuadrupedVelocity;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>The reward machine of the benchmark over ten steps, against values that another program computed: sums of what is paid, ends, the states at the end.</summary>
public sealed class OfficeErrandTests
{
    private const int Steps = 10;
    private const int Ends = 951;
    private const string LastStates = "01182727";

    [Theory]
    [InlineData(false, VectorWidth.Vector128, -843.8396378159523)]
    [InlineData(false, VectorWidth.Vector512, -843.8396378159523)]
    [InlineData(true, VectorWidth.Vector128, -330.1228080119181)]
    [InlineData(true, VectorWidth.Vector512, -330.1228080119181)]
    public void TenSteps(bool isByPlace, VectorWidth width, double sum)
    {
        var inputs = new OfficeInputs(4096);
        Assert.Equal("b12199d5", Sum(inputs.Letters));
        Assert.Equal("5ec0ac8d", Sum(inputs.States));
        using OfficeKernel kernel = OfficeKernel.Of(isByPlace, inputs, new EvaluatorOptions { Width = width, EpisodeSums = false });
        Assert.Equal(inputs.States, kernel.States.Select(static s => (byte)s));
        double paid = 0;
        int ends = 0;
        byte[] states = [];
        for (int step = 0; step < Steps; step++)
        {
            kernel.Step();
            paid += kernel.Total.Sum(static t => (double)t);
            ends += kernel.Terminated.Count(static t => t);
            states = [.. kernel.States.Select(static s => s >= OfficeTable.FirstFinal ? (byte)0 : (byte)s)];
            kernel.Reset();
        }

        Assert.Equal(Ends, ends);
        Assert.Equal(LastStates, Sum(states));

        // Of 40 960 rewards, each within 1e-7.
        Assert.Equal(sum, paid, 2e-3);
    }

    /// <summary>The table that array code would have is the machine's.</summary>
    [Fact]
    public void TheTable()
    {
        MachineInfo machine = Assert.Single(OfficeByTable.Spec.Machines);
        string[] labels = ["Mail", "Coffee", "Office", "Decoration", "Spill"];
        for (int i = 0; i < OfficeTable.Next.Length; i++)
        {
            int letter = machine.Atoms.Select((a, k) => ((i >> Array.IndexOf(labels, a)) & 1) << k).Sum();
            Assert.Equal((OfficeTable.Next[i], OfficeTable.Reward[i]), machine.Step(i / OfficeTable.Letters, letter));
        }
    }

    private static string Sum(byte[] values) => Crc32.Of(values).ToString("x8", CultureInfo.InvariantCulture);
}
