using System;
using System.IO;
using System.Linq;
using System.Numerics;
using RewardDsl.Specs;
using Xunit;

namespace RewardDsl.Differential.Tests;

/// <summary>The call for derivatives: what it needs, what it leaves alone, and inputs that lie elsewhere.</summary>
public sealed class GradientCallTests
{
    [Fact]
    public void Gradient_IsThatOfTheNextStep_AndChangesNoState()
    {
        using var evaluator = new WithGradientsOnly.Evaluator(2);
        float[] near = [0.5f, -0.25f];
        float[] gradient = new float[2];
        evaluator.Reset(new WithGradientsOnly.Inputs { Near = near });
        byte[] before = Saved(evaluator);
        evaluator.Gradient(new WithGradientsOnly.Inputs { Near = near }, new StepEnds { Truncated = new bool[2] }, new WithGradientsOnly.Gradients { Near = gradient });
        Assert.Equal([7f, 5.5f], gradient);
        Assert.Equal(before, Saved(evaluator));

        evaluator.Parameters["Linear.Weight"] = 1f;
        evaluator.Gradient(new WithGradientsOnly.Inputs { Near = near }, new StepEnds { Truncated = new bool[2] }, new WithGradientsOnly.Gradients { Near = gradient });
        Assert.Equal([4f, 2.5f], gradient);
    }

