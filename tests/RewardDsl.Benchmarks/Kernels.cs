using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RewardDsl.Benchmarks;

/// <summary>The buffers of one batch, and what the generated kernel is measured against.</summary>
internal sealed unsafe class Workload
{
    public readonly int Batch;
    public readonly float[] Command, Linear, Angular, Gravity, Torque, Acceleration, Position, Action, LastAction, Contact, Air;
    public readonly byte[] Ended;
    public readonly bool[] Truncated;
    public readonly float[] Total, Terms, Sums;

    public Workload(int batch)
    {
        Batch = batch;
        var random = new Random(1);
        float[] Make(int width, float size)
        {
            float[] values = new float[batch * width];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = ((random.NextSingle() * 2f) - 1f) * size;
            }

            return values;
        }

        (Command, Linear, Angular, Gravity) = (Make(3, 1), Make(3, 1), Make(3, 1), Make(3, 0.3f));
        (Torque, Acceleration, Position) = (Make(12, 40), Make(12, 100), Make(12, 1.2f));
        (Action, LastAction) = (Make(12, 1), Make(12, 1));
        (Contact, Air) = (Make(4, 0.2f), Make(4, 0.8f));
        Ended = new byte[batch];
        Truncated = new bool[batch];
        Total = new float[batch];
        Terms = new float[batch * 11];
        Sums = new float[batch * 11];
    }

    /// <summary>Bytes that a step must touch in each environment: inputs, total, terms, and the episode sums twice.</summary>
    public const int Bytes = (4 * ((4 * 3) + (5 * 12) + (2 * 4))) + 2 + 4 + 44 + 88;

    public VelocityLocomotion.Inputs Inputs => new()
    {
        Command = Command, Linear = Linear, Angular = Angular, Gravity = Gravity, Torque = Torque, Acceleration = Acceleration, Position = Position,
        Command12 = Action, LastCommand12 = LastAction, ContactTime = Contact, AirTime = Air, Ended = Ended,
    };

    /// <summary>The loop that a careful C# programmer writes: one pass, no temporaries, no vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ScalarLoop()
    {
        fixed (float* command = Command, linear = Linear, angular = Angular, gravity = Gravity, torque = Torque, acceleration = Acceleration, position = Position, action = Action, last = LastAction, contact = Contact, air = Air, total = Total, terms = Terms, sums = Sums)
        {
            float* v = stackalloc float[11];
            for (int b = 0; b < Batch; b++)
            {
                float* c = command + (3 * b), l = linear + (3 * b), a = angular + (3 * b), g = gravity + (3 * b);
                float dx = c[0] - l[0], dy = c[1] - l[1], dz = c[2] - a[2];
                float effort = 0, jolt = 0, rate = 0, limits = 0, feet = 0;
                for (int j = 12 * b; j < (12 * b) + 12; j++)
                {
                    effort += torque[j] * torque[j];
                    jolt += acceleration[j] * acceleration[j];
                    float d = action[j] - last[j];
                    rate += d * d;
                    int k = j - (12 * b);
                    limits += MathF.Max(-0.9f - (0.01f * k) - position[j], 0) + MathF.Max(position[j] - 0.9f - (0.01f * k), 0);
                }

                for (int k = 4 * b; k < (4 * b) + 4; k++)
                {
                    feet += contact[k] > 0 && contact[k] < 0.02f ? air[k] - 0.5f : 0;
                }

                v[0] = MathF.Exp(-((dx * dx) + (dy * dy)) * 4f);
                v[1] = MathF.Exp(-dz * dz * 4f) * 0.5f;
                v[2] = -2f * l[2] * l[2];
                v[3] = -0.05f * ((a[0] * a[0]) + (a[1] * a[1]));
                v[4] = -1e-5f * effort;
                v[5] = -2.5e-7f * jolt;
                v[6] = -0.01f * rate;
                v[7] = 0.125f * ((c[0] * c[0]) + (c[1] * c[1]) > 0.01f ? feet : 0);
                v[8] = -5f * ((g[0] * g[0]) + (g[1] * g[1]));
                v[9] = -limits;
                v[10] = -200f * Ended[b];
                float sum = 0;
                for (int k = 0; k < 11; k++)
                {
                    float paid = v[k] * 0.02f;
                    terms[(11 * b) + k] = paid;
                    sums[(k * Batch) + b] += paid;
                    sum += paid;
                }

                total[b] = sum;
            }
        }
    }

    /// <summary>Touches the same memory with no arithmetic: the limit of any kernel with these inputs and outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Skeleton()
    {
        fixed (float* total = Total, terms = Terms, sums = Sums)
        fixed (byte* ended = Ended)
        {
            float[][] inputs = [Command, Linear, Angular, Gravity, Torque, Acceleration, Position, Action, LastAction, Contact, Air];
            const int Tile = 128;
            for (int t = 0; t < Batch; t += Tile)
            {
                Vector512<float> x = Vector512<float>.Zero;
                foreach (float[] input in inputs)
                {
                    int width = input.Length / Batch;
                    fixed (float* p = input)
                    {
                        for (int i = t * width; i < (t + Tile) * width; i += 16)
                        {
                            x ^= Vector512.Load(p + i);
                        }
                    }
                }

                for (int i = t; i < t + Tile; i += 64)
                {
                    x ^= Vector512.Load(ended + i).AsSingle();
                }

                for (int k = 0; k < 11; k++)
                {
                    for (int i = (k * Batch) + t; i < (k * Batch) + t + Tile; i += 16)
                    {
                        (Vector512.Load(sums + i) ^ x).Store(sums + i);
                    }
                }

                for (int i = t * 11; i < (t + Tile) * 11; i += 16)
                {
                    x.Store(terms + i);
                }

                for (int i = t; i < t + Tile; i += 16)
                {
                    x.Store(total + i);
                }
            }
        }
    }
}
