using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using RewardDsl.Torch.Specs;
using TorchSharp;
using Xunit;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>What does not fit is said, naming the signal, and nothing is changed; what lies with strides is read where it lies.</summary>
public sealed class TensorChecksTests
{
    private const int Batch = 5;

    private static readonly RewardSpecInfo s_info = Reaching.Spec;

    public static TheoryData<string, string> Misfits => new()
    {
        { "null", "'Hand' is null" },
        { "disposed", "'Hand' is disposed" },
        { "dtype", "'Hand' is Float64; it must be Float32" },
        { "mask dtype", "'Touching' is Float32; it must be Bool or Byte" },
        { "int dtype", "'Level' is Int64; it must be Int32" },
        { "short batch", "'Hand' has the shape [4, 3]; a batch of 5 needs [5, 3]" },
        { "width", "'Hand' has the shape [5, 4]; a batch of 5 needs [5, 3]" },
        { "transposed", "'Speeds' has the shape [7, 5]; a batch of 5 needs [5, 7]" },
        { "history", "'Forces' has the shape [5, 4, 3]; a batch of 5 needs [5, 3, 4]" },
        { "truncated", "'truncated' has the shape [4]; it needs one value for each of the 5 environments, [5]" },
        { "truncated dtype", "'truncated' is Float32; it must be Bool or Byte" },
        { "terminated", "'terminated' has the shape [5, 1]" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void Misfit_IsNamed_AndChangesNothing(string what, string message)
    {
        foreach (bool isEager in new[] { false, true })
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using TorchForm form = isEager ? TorchForm.Eager(typeof(Reaching), Batch) : TorchForm.Fused(typeof(Reaching), Batch);
            using TorchForm twin = isEager ? TorchForm.Eager(typeof(Reaching), Batch) : TorchForm.Fused(typeof(Reaching), Batch);
            var signals = new TorchSignals(s_info, Batch, 3);
            signals.Fill();
            torch.Tensor[] good = signals.Tensors();
            form.Reset(null, good);
            twin.Reset(null, good);
            torch.Tensor?[] bad = [.. good];
            torch.Tensor ends = torch.zeros([Batch], torch.ScalarType.Bool);
            torch.Tensor truncated = ends;
            torch.Tensor? terminated = null;
            switch (what)
            {
                case "null": bad[0] = null; break;
                case "disposed": bad[0] = good[0].clone(); bad[0]!.Dispose(); break;
                case "dtype": bad[0] = good[0].to(torch.ScalarType.Float64); break;
                case "mask dtype": bad[IndexOf("Touching")] = torch.zeros([Batch, 4], torch.ScalarType.Float32); break;
                case "int dtype": bad[IndexOf("Level")] = torch.zeros([Batch], torch.ScalarType.Int64); break;
                case "short batch": bad[0] = torch.zeros([4, 3], torch.ScalarType.Float32); break;
                case "width": bad[0] = torch.zeros([Batch, 4], torch.ScalarType.Float32); break;
                case "transposed": bad[IndexOf("Speeds")] = torch.zeros([7, Batch], torch.ScalarType.Float32); break;
                case "history": bad[IndexOf("Forces")] = torch.zeros([Batch, 4, 3], torch.ScalarType.Float32); break;
                case "truncated": truncated = torch.zeros([4], torch.ScalarType.Bool); break;
                case "truncated dtype": truncated = torch.zeros([Batch], torch.ScalarType.Float32); break;
                default: terminated = torch.zeros([Batch, 1], torch.ScalarType.Bool); break;
            }

            long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            string said = Assert.Throws<ArgumentException>(() => form.Step(bad, truncated, terminated)).Message;
            Assert.Contains(message, said, StringComparison.Ordinal);
            Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            Same(twin.Step(good, ends), form.Step(good, ends));
        }
    }

    [Fact]
    public void NeverReset_Throws()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        var signals = new TorchSignals(s_info, Batch, 3);
        signals.Fill();
        torch.Tensor[] tensors = signals.Tensors();
        torch.Tensor ends = torch.ones([Batch], torch.ScalarType.Bool);
        foreach (TorchForm form in new[] { TorchForm.Fused(typeof(Reaching), Batch), TorchForm.Eager(typeof(Reaching), Batch) })
        {
            using (form)
            {
                Assert.Contains("5 of 5 environments", Assert.Throws<InvalidOperationException>(() => form.Step(tensors, ends)).Message, StringComparison.Ordinal);
                form.Reset(null, tensors);
                form.Step(tensors, ends);
                form.Reset(torch.tensor(new[] { true, false, true, true, true }), tensors);
                Assert.Contains("1 of 5 environments", Assert.Throws<InvalidOperationException>(() => form.Step(tensors, ends)).Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Strides_AreReadWhereTheyLie_OthersAreNamedOrCopied()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        var signals = new TorchSignals(s_info, Batch, 5);
        signals.Fill();
        torch.Tensor[] dense = signals.Tensors();
        torch.Tensor ends = torch.zeros([Batch], torch.ScalarType.Bool);

        // Hand and target side by side in one state matrix behind a first column, speeds with a gap, the frames of the forces inside a frame of all environments.
        torch.Tensor[] strided = [.. dense];
        torch.Tensor state = torch.cat([torch.zeros([Batch, 1], torch.ScalarType.Float32), dense[0], dense[1], dense[2]], 1);
        (strided[0], strided[1], strided[2]) = (state.narrow(1, 1, 3), state.narrow(1, 4, 3), state.narrow(1, 7, 7));
        int forces = IndexOf("Forces");
        strided[forces] = dense[forces].transpose(0, 1).contiguous().transpose(0, 1);
        using TorchForm one = TorchForm.Fused(typeof(Reaching), Batch);
        using TorchForm other = TorchForm.Fused(typeof(Reaching), Batch);
        one.Reset(null, dense);
        other.Reset(null, strided);
        Same(one.Step(dense, ends), other.Step(strided, ends));

        torch.Tensor[] columns = [.. dense];
        columns[2] = dense[2].transpose(0, 1).contiguous().transpose(0, 1);
        string said = Assert.Throws<ArgumentException>(() => other.Step(columns, ends)).Message;
        Assert.Contains("'Speeds' has the shape [5, 7] with strides [1, 5]", said, StringComparison.Ordinal);
        other.AllowCopies();
        Same(one.Step(dense, ends), other.Step(columns, ends));

        columns[2] = dense[2].narrow(0, 0, 1).expand(Batch, 7);
        dense[2] = columns[2].contiguous();
        Same(one.Step(dense, ends), other.Step(columns, ends));
    }

    [Fact]
    public void Gradient_OfASpecWithoutOne_NamesTheAttribute()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        var signals = new TorchSignals(RewardDsl.Specs.OneTerm.Spec, Batch, 5);
        signals.Fill();
        torch.Tensor[] tensors = signals.Tensors();
        using TorchForm form = TorchForm.Fused(typeof(RewardDsl.Specs.OneTerm), Batch);
        form.Reset(null, tensors);
        tensors[0].requires_grad = true;
        torch.Tensor ends = torch.zeros([Batch], torch.ScalarType.Bool);
        Assert.Contains("[RewardSpec(Gradient = true)]", Assert.Throws<InvalidOperationException>(() => form.Step(tensors, ends)).Message, StringComparison.Ordinal);
        using (torch.no_grad())
        {
            form.Step(tensors, ends);
        }
    }

    private static int IndexOf(string signal) => Enumerable.Range(0, s_info.Signals.Count).Single(i => s_info.Signals[i].Name == signal);

    private static void Same(Dictionary<string, torch.Tensor> expected, Dictionary<string, torch.Tensor> actual)
    {
        foreach ((string name, torch.Tensor tensor) in expected)
        {
            Assert.True(Bytes(tensor).SequenceEqual(Bytes(actual[name])), name);
        }
    }

    private static ReadOnlySpan<byte> Bytes(torch.Tensor tensor) => tensor.numel() == 0 ? default : MemoryMarshal.AsBytes<byte>(tensor.contiguous().bytes);
}
