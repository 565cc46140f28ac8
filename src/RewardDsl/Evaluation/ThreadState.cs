using System.Linq;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>What one thread needs: address tables, scratch and staging for one tile, in one block of native memory.</summary>
internal sealed unsafe class ThreadState
{
    public readonly PinnedMemory Memory;
    public readonly InputCall[] Inputs;
    public readonly void** InputAddresses;
    public readonly void** CarryAddresses;
    public readonly float* Scratch;
    public readonly byte*[] StagedInputs;
    public readonly byte* StagedTruncated;
    public readonly byte* StagedExternalEnd;
    public readonly byte* StagedResetMask;
    public readonly float* StagedTotal;
    public readonly float* StagedTerms;
    public readonly float* StagedObjective;
    public readonly float* StagedCosts;
    public readonly byte* StagedTerminated;
    public readonly byte* StagedEndCauses;
    public int Terminated;
    public int Truncated;
    public int NonFinite;

    public ThreadState(EvaluatorLayout layout, int tile)
    {
        int inputs = layout.Inputs.Count;
        Inputs = new InputCall[inputs];
        StagedInputs = new byte*[inputs];
        long size = 0;
        long Reserve(long bytes)
        {
            long at = size;
            size += (bytes + 127) / 64 * 64;
            return at;
        }

        long inputTable = Reserve((long)sizeof(void*) * inputs);
        long carryTable = Reserve((long)sizeof(void*) * layout.Carries.Count);
        long scratch = Reserve((long)layout.ScratchSlots * tile * sizeof(float));
        long[] staged = [.. layout.Spec.Signals.Select(s => Reserve((long)tile * s.Width * s.ElementSize))];
        long truncated = Reserve(tile);
        long external = Reserve(tile);
        long reset = Reserve(tile);
        long total = Reserve(tile * sizeof(float));
        long terms = Reserve((long)tile * layout.Spec.Columns.Count * sizeof(float));
        long objective = Reserve(tile * sizeof(float));
        long costs = Reserve((long)tile * layout.Spec.Costs.Count * sizeof(float));
        long terminated = Reserve(tile);
        long causes = Reserve(tile);
        Memory = new PinnedMemory(size);
        byte* memory = Memory.Address;
        InputAddresses = (void**)(memory + inputTable);
        CarryAddresses = (void**)(memory + carryTable);
        Scratch = (float*)(memory + scratch);
        for (int i = 0; i < inputs; i++)
        {
            StagedInputs[i] = memory + staged[i];
        }

        StagedTruncated = memory + truncated;
        StagedExternalEnd = memory + external;
        StagedResetMask = memory + reset;
        StagedTotal = (float*)(memory + total);
        StagedTerms = (float*)(memory + terms);
        StagedObjective = (float*)(memory + objective);
        StagedCosts = (float*)(memory + costs);
        StagedTerminated = memory + terminated;
        StagedEndCauses = memory + causes;
    }
}
