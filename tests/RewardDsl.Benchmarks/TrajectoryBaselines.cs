using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RewardDsl.Benchmarks;

/// <summary>What robustness over trajectories is compared with.</summary>
internal static unsafe class TrajectoryBaselines
{
    /// <summary>Touches the same memory with no arithmetic, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Skeleton(TrajectoryInputs inputs, float* result, int from, int to)
    {
        float* speed = inputs.Speed, distance = inputs.Distance, trigger = inputs.Trigger, response = inputs.Response;
        long end = (long)to * TrajectoryInputs.Steps;
        for (long i = (long)from * TrajectoryInputs.Steps; i < end; i += Vector512<float>.Count)
        {
            Vector512<float> a = Vector512.Load(speed + i) + Vector512.Load(distance + i);
            Vector512<float> b = Vector512.Load(trigger + i) + Vector512.Load(response + i);
            (a + b).Store(result + i);
        }
    }

    /// <summary>One pass backward over a trajectory at a time, windows by van Herk: what a careful C# programmer writes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar(TrajectoryInputs inputs, float* result, int from, int to)
    {
        const int Near = 21;
        const int Soon = 201;
        const int Answer = 51;
        long batch = inputs.Batch;
        float* near = stackalloc float[Near + 1], soon = stackalloc float[Soon + 1], answer = stackalloc float[Answer + 1];
        for (long b = from; b < to; b++)
        {
            new Span<float>(near, Near + 1).Fill(float.PositiveInfinity);
            new Span<float>(soon, Soon + 1).Fill(float.NegativeInfinity);
            new Span<float>(answer, Answer + 1).Fill(float.NegativeInfinity);
            float safe = float.PositiveInfinity, n = safe, s = -safe, a = -safe;
            int atNear = 0, atSoon = 0, atAnswer = 0;
            for (long i = ((TrajectoryInputs.Steps - 1) * batch) + b; i >= 0; i -= batch)
            {
                safe = Min(safe, 2 - inputs.Speed[i]);
                float x = 0.5f - inputs.Distance[i];
                n = Min(n, x);
                float stays = Min(n, near[atNear + 1]);
                near[atNear] = x;
                s = Max(s, stays);
                float reaches = Max(s, soon[atSoon + 1]);
                soon[atSoon] = stays;
                x = inputs.Response[i];
                a = Max(a, x);
                float answers = Max(a, answer[atAnswer + 1]);
                answer[atAnswer] = x;
                result[i] = Min(Min(safe, reaches), Max(-inputs.Trigger[i], answers));
                if (++atNear == Near)
                {
                    for (int j = Near - 2; j >= 0; j--)
                    {
                        near[j] = Min(near[j], near[j + 1]);
                    }

                    (atNear, n) = (0, float.PositiveInfinity);
                }

                if (++atSoon == Soon)
                {
                    for (int j = Soon - 2; j >= 0; j--)
                    {
                        soon[j] = Max(soon[j], soon[j + 1]);
                    }

                    (atSoon, s) = (0, float.NegativeInfinity);
                }

                if (++atAnswer == Answer)
                {
                    for (int j = Answer - 2; j >= 0; j--)
                    {
                        answer[j] = Max(answer[j], answer[j + 1]);
                    }

                    (atAnswer, a) = (0, float.NegativeInfinity);
                }
            }
        }
    }

    /// <summary>
    /// An operator at a time over whole arrays, as array libraries work: windows by doubling, so that each takes a number of passes that grows
    /// with the logarithm of its length.
    /// </summary>
    /// <param name="inputs">The signals.</param>
    /// <param name="result">Takes the robustness.</param>
    /// <param name="scratch">Two arrays more.</param>
    public static void Doubling(TrajectoryInputs inputs, float* result, float* scratch)
    {
        long count = inputs.Count;
        int batch = inputs.Batch;
        float* x = scratch;
        float* rest = scratch + count;
        Affine(inputs.Speed, -1, 2, result, count);
        for (long i = count - (2 * batch); i >= 0; i -= batch)
        {
            Extreme(result + i, result + i + batch, result + i, batch, isMax: false);
        }

        Affine(inputs.Distance, -1, 0.5f, x, count);
        Double(x, count, batch, 21, isMax: false);
        Double(x, count, batch, 201, isMax: true);
        Extreme(result, x, result, count, isMax: false);
        Affine(inputs.Response, 1, -0f, x, count);
        Double(x, count, batch, 51, isMax: true);
        Affine(inputs.Trigger, -1, -0f, rest, count);
        Extreme(rest, x, x, count, isMax: true);
        Extreme(result, x, result, count, isMax: false);
    }

    // After each pass a value is the extreme of twice as many steps; shifted reads stay ahead of the writes.
    private static void Double(float* x, long count, int batch, int window, bool isMax)
    {
        for (int covered = 1, shift; covered < window; covered += shift)
        {
            shift = Math.Min(covered, window - covered);
            Extreme(x, x + ((long)shift * batch), x, count - ((long)shift * batch), isMax);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Affine(float* x, float scale, float bias, float* y, long count)
    {
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            ((Vector512.Load(x + i) * scale) + Vector512.Create(bias)).Store(y + i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Extreme(float* a, float* b, float* y, long count, bool isMax)
    {
        for (long i = 0; i < count; i += Vector512<float>.Count)
        {
            Vector512<float> u = Vector512.Load(a + i);
            Vector512<float> v = Vector512.Load(b + i);
            (isMax ? Vector512.MaxNative(u, v) : Vector512.MinNative(u, v)).Store(y + i);
        }
    }

    private static float Min(float a, float b) => a < b ? a : b;

    private static float Max(float a, float b) => a > b ? a : b;
}
