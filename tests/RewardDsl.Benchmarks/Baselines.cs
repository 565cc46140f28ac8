using System;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RewardDsl.Benchmarks;

/// <summary>The plain loop that the kernels must beat, and the limit that memory sets them.</summary>
internal static unsafe class Baselines
{
    private const int Tile = 128;
    private const float Seconds = 0.02f;
    private const float TouchdownTime = (float)(0.02 + 1e-8);

    /// <summary>The loop that a careful C# programmer writes: one pass, no temporaries, no vectors.</summary>
    public static void ScalarLoop(in StepPointers s, long from, long to)
    {
        float* v = stackalloc float[StepPointers.Columns];
        for (long b = from; b < to; b++)
        {
            float* c = s.Command + (3 * b), l = s.Linear + (3 * b), a = s.Angular + (3 * b), g = s.Gravity + (3 * b);
            float dx = c[0] - l[0], dy = c[1] - l[1], dz = c[2] - a[2];
            float effort = 0, jolt = 0, rate = 0, excess = 0;
            for (int j = 0; j < 12; j++)
            {
                long i = (12 * b) + j;
                effort += s.Torque[i] * s.Torque[i];
                jolt += s.Acceleration[i] * s.Acceleration[i];
                float change = s.Action[i] - s.Previous[i];
                s.Previous[i] = s.Action[i];
                rate += change * change;
                excess += MathF.Max(s.Lowest[j] - s.Position[i], 0) + MathF.Max(s.Position[i] - s.Highest[j], 0);
            }

            float air = 0, contacts = 0;
            for (int k = 0; k < 4; k++)
            {
                float time = s.ContactTime[(4 * b) + k];
                if (time > 0 && time < TouchdownTime)
                {
                    air += s.LastAirTime[(4 * b) + k] - 0.5f;
                }

                float largest = 0;
                for (int h = 0; h < 3; h++)
                {
                    float* f = s.Force + (36 * b) + (12 * h) + (3 * k);
                    largest = MathF.Max(largest, (f[0] * f[0]) + (f[1] * f[1]) + (f[2] * f[2]));
                }

                contacts += largest > 1 ? 1 : 0;
            }

            v[0] = MathF.Exp(-((dx * dx) + (dy * dy)) * 4f);
            v[1] = 0.5f * MathF.Exp(-dz * dz * 4f);
            v[2] = -2f * (l[2] * l[2]);
            v[3] = -0.05f * ((a[0] * a[0]) + (a[1] * a[1]));
            v[4] = -1e-5f * effort;
            v[5] = -2.5e-7f * jolt;
            v[6] = -0.01f * rate;
            v[7] = 0.125f * ((c[0] * c[0]) + (c[1] * c[1]) > 0.01f ? air : 0);
            v[8] = -contacts;
            v[9] = -5f * ((g[0] * g[0]) + (g[1] * g[1]));
            v[10] = -excess;
            v[11] = -200f * s.Terminated[b];
            float total = 0;
            for (int k = 0; k < StepPointers.Columns; k++)
            {
                float paid = v[k] * Seconds;
                s.Terms[(12 * b) + k] = paid;
                s.Sums[(k * s.SumStride) + b] += paid;
                total += paid;
            }

            s.Total[b] = total;
        }
    }

    /// <summary>Touches the memory of a step with no arithmetic: the limit of any kernel with these inputs and outputs.</summary>
    public static void Skeleton(in StepPointers s, long from, long to)
    {
        for (long t = from; t < to; t += Tile)
        {
            Touch(in s, t);
        }
    }

    /// <summary>The same, fetching the next tile ahead as kernels do beyond the caches.</summary>
    public static void SkeletonPrefetching(in StepPointers s, long from, long to)
    {
        for (long t = from; t < to; t += Tile)
        {
            Fetch(in s, t + Tile);
            Touch(in s, t);
        }
    }

    private static void Touch(in StepPointers s, long t)
    {
        Vector512<float> x = Read(s.Command + (3 * t), 3) ^ Read(s.Linear + (3 * t), 3) ^ Read(s.Angular + (3 * t), 3) ^ Read(s.Gravity + (3 * t), 3)
            ^ Read(s.Torque + (12 * t), 12) ^ Read(s.Acceleration + (12 * t), 12) ^ Read(s.Position + (12 * t), 12)
            ^ Read(s.ContactTime + (4 * t), 4) ^ Read(s.LastAirTime + (4 * t), 4) ^ Read(s.Force + (36 * t), 36)
            ^ Vector512.Load(s.Terminated + t).AsSingle() ^ Vector512.Load(s.Terminated + t + 64).AsSingle();
        float* action = s.Action + (12 * t);
        float* previous = s.Previous + (12 * t);
        for (int i = 0; i < 12 * Tile; i += 16)
        {
            x ^= Vector512.Load(previous + i);
            Vector512.Load(action + i).Store(previous + i);
        }

        for (int k = 0; k < StepPointers.Columns; k++)
        {
            float* sums = s.Sums + (k * s.SumStride) + t;
            for (int i = 0; i < Tile; i += 16)
            {
                (Vector512.Load(sums + i) ^ x).Store(sums + i);
            }
        }

        Write(s.Terms + (12 * t), 12, x);
        Write(s.Total + t, 1, x);
    }

    private static Vector512<float> Read(float* p, int width)
    {
        // Two accumulators, so that the loop waits for memory and not for the last addition.
        Vector512<float> even = Vector512<float>.Zero, odd = Vector512<float>.Zero;
        for (int i = 0; i < width * Tile; i += 32)
        {
            even ^= Vector512.Load(p + i);
            odd ^= Vector512.Load(p + i + 16);
        }

        return even ^ odd;
    }

    private static void Write(float* p, int width, Vector512<float> x)
    {
        for (int i = 0; i < width * Tile; i += 16)
        {
            x.Store(p + i);
        }
    }

    private static void Fetch(in StepPointers s, long t)
    {
        Fetch(s.Command + (3 * t), 3);
        Fetch(s.Linear + (3 * t), 3);
        Fetch(s.Angular + (3 * t), 3);
        Fetch(s.Gravity + (3 * t), 3);
        Fetch(s.Torque + (12 * t), 12);
        Fetch(s.Acceleration + (12 * t), 12);
        Fetch(s.Position + (12 * t), 12);
        Fetch(s.Action + (12 * t), 12);
        Fetch(s.Previous + (12 * t), 12);
        Fetch(s.ContactTime + (4 * t), 4);
        Fetch(s.LastAirTime + (4 * t), 4);
        Fetch(s.Force + (36 * t), 36);
        Fetch(s.Terms + (12 * t), 12);
        for (int k = 0; k < StepPointers.Columns; k++)
        {
            Fetch(s.Sums + (k * s.SumStride) + t, 1);
        }
    }

    private static void Fetch(float* p, int width)
    {
        if (Sse.IsSupported)
        {
            for (int i = 0; i < width * Tile; i += 16)
            {
                Sse.Prefetch0(p + i);
            }
        }
    }
}
