using System;
using System.Collections.Generic;
using RewardDsl.Specs;
using RewardDsl.Tests.Kernels;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>No kernel touches memory behind the caller's buffers: every one ends at an unreadable page.</summary>
public sealed unsafe class BufferEndTests
{
    public static TheoryData<int, VectorWidth> Batches()
    {
        var data = new TheoryData<int, VectorWidth>();
        foreach (int batch in new[] { 1, 16, 37, 128, 144, 50_000 })
        {
            data.Add(batch, VectorWidth.Vector128);
            data.Add(batch, VectorWidth.Vector512);
        }

        return data;
    }

    /// <summary>Only rows of whole groups of four floats and small vectors: read in place to the last one.</summary>
    [Theory]
    [MemberData(nameof(Batches))]
    public void Step_WholeGroups_StaysInsideTheBuffers(int batch, VectorWidth width)
    {
        using var memory = new Buffers(batch);
        var buffers = new SignalBuffers(VelocityTracking.Spec, batch);
        using var guarded = new VelocityTracking.Evaluator(batch, new EvaluatorOptions { Width = width });
        using var plain = new VelocityTracking.Evaluator(batch, new EvaluatorOptions { Width = width });
        var inputs = new VelocityTracking.Inputs
        {
            Command = memory.Floats(buffers.Float("Command")), BaseVelocity = memory.Floats(buffers.Float("BaseVelocity")), Up = memory.Floats(buffers.Float("Up")),
            JointTorque = memory.Floats(buffers.Float("JointTorque")), Action = memory.Floats(buffers.Float("Action")), InContact = memory.Bytes(buffers.Bytes("InContact")),
        };
        guarded.Reset(default, inputs);
        plain.Reset(default, buffers);
        int columns = VelocityTracking.Spec.Columns.Count;
        Span<float> total = memory.Outputs(1);
        Span<float> terms = memory.Outputs(columns);
        float[] expected = new float[batch];
        float[] expectedTerms = new float[batch * columns];
        guarded.Step(inputs, new StepEnds { Truncated = memory.Bytes(new byte[batch]) }, new StepOutputs { Total = total, Terms = terms });
        plain.Step(buffers, new StepEnds { Truncated = new bool[batch] }, new StepOutputs { Total = expected, Terms = expectedTerms });
        Assert.Equal(expected, total.ToArray());
        Assert.Equal(expectedTerms, terms.ToArray());
    }

    /// <summary>Rows of 1, 3 and 29 floats are read in whole registers, so their end must be copied first.</summary>
    [Theory]
    [MemberData(nameof(Batches))]
    public void Step_BrokenGroups_StaysInsideTheBuffers(int batch, VectorWidth width)
    {
        using var memory = new Buffers(batch);
        var buffers = new SignalBuffers(Reductions.Spec, batch);
        using var guarded = new Reductions.Evaluator(batch, new EvaluatorOptions { Width = width });
        using var plain = new Reductions.Evaluator(batch, new EvaluatorOptions { Width = width });
        var inputs = new Reductions.Inputs
        {
            A = memory.Floats(buffers.Float("A")), B = memory.Floats(buffers.Float("B")), C = memory.Floats(buffers.Float("C")), D = memory.Floats(buffers.Float("D")),
            E = memory.Floats(buffers.Float("E")), F = memory.Floats(buffers.Float("F")), G = memory.Floats(buffers.Float("G")),
        };
        guarded.Reset(default, inputs);
        plain.Reset(default, buffers);
        Span<float> total = memory.Outputs(1);
        float[] expected = new float[batch];
        guarded.Step(inputs, new StepEnds { Truncated = memory.Bytes(new byte[batch]) }, new StepOutputs { Total = total });
        plain.Step(buffers, new StepEnds { Truncated = new bool[batch] }, new StepOutputs { Total = expected });
        Assert.Equal(expected, total.ToArray());
    }

