using System.Linq;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>What one thread needs: address tables, scratch and staging for one tile, in one block of native memory.</summary>
internal sealed unsafe class ThreadState
{
    public readonly PinnedMemory Memory;
    public readonly void** InputAddresses;
    public readonly void** CarryAddresses;
    public readonly void** BlockAddresses;
    public readonly int* Rows;
    public readonly float* Closing;
    public readonly Closer? Closer;
    public readonly float* Scratch;
    public readonly byte*[] StagedInputs;
    public readonly byte* StagedTruncated;
    public readonly byte* StagedExternalEnd;
    public readonly byte* StagedResetMask;
    public readonly byte*[] StagedOutputs;
    public readonly int* Violations;
    public readonly void** GradientAddresses;
    public readonly byte*[] StagedGradients;
    public int Terminated;
    public int Truncated;
    public int NonFinite;
    public int Absent;

    public ThreadState(EvaluatorLayout layout, int tile, RingSet? rings)
    {
        int inputs = layout.Inputs.Count;
        StagedInputs = new byte*[inputs];
        StagedOutputs = new byte*[OutputSlots.Count];
        long size = 0;
        long Reserve(long bytes)
        {
            long at = size;
            size += (bytes + 127) / 64 * 64;
            return at;
        }

        long inputTable = Reserve((long)sizeof(void*) * inputs);
        long carryTable = Reserve((long)sizeof(void*) * layout.Carries.Count);
        long blockTable = Reserve((long)sizeof(void*) * layout.Carries.Count);
        long rows = Reserve((long)sizeof(int) * layout.Carries.Count);
        long closing = Reserve((long)Closer.RowsOf(layout) * Closer.Width * sizeof(float));
        long scratch = Reserve((long)layout.ScratchSlots * KernelFrame.ScratchWidth * sizeof(float));
        long[] staged = [.. layout.Spec.Signals.Select(s => Reserve((long)tile * s.Width * s.ElementSize))];
        long truncated = Reserve(tile);
        long external = Reserve(tile);
        long reset = Reserve(tile);
        long[] outputs = [.. OutputSlots.RowBytes(layout.Spec).Select(bytes => Reserve((long)tile * bytes))];
        long violations = Reserve((long)sizeof(int) * layout.Spec.Assumptions.Count);
        long gradientTable = Reserve(layout.HasGradient ? (long)sizeof(void*) * inputs : 0);
        long[] gradients = [.. layout.Spec.Signals.Select(s => Reserve(layout.HasGradient && s.Storage == SignalStorage.Float32 ? (long)tile * s.Width * sizeof(float) : 0))];
        Memory = new PinnedMemory(size);
        byte* memory = Memory.Address;
        InputAddresses = (void**)(memory + inputTable);
        CarryAddresses = (void**)(memory + carryTable);
        BlockAddresses = (void**)(memory + blockTable);
        Rows = (int*)(memory + rows);
        Closing = (float*)(memory + closing);
        Closer = layout.Closings.Count > 0 ? new Closer(layout, rings) : null;
        Scratch = (float*)(memory + scratch);
        for (int i = 0; i < inputs; i++)
        {
            StagedInputs[i] = memory + staged[i];
        }

        StagedTruncated = memory + truncated;
        StagedExternalEnd = memory + external;
        StagedResetMask = memory + reset;
        for (int i = 0; i < outputs.Length; i++)
        {
            StagedOutputs[i] = memory + outputs[i];
        }

        Violations = (int*)(memory + violations);
        GradientAddresses = (void**)(memory + gradientTable);
        StagedGradients = new byte*[inputs];
        for (int i = 0; i < inputs; i++)
        {
            StagedGradients[i] = memory + gradients[i];
        }
    }
}
