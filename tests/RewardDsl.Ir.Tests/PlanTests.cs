using System;
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
    public void Plan_RandomPrograms_PartsExchangeWhatTheyReadByScratch()
    {
        int divided = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            RewardProgram program = Optimizer.Run(RandomPrograms.Create(seed));
            KernelPlan plan = KernelPlan.Create(program);
            divided += plan.Parts.Count > 1 ? 1 : 0;
            Assert.Equal(plan.Segments.Count, plan.Parts.Sum(static p => p.Count));
            var left = new HashSet<int>();
            int next = 0;
            foreach (Part part in plan.Parts)
            {
                Assert.Equal(next, part.First);
                next += part.Count;
                var known = new HashSet<int>(plan.Uniform.Concat(part.Reads));
                Assert.All(part.Reads, value => Assert.True(left.Contains(value) && plan.Slots[value] >= 0, $"seed {seed}: %{value}"));
                foreach (Segment segment in plan.Segments.Skip(part.First).Take(part.Count))
                {
                    known.UnionWith(segment.Length == 0 ? segment.Body : segment.Roots);
                    foreach (int value in segment.Length == 0 ? segment.Body : segment.Body.Where(v => program.Code[v].Op == Opcode.Broadcast))
                    {
                        for (int k = 0; k < 3; k++)
                        {
                            int operand = program.Code[value].Operand(k);
                            Assert.True(operand < 0 || known.Contains(operand), $"seed {seed}: %{value} reads %{operand}");
                        }
                    }
                }

                Assert.All(part.Writes, value => Assert.True(known.Contains(value) && left.Add(value), $"seed {seed}: %{value}"));
            }
        }

        Assert.True(divided > 0);
    }

    [Fact]
    public void ZeroSigns_RandomPrograms_NoClaimIsBroken()
    {
        NoClaimIsBroken(ZeroSigns.NeverNegative, static v => v == 0 && float.IsNegative(v));
        NoClaimIsBroken(ZeroSigns.NeverSet, static v => !float.IsNaN(v) && float.IsNegative(v));
    }

    private static void NoClaimIsBroken(Func<RewardProgram, bool[]> claim, Func<float, bool> isExcluded)
    {
        int claims = 0, excluded = 0;
        for (int seed = 0; seed < 2000; seed++)
        {
            RewardProgram program = RandomPrograms.Create(seed);
            bool[] never = claim(program);
            float[][] values = Interpreter.Run(program, RandomPrograms.State(program, seed));
            for (int i = 0; i < values.Length; i++)
            {
                bool found = values[i].Any(isExcluded);
                excluded += found ? 1 : 0;
                claims += never[i] ? 1 : 0;
                Assert.False(never[i] && found, $"seed {seed}: %{i}\n{ProgramPrinter.Print(program)}");
            }
        }

        Assert.True(claims > 0 && excluded > 0);
    }

    [Fact]
    public void Plan_Equal_ForEqualPrograms() =>
        Assert.Equal(KernelPlan.Create(RandomPrograms.Create(4)), KernelPlan.Create(RandomPrograms.Create(4)));
}
