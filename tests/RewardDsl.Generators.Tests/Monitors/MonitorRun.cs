using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators.Tests.Monitors;

/// <summary>An evaluator of monitors over random margins, ends and resets, which depend on nothing but the seed, the step and the environment.</summary>
internal sealed class MonitorRun(MonitorKernels kernels, RewardEvaluator evaluator, int seed, bool mayBeNaN)
{
    private readonly SignalBuffers _signals = new(evaluator.Info, evaluator.BatchSize);
    private readonly float[] _total = new float[evaluator.BatchSize];
    private readonly bool[] _truncated = new bool[evaluator.BatchSize];
    private readonly bool[] _reset = [.. Enumerable.Repeat(true, evaluator.BatchSize)];

    /// <summary>What the last step gave, environment by environment.</summary>
    public float[] Metrics { get; } = new float[evaluator.BatchSize * kernels.Results];

    public RewardEvaluator Evaluator => evaluator;

    public void Step(int step)
    {
        for (int b = 0; b < evaluator.BatchSize; b++)
        {
            _reset[b] = Starts(seed, step, b);
            _truncated[b] = Ends(seed, step, b);
            float[] margins = Margins(seed, step, b, mayBeNaN);
            for (int a = 0; a < margins.Length; a++)
            {
                _signals.Float("M" + a)[b] = margins[a];
            }
        }

        evaluator.Reset(_reset, _signals);
        evaluator.Step(_signals, new StepEnds { Truncated = _truncated }, new StepOutputs { Total = _total, Metrics = Metrics });
    }

    public byte[] Save()
    {
        using var stream = new MemoryStream();
        evaluator.Save(stream);
        return stream.ToArray();
    }

    public void Load(byte[] state)
    {
        using var stream = new MemoryStream(state);
        evaluator.Load(stream);
    }

    /// <summary>Whether an episode begins with a step; the first one at step 0.</summary>
    public static bool Starts(int seed, int step, int environment) => step == 0 || Ends(seed, step - 1, environment) || Draw(seed, step, environment, 7) % 41 == 0;

    public static bool Ends(int seed, int step, int environment) => Draw(seed, step, environment, 8) % (environment % 3 == 0 ? 97u : 17u) == 0;

    public static float[] Margins(int seed, int step, int environment, bool mayBeNaN)
    {
        var margins = new float[MonitorKernels.Atoms];
        for (int a = 0; a < margins.Length; a++)
        {
            uint drawn = Draw(seed, step, environment, a);
            margins[a] = (drawn % 50) switch
            {
                0 => float.PositiveInfinity,
                1 => float.NegativeInfinity,
                2 when mayBeNaN => float.NaN,
                3 => -0f,
                _ => (int)(drawn / 50 % 15) - 7,
            };
        }

        return margins;
    }

    private static uint Draw(int seed, int step, int environment, int what)
    {
        uint x = ((uint)seed * 2654435761u) ^ ((uint)step * 40503u) ^ ((uint)environment * 2246822519u) ^ ((uint)what * 3266489917u);
        for (int i = 0; i < 3; i++)
        {
            x ^= x >> 15;
            x *= 2654435769u;
            x ^= x >> 13;
        }

        return x;
    }
}
