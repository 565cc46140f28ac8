using System;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RewardDsl.Torch.Tests;

/// <summary>Memory, views, types, broadcasting, reading.</summary>
[Collection("random")]
public sealed class TensorTests
{
    [Fact]
    public void Views_share_memory()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(12, dtype: ScalarType.Float32).reshape(3, 4);
        x.t()[0, 1] = tensor(40f);
        x.narrow(1, 2, 2).add_(100);
        x.select(0, 2).zero_();
        x.unsqueeze(0).squeeze(0).slice(1, 0, 4, 3).mul_(2);
        Values.AreClose([0, 1, 102, 206, 80, 5, 106, 214, 0, 0, 0, 0], x);
        Assert.Equal([4L, 1L], x.stride());
        Assert.Equal([1L, 4L], x.t().stride());
        Assert.False(x.t().is_contiguous());
        Assert.True(x.t().contiguous().is_contiguous());
        Assert.Equal(6, x[1].narrow(0, 2, 2).storage_offset());
        Assert.Equal([0L, 4L, 1L], x.unsqueeze(0).expand(5, 3, 4).stride());
        Assert.Equal([12L, 4L, 1L], x.unsqueeze(0).stride());
        Assert.Equal([3L, 2L, 2L], x.view(3, 2, -1).shape);
        Assert.Throws<ExternalException>(() => x.t().view(12));
        Values.AreClose([0, 80, 0, 1, 5, 0, 102, 106, 0, 206, 214, 0], x.t().reshape(12));
    }

    [Fact]
    public void Bytes_are_the_memory_itself()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2f, 3f, 4f });
        Tensor part = x.narrow(0, 1, 2);
        Span<float> floats = MemoryMarshal.Cast<byte, float>(part.bytes);
        Assert.Equal([2f, 3f], floats.ToArray());
        floats[0] = 20;
        Values.AreClose([1, 20, 3, 4], x);
        Assert.Throws<InvalidOperationException>(() => x.reshape(2, 2).t().bytes.Length);
    }

    [Fact]
    public void A_buffer_stays_the_callers()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] array = [1, 2, 3, 4];
        Tensor x = frombuffer(array, ScalarType.Float32, 2, 1);
        array[1] = 7;
        x[1] = tensor(8f);
        Values.AreClose([7, 8], x);
        Assert.Equal(8f, array[2]);
        Tensor copied = tensor(array);
        copied.fill_(0);
        Assert.Equal(4f, array[3]);
    }

    [Fact]
    public void Broadcasting()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = arange(3, dtype: ScalarType.Float32).unsqueeze(1);
        Tensor b = tensor(new[] { 10f, 20f });
        Values.AreClose([10, 20, 11, 21, 12, 22], a + b);
        Assert.Equal([2L, 3L, 2L], (a + ones(2, 1, 2)).shape);
        Assert.Throws<ExternalException>(() => ones(3) + ones(2));
        Assert.Throws<ExternalException>(() => ones(3).add_(ones(2, 3)));
    }

    [Fact]
    public void Types_meet_as_torch_has_it()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor longs = tensor(new[] { 1L, 2L });
        Tensor bytes = tensor(new byte[] { 200, 100 });
        Tensor floats = tensor(new[] { 1f, 2f });
        Assert.Equal(ScalarType.Int64, (longs + bytes).dtype);
        Assert.Equal(ScalarType.Float32, (longs + floats).dtype);
        Assert.Equal(ScalarType.Float32, (floats + tensor(1.0)).dtype);
        Assert.Equal(ScalarType.Float64, (floats + tensor(new[] { 1.0, 2.0 })).dtype);
        Assert.Equal(ScalarType.Float32, (floats * 2.5).dtype);
        Assert.Equal(ScalarType.Float32, (longs * 2.5).dtype);
        Assert.Equal(ScalarType.Int64, (longs * 2).dtype);
        Assert.Equal(ScalarType.Byte, (bytes + 1).dtype);
        Assert.Equal(ScalarType.Float32, (longs / longs).dtype);
        Assert.Equal(ScalarType.Int64, longs.gt(1).sum().dtype);
        Assert.Equal(ScalarType.Int64, (longs.gt(1) * longs).dtype);
        Assert.Equal(ScalarType.Float32, longs.exp().dtype);
        Assert.Equal(ScalarType.Float32, where(floats.gt(1), floats, tensor(0f)).dtype);
        Assert.Throws<ExternalException>(() => longs.add_(1.5));
        Values.AreClose([144, 200], bytes + bytes);
        Values.AreClose([1, 0], tensor(new[] { 1.9f, -0.5f }).to(ScalarType.Int32));
        Values.Are([true, false], tensor(new[] { 0.1f, 0f }).to(ScalarType.Bool));
    }

    [Fact]
    public void To_the_same_type_is_the_same_tensor()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ones(2);
        x.to(ScalarType.Float32).add_(1);
        x.to(CPU).add_(1);
        x.cpu().add_(1);
        x.contiguous().add_(1);
        x.to(ScalarType.Float32, copy: true).add_(1);
        x.clone().add_(1);
        Values.AreClose([5, 5], x);
    }

    [Fact]
    public void Creation()
    {
        using DisposeScope scope = NewDisposeScope();
        Values.Are([0L, 1L, 2L], arange(3));
        Values.Are([2L, 5L], arange(2, 8, 3));
        Values.AreClose([0.5, 1, 1.5], arange(0.5, 2, 0.5));
        Values.AreClose([-1, 0, 1], linspace(-1, 1, 3));
        Values.AreClose([1, 0, 0, 1], eye(2));
        Values.AreClose([3, 3], full(2, 3f));
        Assert.Equal(ScalarType.Int64, full(2, 3).dtype);
        Assert.Equal(ScalarType.Float32, full(2, 3.0).dtype);
        Assert.Equal(ScalarType.Bool, zeros(2, dtype: ScalarType.Bool).dtype);
        Assert.Equal([2L, 0L], empty(2, 0).shape);
        Assert.Equal(0, zeros(0, 3).sum().item<float>());
        Values.AreClose([1, 2, 3, 4], tensor(new[,] { { 1f, 2f }, { 3f, 4f } }));
        Assert.Equal([2L, 2L], tensor(new[] { 1, 2, 3, 4 }, [2L, 2L]).shape);
        Assert.Empty(tensor(2.5f).shape);
        Assert.Equal(ScalarType.Float64, ones_like(zeros(2, dtype: ScalarType.Float64)).dtype);
        Assert.Equal(ScalarType.Int32, tensor(3).dtype);
        Assert.Equal([2, 3], new[] { from_array(new int[2, 3]).shape[0], from_array(new int[2, 3]).size(1) });
    }

    [Fact]
    public void Reading()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[,] { { 1f, 2f, 3f }, { 4f, 5f, 6f } });
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], x.t().contiguous().data<float>().ToArray());
        Assert.Equal(6f, x.data<float>()[1, 2]);
        Assert.Equal(2f, x.t().data<float>()[1, 0]);
        Assert.Equal(5f, x[1, 1].item<float>());
        Assert.Equal(5f, (float)x[1, 1]);
        Assert.Equal(3, x[0, -1].ToInt32());
        var some = new float[4];
        x.data<float>().CopyTo(some, 1, 2);
        Assert.Equal([0f, 3f, 4f, 5f], some);
        Assert.Throws<ArgumentException>(() => x.item<float>());
        Assert.Throws<ArgumentException>(() => x.data<double>());
        Assert.True(tensor(true).item<bool>());
        Assert.Equal(6, x.numel());
        Assert.Equal(2, x.dim());
        Assert.Equal(DeviceType.CPU, x.device_type);
        Assert.Equal(DeviceType.CPU, x.device.type);
        Assert.True(x.is_cpu());
        Assert.False(x.is_cuda);
    }

    [Fact]
    public void Brackets()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(24, dtype: ScalarType.Float32).reshape(2, 3, 4);
        Values.AreClose([17], x[1, 1, 1]);
        Values.AreClose([4, 5, 6, 7], x[0, 1]);
        Values.AreClose([1, 5, 9], x[0, TensorIndex.Colon, 1]);
        Values.AreClose([3, 7, 11, 15, 19, 23], x[TensorIndex.Ellipsis, -1]);
        Values.AreClose([12, 14, 16, 18, 20, 22], x[1, .., TensorIndex.Slice(0, 4, 2)]);
        Assert.Equal([2L, 1L, 3L, 4L], x[TensorIndex.Colon, TensorIndex.None].shape);
        Values.AreClose([8, 9, 10, 11, 0, 1, 2, 3], x[0][tensor(new long[] { -1, 0 })]);
        Values.AreClose([22, 23], x[x.gt(21)]);
        x[0, 0] = tensor(-1f);
        Values.AreClose([-1, -1, -1, -1], x[0, 0]);
        x[x.lt(0)] = tensor(50f);
        Values.AreClose([50], x[0, 0, 2]);
        x.index_put_(tensor(new[] { 7f, 8f }), TensorIndex.Single(1), TensorIndex.Single(0), TensorIndex.Tensor(tensor(new long[] { 3, 0 })));
        Values.AreClose([8, 13, 14, 7], x[1, 0]);
        Assert.Throws<ExternalException>(() => x[2]);
    }

    [Fact]
    public void A_device_that_is_not_there()
    {
        if (cuda.is_available())
        {
            Assert.True(ones(1, device: CUDA).is_cuda);
            return;
        }

        Assert.Throws<InvalidOperationException>(() => ones(1, device: new Device(DeviceType.CUDA)));
        using Tensor x = ones(1);
        Assert.Throws<InvalidOperationException>(() => x.to(DeviceType.CUDA));
        Assert.Throws<InvalidOperationException>(() => x.cuda());
        Assert.Equal("cuda:1", new Device("cuda:1").ToString());
        Assert.Equal("cpu", CPU.ToString());
    }

    [Fact]
    public void Random_numbers_repeat_with_their_seed()
    {
        using DisposeScope scope = NewDisposeScope();
        _ = manual_seed(5);
        Tensor a = randn(1000);
        Tensor order = randperm(50);
        _ = manual_seed(5);
        Assert.True(a.Equals(randn(1000)));
        Assert.False(a.Equals(randn(1000)));
        Assert.InRange(a.mean().item<float>(), -0.15f, 0.15f);
        Assert.InRange(a.std().item<float>(), 0.9f, 1.1f);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), order.data<long>().ToArray().Order());
        double[] uniform = Values.Of(rand(1000));
        Assert.All(uniform, u => Assert.InRange(u, 0, 1));
        Assert.InRange(uniform.Average(), 0.45, 0.55);
        Assert.All(Values.Of(randint(-2, 3, [100])), i => Assert.InRange(i, -2, 2));
        Generator own = new Generator(9);
        Tensor first = rand(4, generator: own);
        own.manual_seed(9);
        Assert.True(first.Equals(rand(4, generator: own)));
    }
}