    /// <summary>Derivatives are written in whole registers where rows have them, and not a float further: neither behind the buffers nor into the next row.</summary>
    [Theory]
    [MemberData(nameof(Batches))]
    public void Gradient_RowsOfEveryLength_StaysInsideTheBuffers(int batch, VectorWidth width)
    {
        using var memory = new Buffers(batch);
        var buffers = new SignalBuffers(WithGradients.Spec, batch);
        var expected = new SignalBuffers(WithGradients.Spec, batch);
        using var guarded = new WithGradients.Evaluator(batch, new EvaluatorOptions { Width = width });
        using var plain = new WithGradients.Evaluator(batch, new EvaluatorOptions { Width = width });
        var inputs = new WithGradients.Inputs
        {
            Speed = memory.Floats(buffers.Float("Speed")), Grip = new OptionalFloatView(memory.Floats(buffers.Float("Grip")), memory.Bytes(buffers.Bytes("Grip.Present"))),
            Near = memory.Bytes(buffers.Bytes("Near")), Level = buffers.Int("Level"), Position = memory.Floats(buffers.Float("Position")), Command = memory.Floats(buffers.Float("Command")),
            Four = memory.Floats(buffers.Float("Four")), Torque = memory.Floats(buffers.Float("Torque")), Long = memory.Floats(buffers.Float("Long")), Parts = memory.Floats(buffers.Float("Parts")),
            Forces = memory.Floats(buffers.Float("Forces")), Unread = memory.Floats(buffers.Float("Unread")),
        };
        guarded.Reset(default, inputs);
        plain.Reset(default, buffers);
        var gradients = new WithGradients.Gradients
        {
            Speed = memory.Outputs(1), Grip = memory.Outputs(1), Position = memory.Outputs(3), Command = memory.Outputs(3), Four = memory.Outputs(4), Torque = memory.Outputs(6),
            Long = memory.Outputs(37), Parts = memory.Outputs(5), Forces = memory.Outputs(6), Unread = memory.Outputs(2),
        };
        guarded.Gradient(inputs, new StepEnds { Truncated = memory.Bytes(new byte[batch]) }, gradients);
        plain.Gradient(buffers, new StepEnds { Truncated = new bool[batch] }, expected);
        Assert.Equal(expected.Float("Speed"), gradients.Speed.ToArray());
        Assert.Equal(expected.Float("Position"), gradients.Position.ToArray());
        Assert.Equal(expected.Float("Command"), gradients.Command.ToArray());
        Assert.Equal(expected.Float("Four"), gradients.Four.ToArray());
        Assert.Equal(expected.Float("Torque"), gradients.Torque.ToArray());
        Assert.Equal(expected.Float("Long"), gradients.Long.ToArray());
        Assert.Equal(expected.Float("Parts"), gradients.Parts.ToArray());
        Assert.Equal(expected.Float("Forces"), gradients.Forces.ToArray());
        Assert.Contains(gradients.Torque.ToArray(), static g => g != 0f);
    }

    /// <summary>Guarded copies of buffers, filled with the same random values.</summary>
    private sealed class Buffers(int batch) : IDisposable
    {
        private readonly Random _random = new(7);
        private readonly List<GuardedMemory> _all = [];

        public ReadOnlySpan<float> Floats(float[] twin)
        {
            for (int i = 0; i < twin.Length; i++)
            {
                twin[i] = (_random.NextSingle() * 2f) - 1f;
            }

            Span<float> copy = new(Allocate(twin.Length * sizeof(float)), twin.Length);
            twin.CopyTo(copy);
            return copy;
        }

        public ReadOnlySpan<byte> Bytes(byte[] values)
        {
            Span<byte> copy = new(Allocate(values.Length), values.Length);
            values.CopyTo(copy);
            return copy;
        }

        public Span<float> Outputs(int width) => new(Allocate(batch * width * sizeof(float)), batch * width);

        public void Dispose()
        {
            foreach (GuardedMemory memory in _all)
            {
                memory.Dispose();
            }
        }

        private byte* Allocate(int bytes)
        {
            var memory = new GuardedMemory(bytes);
            _all.Add(memory);
            return memory.Address;
        }
    }
}