    [Fact]
    public void Gradient_WrongLengthOrShared_ThrowsAndWritesNothing()
    {
        using Batch batch = new(3);
        batch.Reset();
        float[] buffer = Enumerable.Repeat(7f, 40).ToArray();
        ArgumentException length = Assert.Throws<ArgumentException>(() => batch.Gradient(new WithGradients.Gradients { Speed = buffer.AsSpan(0, 3), Torque = buffer.AsSpan(3, 17) }));
        Assert.Contains("The gradient of 'Torque' has 17 elements; a batch of 3 needs 18, or none to leave it out.", length.Message, StringComparison.Ordinal);
        ArgumentException shared = Assert.Throws<ArgumentException>(() => batch.Gradient(new WithGradients.Gradients { Speed = buffer.AsSpan(17, 3), Torque = buffer.AsSpan(0, 18) }));
        Assert.Contains("The gradients of 'Speed' and 'Torque' share memory.", shared.Message, StringComparison.Ordinal);
        float[] torque = batch.Buffers.Float("Torque");
        Assert.Contains("shares memory with the input 'Torque'", Assert.Throws<ArgumentException>(() => batch.Gradient(new WithGradients.Gradients { Torque = torque })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => batch.Evaluator.Gradient(batch.Inputs, new StepEnds { Truncated = new bool[2] }, new WithGradients.Gradients { Speed = buffer.AsSpan(0, 3) }));
        Assert.All(buffer, static v => Assert.Equal(7f, v));
    }

    [Fact]
    public void Gradient_Unready_Throws()
    {
        Batch batch = new(3);
        Assert.Throws<InvalidOperationException>(() => batch.Gradient(default));
        batch.Reset();
        batch.Gradient(default);
        batch.Buffers.Float("Speed")[1] = 2f;
        batch.Evaluator.Step(batch.Inputs, new StepEnds { Truncated = new bool[3] }, new StepOutputs { Total = new float[3] });
        Assert.Contains("must be reset", Assert.Throws<InvalidOperationException>(() => batch.Gradient(default)).Message, StringComparison.Ordinal);
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(() => batch.Gradient(default));
    }

    [Fact]
    public void Gradient_OfASpecWithout_SaysWhatToWrite()
    {
        using var evaluator = new OneTerm.Evaluator(2);
        var buffers = new SignalBuffers(OneTerm.Spec, 2);
        evaluator.Reset(default, buffers);
        Assert.Contains("[RewardSpec(Gradient = true)]", Assert.Throws<InvalidOperationException>(() => evaluator.Gradient(buffers, new StepEnds { Truncated = new bool[2] }, buffers)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradient_OnlySome_WritesThoseAlone()
    {
        using Batch batch = new(21);
        batch.Reset();
        var all = new SignalBuffers(WithGradients.Spec, 21);
        batch.Evaluator.Gradient(batch.Buffers, new StepEnds { Truncated = new bool[21] }, all);
        float[] four = new float[84];
        float[] parts = new float[105];
        batch.Gradient(new WithGradients.Gradients { Four = four });
        batch.Gradient(new WithGradients.Gradients { Parts = parts });
        Assert.Equal(all.Float("Four"), four);
        Assert.Equal(all.Float("Parts"), parts);
        Assert.All(all.Float("Unread"), static g => Assert.Equal(0f, g));
    }

    [Theory]
    [InlineData(VectorWidth.Vector128)]
    [InlineData(VectorWidth.Vector512)]
    public void Gradient_InputsElsewhere_SameAsDense(VectorWidth width)
    {
        const int Count = 301;
        using Batch batch = new(Count, width);
        batch.Reset();
        var dense = new SignalBuffers(WithGradients.Spec, Count);
        batch.Evaluator.Gradient(batch.Buffers, new StepEnds { Truncated = new bool[Count] }, dense);

        // The rows of one signal inside larger ones: everything is staged.
        float[] torque = batch.Buffers.Float("Torque");
        float[] wide = new float[Count * 11];
        for (int b = 0; b < Count; b++)
        {
            torque.AsSpan(b * 6, 6).CopyTo(wide.AsSpan((b * 11) + 2));
        }

        float[] position = new float[Count * 3];
        float[] byTorque = new float[Count * 6];
        WithGradients.Inputs inputs = batch.Inputs with { Torque = new FloatView(wide, 2, 11) };
        batch.Evaluator.Gradient(inputs, new StepEnds { Truncated = new bool[Count] }, new WithGradients.Gradients { Position = position, Torque = byTorque });
        Assert.Equal(dense.Float("Position"), position);
        Assert.Equal(dense.Float("Torque"), byTorque);
    }

    private static byte[] Saved(RewardEvaluator evaluator)
    {
        using var stream = new MemoryStream();
        evaluator.Save(stream);
        return stream.ToArray();
    }

    /// <summary>An evaluator with random signals, by name and typed.</summary>
    private sealed class Batch : IDisposable
    {
        public Batch(int count, VectorWidth width = VectorWidth.Auto)
        {
            Evaluator = new WithGradients.Evaluator(count, new EvaluatorOptions { Width = width });
            Buffers = new SignalBuffers(WithGradients.Spec, count);
            var random = new Random(3);
            foreach (SignalInfo signal in WithGradients.Spec.Signals.Where(static s => s.Storage == SignalStorage.Float32))
            {
                foreach (ref float value in Buffers.Float(signal.Name).AsSpan())
                {
                    value = (2f * random.NextSingle()) - 1f;
                }
            }
        }

        public WithGradients.Evaluator Evaluator { get; }

        public SignalBuffers Buffers { get; }

        public WithGradients.Inputs Inputs => new()
        {
            Speed = Buffers.Float("Speed"), Grip = new OptionalFloatView(Buffers.Float("Grip"), Buffers.Bytes("Grip.Present")), Near = Buffers.Bytes("Near"), Level = Buffers.Int("Level"),
            Position = Buffers.Float("Position"), Command = Buffers.Float("Command"), Four = Buffers.Float("Four"), Torque = Buffers.Float("Torque"), Long = Buffers.Float("Long"),
            Parts = Buffers.Float("Parts"), Forces = Buffers.Float("Forces"), Unread = Buffers.Float("Unread"),
        };

        public void Reset() => Evaluator.Reset(Inputs);

        public void Gradient(in WithGradients.Gradients gradients) => Evaluator.Gradient(Inputs, new StepEnds { Truncated = new bool[Evaluator.BatchSize] }, gradients);

        public void Dispose() => Evaluator.Dispose();
    }
}
