using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>Memory of every form gives the bits of dense memory, and what does not fit is refused before anything runs.</summary>
public sealed class ViewTests : StandInTests
{
    private const int Batch = 40;

    [StandInFact]
    public void StridedRowsFramesAndBits_AsDense()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        float[] angles = run.Host.Float("Angles");
        float[] forces = run.Host.Float("Forces");
        byte[] contact = run.Host.Bytes("Contact");

        // Rows of 7 from the second element on, which is not aligned; frames before environments; words of bits, every other one.
        float[] state = new float[1 + (7 * Batch)];
        float[] frames = new float[3 * 4 * Batch];
        uint[] words = new uint[2 * Batch];
        ulong[] longWords = new ulong[Batch];
        for (int b = 0; b < Batch; b++)
        {
            for (int j = 0; j < 4; j++)
            {
                state[1 + (7 * b) + j] = angles[(4 * b) + j];
                words[2 * b] |= contact[(4 * b) + j] != 0 ? 1u << j : 0;
                longWords[b] |= contact[(4 * b) + j] != 0 ? 1ul << j : 0;
                for (int h = 0; h < 3; h++)
                {
                    frames[(((h * Batch) + b) * 4) + j] = forces[(((b * 3) + h) * 4) + j];
                }
            }
        }

        using var rows = new DeviceBuffer<float>(state, StandIn.Options);
        using var time = new DeviceBuffer<float>(frames, StandIn.Options);
        using var bits = new DeviceBuffer<uint>(words, StandIn.Options);
        using var longBits = new DeviceBuffer<ulong>(longWords, StandIn.Options);
        using var byteBits = new DeviceBuffer<byte>([.. longWords.Select(static w => (byte)w)], StandIn.Options);
        DeviceFloatView strided = new(rows.Pointer + sizeof(float), rows.Length - 1, rowStride: 7);
        Hopper.CudaEvaluator.DeviceInputs[] forms =
        [
            run.Inputs,
            run.With(angles: strided),
            run.With(forces: new DeviceFloatView(time.Pointer, time.Length, rowStride: 4, frameStride: 4 * Batch)),
            run.With(contact: DeviceBoolView.FromBits(bits.Pointer, bits.Length, 32, rowStride: 2)),
            run.With(angles: strided, contact: DeviceBoolView.FromBits(longBits.Pointer, longBits.Length, 64)),
            run.With(contact: DeviceBoolView.FromBits(byteBits.Pointer, byteBits.Length, 8)),
        ];
        float[] expected = run.Expected();
        foreach (Hopper.CudaEvaluator.DeviceInputs inputs in forms)
        {
            evaluator.Reset(inputs);
            evaluator.Step(inputs, run.Ends, run.Outputs);
            Assert.Equal(expected, run.Total.ToArray());
        }
    }

    [StandInFact]
    public void AxisOrder_InFloatsFramesBytesAndBits_AsOnTheCpu()
    {
        string[] bodies = ["right_knee", "base", "left_hip", "right_hip", "tail", "left_knee"];
        string[] run = ["base", "left_hip", "left_knee", "right_hip", "right_knee", "tail"];
        foreach (string[] names in new[] { bodies, run })
        {
            using var dense = new HopperRun(Batch, StandIn.Options);
            using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
            evaluator.SetAxisOrder<Joint>(names);
            int[] at = [.. new[] { "left_hip", "left_knee", "right_hip", "right_knee" }.Select(n => Array.IndexOf(names, n))];
            float[] angles = new float[6 * Batch];
            float[] forces = new float[18 * Batch];
            byte[] contact = new byte[6 * Batch];
            uint[] words = new uint[Batch];
            for (int b = 0; b < Batch; b++)
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

            using var a = new DeviceBuffer<float>(angles, StandIn.Options);
            using var f = new DeviceBuffer<float>(forces, StandIn.Options);
            using var c = new DeviceBuffer<byte>(contact, StandIn.Options);
            using var w = new DeviceBuffer<uint>(words, StandIn.Options);
            float[] expected = dense.Expected();
            foreach (DeviceBoolView mask in new[] { (DeviceBoolView)c, DeviceBoolView.FromBits(w.Pointer, w.Length, 32) })
            {
                Hopper.CudaEvaluator.DeviceInputs inputs = dense.With(a, f, mask);
                evaluator.Reset(inputs);
                evaluator.Step(inputs, dense.Ends, dense.Outputs);
                Assert.Equal(expected, dense.Total.ToArray());
            }

            Assert.Contains("in the order of SetAxisOrder", Assert.Throws<ArgumentException>(() => evaluator.Reset(dense.Inputs)).Message, StringComparison.Ordinal);
            Assert.Contains("did you mean", Assert.Throws<ArgumentException>(() => evaluator.SetAxisOrder<Joint>(["left_hip", "left_kne", "right_hip", "right_knee"])).Message, StringComparison.Ordinal);
            Assert.Throws<KeyNotFoundException>(() => evaluator.SetAxisOrder("Nothing", names));
        }
    }

    [StandInFact]
    public void WhatDoesNotFit_IsRefusedByName()
    {
        using var run = new HopperRun(Batch, StandIn.Options);
        using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
        evaluator.Reset(run.Inputs);
        long launches = StandIn.Count("launches");
        nint angles = run.Angles.Pointer;
        void Refused(Hopper.CudaEvaluator.DeviceInputs inputs, string part) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(() => evaluator.Step(inputs, run.Ends, run.Outputs)).Message, StringComparison.Ordinal);
        void RefusedOutputs(DeviceStepOutputs outputs, string part) =>
            Assert.Contains(part, Assert.Throws<ArgumentException>(() => evaluator.Step(run.Inputs, run.Ends, outputs)).Message, StringComparison.Ordinal);

        Refused(run.With(angles: new DeviceFloatView(angles, 3)), "'Angles' has 3 elements; a batch of 40 needs 160 ([B, 4], row-major)");
        Refused(run.With(angles: new DeviceFloatView(angles, 160, 3)), "its rows would overlap");
        Refused(run.With(angles: new DeviceFloatView(angles, 160, 5)), "rows of 4 with stride 5 need 199");
        Refused(run.With(push: default(DeviceFloatView)), "'Push' has 0 elements");
        Refused(run.With(contact: DeviceBoolView.FromBits(run.Contact.Pointer, 3, 8)), "has 3 words of 8 bits");
        RefusedOutputs(new DeviceStepOutputs { Total = new DeviceFloatView(run.Total.Pointer, 39) }, "The output 'Total' has 39 elements; a batch of 40 needs 40");
        RefusedOutputs(new DeviceStepOutputs { Total = run.Total, Objective = run.Total }, "The outputs 'Total' and 'Objective' share memory");
        RefusedOutputs(new DeviceStepOutputs { Total = new DeviceFloatView(angles + 80, 40) }, "shares memory with the input 'Angles'");
        Assert.Contains("'ends.Truncated' has 39", Assert.Throws<ArgumentException>(() =>
            evaluator.Step(run.Inputs, new DeviceStepEnds { Truncated = new DeviceBoolView(run.Truncated.Pointer, 39) }, run.Outputs)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new DeviceFloatView(0, 4));
        Assert.Throws<ArgumentException>(() => new DeviceFloatView(angles + 2, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DeviceFloatView(angles, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeviceBoolView.FromBits(angles, 4, 16));
        Assert.Equal(launches, StandIn.Count("launches"));

        // What a reset does not read may be left out of it.
        evaluator.Reset(run.With(push: default(DeviceFloatView)));
    }
}
