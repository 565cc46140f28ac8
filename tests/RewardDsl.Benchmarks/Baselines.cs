using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RewardDsl.Benchmarks;

/// <summary>The plain loop that the kernels must beat, and the limit that memory sets them.</summary>
internal static unsafe class Baselines
{
    private const int Tile = 128;
    private const float Seconds = 0.02f;
    private const float TouchdownTime = (float)(0.02 + 1e-8);

    /// <summary>The loop that a careful C# programmer writes: one pass, no temporaries, no vectors.</summary>
    public static void ScalarLoop(in StepPointers pointers, long from, long to)
    {
        // A copy: behind a reference, every store might change the pointers.
        StepPointers s = pointers;
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

    private static void Touch(in StepPointers pointers, long t)
    {
        StepPointers s = pointers;
        Vector512<float> x = Vector512.Load(s.Terminated + t).AsSingle() ^ Vector512.Load(s.Terminated + t + 64).AsSingle();
        for (long b = t; b < t + Tile; b += 16)
        {
            Vector512<float> y = Read3(s.Command + (3 * b)) ^ Read3(s.Linear + (3 * b)) ^ Read3(s.Angular + (3 * b)) ^ Read3(s.Gravity + (3 * b));
            Vector512<float> z = Read12(s.Torque + (12 * b)) ^ Read12(s.Acceleration + (12 * b)) ^ Read12(s.Position + (12 * b));
            x ^= Read12(s.Force + (36 * b)) ^ Read12(s.Force + (36 * b) + 192) ^ Read12(s.Force + (36 * b) + 384);
            x ^= Read4(s.ContactTime + (4 * b)) ^ Read4(s.LastAirTime + (4 * b)) ^ y ^ z;
            float* action = s.Action + (12 * b);
            float* previous = s.Previous + (12 * b);
            float* terms = s.Terms + (12 * b);
            float* sums = s.Sums + b;
            for (int k = 0; k < StepPointers.Columns; k++)
            {
                x ^= Vector512.Load(previous + (16 * k));
                Vector512.Load(action + (16 * k)).Store(previous + (16 * k));
            }

            for (int k = 0; k < StepPointers.Columns; k++)
            {
                (Vector512.Load(sums) ^ x).Store(sums);
                sums += s.SumStride;
                x.Store(terms + (16 * k));
            }

            x.Store(s.Total + b);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Read3(float* p) => Vector512.Load(p) ^ Vector512.Load(p + 16) ^ Vector512.Load(p + 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Read4(float* p) => Vector512.Load(p) ^ Vector512.Load(p + 16) ^ (Vector512.Load(p + 32) ^ Vector512.Load(p + 48));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Read12(float* p) => Read4(p) ^ Read4(p + 64) ^ Read4(p + 128);
}
