using System;
using System.Runtime.InteropServices;
using QuadrupedVelocity;

namespace RewardDsl.Benchmarks;

/// <summary>The inputs of one step in aligned memory, shared by every kernel.</summary>
internal sealed unsafe class StepInputs : IDisposable
{
    private readonly AlignedMemory _memory = new();

    public StepInputs(int batch)
    {
        var workload = new Workload(batch);
        Batch = batch;
        Truncated = new bool[batch];
        ReadOnlySpan<byte> terminated = MemoryMarshal.AsBytes<bool>(workload.Terminated);
        float* flags = _memory.Floats((batch + 3) / 4);
        terminated.CopyTo(new Span<byte>(flags, batch));
        float[] lowest = new float[Robot.Joints];
        float[] highest = new float[Robot.Joints];
        for (int j = 0; j < Robot.Joints; j++)
        {
            (lowest[j], highest[j]) = (VelocityReward.LowestPosition[j], VelocityReward.HighestPosition[j]);
        }

        FirstAction = (nint)_memory.Copy(workload.PreviousAction);
        Pointers = new StepPointers
        {
            Command = _memory.Copy(workload.Command),
            Linear = _memory.Copy(workload.LinearVelocity),
            Angular = _memory.Copy(workload.AngularVelocity),
            Gravity = _memory.Copy(workload.Gravity),
            Torque = _memory.Copy(workload.Torque),
            Acceleration = _memory.Copy(workload.Acceleration),
            Position = _memory.Copy(workload.Position),
            Action = _memory.Copy(workload.Action),
            ContactTime = _memory.Copy(workload.ContactTime),
            LastAirTime = _memory.Copy(workload.LastAirTime),
            Force = _memory.Copy(workload.ThighForce),
            Terminated = (byte*)flags,
            Lowest = _memory.Copy(lowest),
            Highest = _memory.Copy(highest),
        };
    }

    public int Batch { get; }

    public bool[] Truncated { get; }

    /// <summary>Inputs only; what a kernel keeps is its own.</summary>
    public StepPointers Pointers { get; }

    /// <summary>Address of the action of the step before, <c>[B, 12]</c>.</summary>
    public nint FirstAction { get; }

    /// <summary>The same as the evaluator's inputs.</summary>
    public VelocityReward.Inputs Views(bool first)
    {
        StepPointers p = Pointers;
        return new()
        {
            Command = Rows(p.Command, 3),
            BaseLinearVelocity = Rows(p.Linear, 3),
            BaseAngularVelocity = Rows(p.Angular, 3),
            ProjectedGravity = Rows(p.Gravity, 3),
            JointTorque = Rows(p.Torque, 12),
            JointAcceleration = Rows(p.Acceleration, 12),
            JointPosition = Rows(p.Position, 12),
            Action = Rows(first ? (float*)FirstAction : p.Action, 12),
            ContactTime = Rows(p.ContactTime, 4),
            LastAirTime = Rows(p.LastAirTime, 4),
            ThighContactForce = Rows(p.Force, 36),
            Terminated = new ReadOnlySpan<bool>(p.Terminated, Batch),
        };
    }

    public void Dispose() => _memory.Dispose();

    private ReadOnlySpan<float> Rows(float* p, int width) => new(p, Batch * width);
}
