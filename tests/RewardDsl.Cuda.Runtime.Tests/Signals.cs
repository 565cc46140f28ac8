using System;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>Reproducible signals within their declared ranges, some of them edge values.</summary>
internal sealed class Signals(int seed)
{
    private static readonly float[] s_edges = [0f, -0f, 1f, float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN];

    private readonly Random _random = new(seed);

    public double Edges { get; init; } = 0.02;

    public void Fill(SignalBuffers buffers, RewardSpecInfo spec)
    {
        foreach (SignalInfo signal in spec.Signals)
        {
            switch (signal.Storage)
            {
                case SignalStorage.Byte:
                    foreach (ref byte value in buffers.Bytes(signal.Name).AsSpan())
                    {
                        value = (byte)(_random.Next(2) * _random.Next(1, 256));
                    }

                    break;
                case SignalStorage.Int32:
                    foreach (ref int value in buffers.Int(signal.Name).AsSpan())
                    {
                        value = _random.Next((int)Math.Max(signal.Min, -1000f), (int)Math.Min(signal.Max, 1000f) + 1);
                    }

                    break;
                default:
                    float lo = float.IsFinite(signal.Min) ? signal.Min : -10f;
                    float hi = float.IsFinite(signal.Max) ? signal.Max : 10f;
                    foreach (ref float value in buffers.Float(signal.Name).AsSpan())
                    {
                        value = _random.NextDouble() < Edges ? s_edges[_random.Next(s_edges.Length)] : lo + ((hi - lo) * _random.NextSingle());
                    }

                    break;
            }
        }
    }

    public byte[] Mask(int count, double share)
    {
        byte[] mask = new byte[count];
        foreach (ref byte value in mask.AsSpan())
        {
            value = _random.NextDouble() < share ? (byte)1 : (byte)0;
        }

        return mask;
    }

    public float[] Within(ParameterInfo parameter, int count)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = parameter.Min + ((parameter.Max - parameter.Min) * _random.NextSingle());
        }

        return values;
    }
}
