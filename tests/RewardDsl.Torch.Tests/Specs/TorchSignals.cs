using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using TorchSharp;

namespace RewardDsl.Torch.Tests.Specs;

/// <summary>Random signals of a spec within their declared ranges, as arrays for the evaluator and as tensors.</summary>
internal sealed class TorchSignals(RewardSpecInfo spec, int batch, int seed)
{
    private readonly Random _random = new(seed);

    public SignalBuffers Buffers { get; } = new(spec, batch);

    public double Next() => _random.NextDouble();

    public bool[] Truths(double share) => [.. Enumerable.Range(0, batch).Select(_ => _random.NextDouble() < share)];

    /// <summary>New values everywhere.</summary>
    public void Fill()
    {
        foreach (SignalInfo signal in spec.Signals)
        {
            switch (signal.Storage)
            {
                case SignalStorage.Byte:
                    Each(Buffers.Bytes(signal.Name), () => (byte)_random.Next(2));
                    break;
                case SignalStorage.Int32:
                    Each(Buffers.Int(signal.Name), () => _random.Next((int)Math.Max(signal.Min, -1000f), (int)Math.Min(signal.Max, 1000f) + 1));
                    break;
                default:
                    float lo = float.IsFinite(signal.Min) ? signal.Min : -10f;
                    float hi = float.IsFinite(signal.Max) ? signal.Max : 10f;
                    Each(Buffers.Float(signal.Name), () => lo + ((hi - lo) * _random.NextSingle()));
                    break;
            }
        }
    }

    /// <summary>The values as tensors of the documented shapes.</summary>
    public torch.Tensor[] Tensors() => [.. spec.Signals.Select(Tensor)];

    private torch.Tensor Tensor(SignalInfo signal)
    {
        long[] shape = Shape(signal);
        torch.Tensor tensor;
        switch (signal.Storage)
        {
            case SignalStorage.Byte:
                // Masks of both kinds.
                bool isBool = signal.Name.Length % 2 == 0;
                tensor = torch.empty(shape, isBool ? torch.ScalarType.Bool : torch.ScalarType.Byte);
                Buffers.Bytes(signal.Name).CopyTo(tensor.bytes);
                return tensor;
            case SignalStorage.Int32:
                tensor = torch.empty(shape, torch.ScalarType.Int32);
                MemoryMarshal.AsBytes<int>(Buffers.Int(signal.Name)).CopyTo(tensor.bytes);
                return tensor;
            default:
                tensor = torch.empty(shape, torch.ScalarType.Float32);
                MemoryMarshal.AsBytes<float>(Buffers.Float(signal.Name)).CopyTo(tensor.bytes);
                return tensor;
        }
    }

    public long[] Shape(SignalInfo signal)
    {
        var shape = new List<long> { batch };
        if (signal.Frames > 1)
        {
            shape.Add(signal.Frames);
        }

        if (signal.Width / signal.Frames > 1)
        {
            shape.Add(signal.Width / signal.Frames);
        }

        return [.. shape];
    }

    private static void Each<T>(T[] values, Func<T> next)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = next();
        }
    }
}
