using System;
using System.Linq;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>Memory of every form gives the bits of dense memory: on the stand-in driver, and on a device.</summary>
internal static class Forms
{
    /// <summary>Rows with strides, unaligned rows, frames before environments, words of bits.</summary>
    /// <param name="batch">Number of environments.</param>
    /// <param name="options">The device.</param>
    /// <param name="same">Compares what is expected with what was paid.</param>
    public static void Strided(int batch, CudaOptions options, Action<float[], float[]> same)
    {
        using var run = new HopperRun(batch, options);
        using var evaluator = new Hopper.CudaEvaluator(batch, options);
        float[] angles = run.Host.Float("Angles");
        float[] forces = run.Host.Float("Forces");
        byte[] contact = run.Host.Bytes("Contact");

        // Rows of 7 from the second element on, which is not aligned; frames before environments; words of bits, every other one.
        float[] state = new float[1 + (7 * batch)];
        float[] frames = new float[3 * 4 * batch];
        uint[] words = new uint[2 * batch];
        ulong[] longWords = new ulong[batch];
        for (int b = 0; b < batch; b++)
        {
            for (int j = 0; j < 4; j++)
            {
                state[1 + (7 * b) + j] = angles[(4 * b) + j];
                words[2 * b] |= contact[(4 * b) + j] != 0 ? 1u << j : 0;
                longWords[b] |= contact[(4 * b) + j] != 0 ? 1ul << j : 0;
                for (int h = 0; h < 3; h++)
                {
                    frames[(((h * batch) + b) * 4) + j] = forces[(((b * 3) + h) * 4) + j];
                }
            }
        }

        using var rows = new DeviceBuffer<float>(state, options);
        using var time = new DeviceBuffer<float>(frames, options);
        using var bits = new DeviceBuffer<uint>(words, options);
        using var longBits = new DeviceBuffer<ulong>(longWords, options);
        using var byteBits = new DeviceBuffer<byte>([.. longWords.Select(static w => (byte)w)], options);
        DeviceFloatView strided = new(rows.Pointer + sizeof(float), rows.Length - 1, rowStride: 7);
        Hopper.CudaEvaluator.DeviceInputs[] forms =
        [
            run.Inputs,
            run.With(angles: strided),
            run.With(forces: new DeviceFloatView(time.Pointer, time.Length, rowStride: 4, frameStride: 4 * batch)),
            run.With(contact: DeviceBoolView.FromBits(bits.Pointer, bits.Length, 32, rowStride: 2)),
            run.With(angles: strided, contact: DeviceBoolView.FromBits(longBits.Pointer, longBits.Length, 64)),
            run.With(contact: DeviceBoolView.FromBits(byteBits.Pointer, byteBits.Length, 8)),
        ];
        float[] expected = run.Expected();
        foreach (Hopper.CudaEvaluator.DeviceInputs inputs in forms)
        {
            evaluator.Reset(inputs);
            evaluator.Step(inputs, run.Ends, run.Outputs);
            same(expected, run.Total.ToArray());
        }
    }

    /// <summary>The simulator's own order, in floats, frames, bytes and bits.</summary>
    /// <param name="batch">Number of environments.</param>
    /// <param name="names">The simulator's names.</param>
    /// <param name="options">The device.</param>
    /// <param name="same">Compares what is expected with what was paid.</param>
    public static void Ordered(int batch, string[] names, CudaOptions options, Action<float[], float[]> same)
    {
        using var dense = new HopperRun(batch, options);
        using var evaluator = new Hopper.CudaEvaluator(batch, options);
        evaluator.SetAxisOrder<Joint>(names);
        int[] at = [.. new[] { "left_hip", "left_knee", "right_hip", "right_knee" }.Select(n => Array.IndexOf(names, n))];
        float[] angles = new float[6 * batch];
        float[] forces = new float[18 * batch];
        byte[] contact = new byte[6 * batch];
        uint[] words = new uint[batch];
        for (int b = 0; b < batch; b++)
        {
            for (int j = 0; j < 4; j++)
            {
                angles[(6 * b) + at[j]] = dense.Host.Float("Angles")[(4 * b) + j];
                contact[(6 * b) + at[j]] = dense.Host.Bytes("Contact")[(4 * b) + j];
                words[b] |= contact[(6 * b) + at[j]] != 0 ? 1u << at[j] : 0;
                for (int h = 0; h < 3; h++)
                {
                    forces[(18 * b) + (6 * h) + at[j]] = dense.Host.Float("Forces")[(12 * b) + (4 * h) + j];
                }
            }
        }

        using var a = new DeviceBuffer<float>(angles, options);
        using var f = new DeviceBuffer<float>(forces, options);
        using var c = new DeviceBuffer<byte>(contact, options);
        using var w = new DeviceBuffer<uint>(words, options);
        float[] expected = dense.Expected();
        foreach (DeviceBoolView mask in new[] { (DeviceBoolView)c, DeviceBoolView.FromBits(w.Pointer, w.Length, 32) })
        {
            Hopper.CudaEvaluator.DeviceInputs inputs = dense.With(a, f, mask);
            evaluator.Reset(inputs);
            evaluator.Step(inputs, dense.Ends, dense.Outputs);
            same(expected, dense.Total.ToArray());
        }
    }
}
