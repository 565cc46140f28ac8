using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>Memory of every form gives the bits of dense memory, and what does not fit is refused before anything runs.</summary>
[Collection("stand-in")]
public sealed class ViewTests : StandInTests
{
    private const int Batch = 40;

    [StandInFact]
    public void StridedRowsFramesAndBits_AsDense()
    {
        Forms.Strided(Batch, StandIn.Options, Assert.Equal);
    }

    [StandInFact]
    public void AxisOrder_InFloatsFramesBytesAndBits_AsOnTheCpu()
    {
        string[] bodies = ["right_knee", "base", "left_hip", "right_hip", "tail", "left_knee"];
        string[] run = ["base", "left_hip", "left_knee", "right_hip", "right_knee", "tail"];
        foreach (string[] names in new[] { bodies, run })
        {
            Forms.Ordered(Batch, names, StandIn.Options, Assert.Equal);
            using var dense = new HopperRun(Batch, StandIn.Options);
            using var evaluator = new Hopper.CudaEvaluator(Batch, StandIn.Options);
            evaluator.SetAxisOrder<Joint>(names);
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
