using System;
using System.Linq;

namespace RewardDsl.Differential;

/// <summary>Reproducible signals: edge values, or uniform over the declared range.</summary>
public sealed class SignalSource(CorpusSpec spec, int seed)
{
    private static readonly float[] s_edges =
    [
        0f, -0f, 1f, -1f, float.Epsilon, -float.Epsilon, 1e-39f, float.MinValue, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0.5f, 2f, 1e-6f, 3e7f,
    ];

    private readonly Random _random = new(seed);

    /// <summary>Share of the elements that are edge values.</summary>
    public double EdgeShare { get; set; }

    /// <summary>A random number in [0, 1).</summary>
    public double Next() => _random.NextDouble();

    /// <summary>Fills every signal of a batch.</summary>
    public void Fill(SignalBuffers buffers)
    {
        foreach (SignalInfo signal in spec.Info.Signals)
        {
            if (signal.IsBool)
            {
                byte[] bytes = buffers.Bytes(signal.Name);
                for (int i = 0; i < bytes.Length; i++)
                {
                    // Any byte but 0 is true.
                    bytes[i] = (byte)(_random.Next(2) * _random.Next(1, 256));
                }

                continue;
            }

            if (signal.Storage == SignalStorage.Int32)
            {
                int[] ints = buffers.Int(signal.Name);
                int least = (int)Math.Max(signal.Min, -1000f);
                int most = (int)Math.Min(signal.Max, 1000f);
                for (int i = 0; i < ints.Length; i++)
                {
                    ints[i] = _random.Next(least, most + 1);
                }

                continue;
            }

            float[] floats = buffers.Float(signal.Name);
            float lo = float.IsFinite(signal.Min) ? signal.Min : -10f;
            float hi = float.IsFinite(signal.Max) ? signal.Max : 10f;
            for (int i = 0; i < floats.Length; i++)
            {
                floats[i] = EdgeShare > 0 && _random.NextDouble() < EdgeShare
                    ? s_edges[_random.Next(s_edges.Length)]
                    : lo + ((hi - lo) * _random.NextSingle());
            }
        }
    }

    /// <summary>The signals of one environment, true as 1.</summary>
    public float[][] Row(SignalBuffers buffers, int environment) => spec.Info.Signals.Select(s => s.Storage switch
    {
        SignalStorage.Byte => buffers.Bytes(s.Name).AsSpan(environment * s.Width, s.Width).ToArray().Select(static b => b != 0 ? 1f : 0f).ToArray(),
        SignalStorage.Int32 => buffers.Int(s.Name).AsSpan(environment * s.Width, s.Width).ToArray().Select(static i => (float)i).ToArray(),
        _ => buffers.Float(s.Name).AsSpan(environment * s.Width, s.Width).ToArray(),
    }).ToArray();
}
