using System;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>Device memory for a batch of <see cref="Hopper"/>, dense.</summary>
internal sealed class HopperRun : IDisposable
{
    private readonly DeviceBuffer<byte> _present;
    private readonly DeviceBuffer<int> _steps;

    public HopperRun(int batch, CudaOptions options, int seed = 3)
    {
        Host = new SignalBuffers(Hopper.Spec, batch);
        new Signals(seed) { Edges = 0 }.Fill(Host, Hopper.Spec);
        Angles = new DeviceBuffer<float>(Host.Float("Angles"), options);
        Forces = new DeviceBuffer<float>(Host.Float("Forces"), options);
        Contact = new DeviceBuffer<byte>(Host.Bytes("Contact"), options);
        _steps = new DeviceBuffer<int>(Host.Int("Steps"), options);
        Depth = new DeviceBuffer<float>(Host.Float("Depth"), options);
        _present = new DeviceBuffer<byte>(Host.Bytes(Hopper.Spec.Signals[5].Name), options);
        Velocity = new DeviceBuffer<float>(Host.Float("Velocity"), options);
        Push = new DeviceBuffer<float>(Host.Float("Push"), options);
        Truncated = new DeviceBuffer<byte>(new byte[batch], options);
        Total = new DeviceBuffer<float>(batch, options);
    }

    public SignalBuffers Host { get; }

    public DeviceBuffer<float> Angles { get; }

    public DeviceBuffer<float> Forces { get; }

    public DeviceBuffer<byte> Contact { get; }

    public DeviceBuffer<float> Depth { get; }

    public DeviceBuffer<float> Velocity { get; }

    public DeviceBuffer<float> Push { get; }

    public DeviceBuffer<byte> Truncated { get; }

    public DeviceBuffer<float> Total { get; }

    public DeviceStepEnds Ends => new() { Truncated = Truncated };

    public DeviceStepOutputs Outputs => new() { Total = Total };

    public Hopper.CudaEvaluator.DeviceInputs Inputs => With();

    /// <summary>The dense inputs, or others for some of them.</summary>
    public Hopper.CudaEvaluator.DeviceInputs With(DeviceFloatView? angles = null, DeviceFloatView? forces = null, DeviceBoolView? contact = null, DeviceFloatView? push = null) => new()
    {
        Angles = angles ?? Angles,
        Forces = forces ?? Forces,
        Contact = contact ?? Contact,
        Steps = _steps,
        Depth = new DeviceOptionalFloatView(Depth, _present),
        Velocity = Velocity,
        Push = push ?? Push,
    };

    /// <summary>What the CPU pays for the same signals.</summary>
    public float[] Expected()
    {
        using var cpu = new Hopper.Evaluator(Host.BatchSize);
        float[] total = new float[Host.BatchSize];
        cpu.Reset(default, Host);
        cpu.Step(Host, new StepEnds { Truncated = new byte[Host.BatchSize] }, new StepOutputs { Total = total });
        return total;
    }

    /// <summary>The total of a first step of one environment.</summary>
    public static float OneStep(Hopper.CudaEvaluator evaluator, CudaOptions options)
    {
        using var run = new HopperRun(1, options);
        evaluator.Reset(run.Inputs);
        evaluator.Step(run.Inputs, run.Ends, run.Outputs);
        return run.Total.ToArray()[0];
    }

    public void Dispose()
    {
        foreach (IDisposable buffer in new IDisposable[] { Angles, Forces, Contact, _steps, Depth, _present, Velocity, Push, Truncated, Total })
        {
            buffer.Dispose();
        }
    }
}
