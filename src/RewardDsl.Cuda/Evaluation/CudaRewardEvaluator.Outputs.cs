using System;
using RewardDsl.Cuda.Kernels;

namespace RewardDsl.Cuda;

/// <content>Where results go: lengths, and no memory twice.</content>
public abstract unsafe partial class CudaRewardEvaluator
{
    private static readonly (int Slot, string Name)[] s_outputs =
    [
        (ArgumentSlots.Total, nameof(DeviceStepOutputs.Total)), (ArgumentSlots.Terms, nameof(DeviceStepOutputs.Terms)), (ArgumentSlots.Objective, nameof(DeviceStepOutputs.Objective)),
        (ArgumentSlots.Costs, nameof(DeviceStepOutputs.Costs)), (ArgumentSlots.Metrics, nameof(DeviceStepOutputs.Metrics)), (ArgumentSlots.Critics, nameof(DeviceStepOutputs.Critics)),
        (ArgumentSlots.Automata, nameof(DeviceStepOutputs.Automata)), (ArgumentSlots.Verdicts, nameof(DeviceStepOutputs.Verdicts)), (ArgumentSlots.Letters, nameof(DeviceStepOutputs.Letters)),
        (ArgumentSlots.Terminated, nameof(DeviceStepOutputs.Terminated)), (ArgumentSlots.Causes, nameof(DeviceStepOutputs.EndCauses)), (ArgumentSlots.TermTotals, nameof(DeviceStepOutputs.TermTotals)),
    ];

    private readonly long[] _outputBytes = new long[s_outputs.Length];

    private void BindOutputs(in DeviceStepOutputs outputs)
    {
        BindOutput(0, outputs.Total.ToDeviceView(), BatchSize, sizeof(float));
        BindOutput(1, outputs.Terms.ToDeviceView(), (long)BatchSize * Info.Columns.Count, sizeof(float));
        BindOutput(2, outputs.Objective.ToDeviceView(), BatchSize, sizeof(float));
        BindOutput(3, outputs.Costs.ToDeviceView(), (long)BatchSize * Info.Costs.Count, sizeof(float));
        BindOutput(4, outputs.Metrics.ToDeviceView(), (long)BatchSize * Info.Metrics.Count, sizeof(float));
        BindOutput(5, outputs.Critics.ToDeviceView(), (long)BatchSize * Info.Critics.Count, sizeof(float));
        BindOutput(6, outputs.Automata.ToDeviceView(), (long)BatchSize * Info.Automata.Count, sizeof(float));
        BindOutput(7, outputs.Verdicts.ToDeviceView(), (long)BatchSize * Info.Formulas.Count, sizeof(float));
        BindOutput(8, outputs.Letters.ToDeviceView(), (long)BatchSize * Info.Machines.Count, sizeof(float));
        BindOutput(9, outputs.Terminated.ToDeviceView(), BatchSize, sizeof(byte));
        BindOutput(10, outputs.EndCauses.ToDeviceView(), BatchSize, sizeof(byte));
        BindOutput(11, outputs.TermTotals.ToDeviceView(), Info.Columns.Count, sizeof(float));
    }

    private void BindOutput(int index, DeviceView view, long expected, int elementBytes)
    {
        ViewExtent extent = view.Extent;
        if (extent.RowStride != 0 || extent.FrameStride != 0 || extent.WordBytes != 0)
        {
            throw new ArgumentException($"The output '{s_outputs[index].Name}' must be dense.");
        }

        OutputSlots.CheckLength(extent.Elements, expected, s_outputs[index].Name, BatchSize, optional: index != 0);
        _arguments[s_outputs[index].Slot] = extent.Elements == 0 ? 0 : (ulong)view.Pointer;
        _outputBytes[index] = extent.Elements * elementBytes;
    }

    /// <summary>No output may share memory with another or with an input.</summary>
    private void CheckOverlaps()
    {
        for (int i = 0; i < s_outputs.Length; i++)
        {
            ulong start = _arguments[s_outputs[i].Slot];
            ulong end = start + (ulong)_outputBytes[i];
            if (start == 0)
            {
                continue;
            }

            for (int j = 0; j < i; j++)
            {
                if (Meets(_arguments[s_outputs[j].Slot], _outputBytes[j], start, end))
                {
                    throw new ArgumentException($"The outputs '{s_outputs[j].Name}' and '{s_outputs[i].Name}' share memory.");
                }
            }

            string? input = Meets(_arguments[ArgumentSlots.Truncated], BatchSize, start, end) ? "ends.Truncated"
                : Meets(_arguments[ArgumentSlots.External], BatchSize, start, end) ? "ends.Terminated"
                : null;
            for (int k = 0; k < _inputBytes.Length; k++)
            {
                if (Meets(_arguments[ArgumentSlots.Input(k)], _inputBytes[k], start, end))
                {
                    input = Info.Signals[k].Name;
                }
            }

            if (input is not null)
            {
                throw new ArgumentException($"The output '{s_outputs[i].Name}' shares memory with the input '{input}'.");
            }
        }
    }

    private static bool Meets(ulong address, long bytes, ulong start, ulong end) => address != 0 && address < end && start < address + (ulong)bytes;
}
