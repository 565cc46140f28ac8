using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RewardDsl.Ir.Tests;

/// <summary>A plan computes everything once, in an order in which it can.</summary>
public sealed class PlanTests
{
    [Fact]
    public void Plan_RandomPrograms_ComputesBeforeItReads()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            RewardProgram program = Optimizer.Run(RandomPrograms.Create(seed));
            KernelPlan plan = KernelPlan.Create(program);
            var known = new HashSet<int>(plan.Uniform);
            var stored = new HashSet<int>();
            foreach (Segment segment in plan.Segments)
            {
                Assert.All(segment.Reads, value => Assert.True(known.Contains(value) && plan.Slots[value] >= 0, $"seed {seed}: %{value}"));
                foreach (int value in segment.Body)
                {
                    for (int k = 0; k < 3; k++)
                    {
                        int operand = program.Code[value].Operand(k);
                        Assert.True(operand < 0 || known.Contains(operand) || program.Code[operand].Type.IsVector, $"seed {seed}: %{value} reads %{operand}");
                    }

                    if (!program.Code[value].Type.IsVector)
                    {
                        Assert.True(known.Add(value), $"seed {seed}: %{value} twice");
                    }
                    else if (program.Code[value].Op == Opcode.Carry)
                    {
                        Assert.DoesNotContain((int)program.Code[value].Immediate, stored);
                    }
                }

                Assert.All(segment.Roots, root => Assert.True(known.Add(root)));
                stored.UnionWith(segment.Stores.Select(s => program.Outputs[s].Index));
            }

            Assert.All(program.Outputs, output => Assert.True(known.Contains(output.Value) || stored.Contains(output.Index), $"seed {seed}: {output}"));
            Assert.Equal(0, plan.Segments[^1].Length);
        }
    }

    [Fact]
    public void Plan_Equal_ForEqualPrograms() =>
        Assert.Equal(KernelPlan.Create(RandomPrograms.Create(4)), KernelPlan.Create(RandomPrograms.Create(4)));
}
