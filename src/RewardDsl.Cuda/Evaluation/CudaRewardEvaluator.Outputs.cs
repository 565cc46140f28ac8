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

    private void BindGradient(int index, DeviceView view)
    {
        ViewExtent extent = view.Extent;
        string name = Info.Signals[index].Name;
        if (extent.RowStride != 0 || extent.FrameStride != 0)
        {
            throw new ArgumentException($"The gradient of '{name}' must be dense.");
        }

        long expected = (long)BatchSize * _shapes[index].Width;
        if (extent.Elements != expected && extent.Elements != 0)
        {
            throw new ArgumentException($"The gradient of '{name}' has {extent.Elements} elements; a batch of {BatchSize} needs {expected}, or none to leave it out.");
        }

        _arguments[ArgumentSlots.Gradient(index, _shapes.Length)] = extent.Elements == 0 ? 0 : (ulong)view.Pointer;
    }

    /// <summary>No derivatives may share memory with others or with an input.</summary>
    private void CheckGradientOverlaps()
    {
        for (int i = 0; i < _shapes.Length; i++)
        {
            ulong start = _arguments[ArgumentSlots.Gradient(i, _shapes.Length)];
            ulong end = start + (ulong)Bytes(i);
            if (start == 0)
            {
                continue;
            }

            for (int j = 0; j < i; j++)
            {
                if (Meets(_arguments[ArgumentSlots.Gradient(j, _shapes.Length)], Bytes(j), start, end))
                {
                    throw new ArgumentException($"The gradients of '{Info.Signals[j].Name}' and '{Info.Signals[i].Name}' share memory.");
                }
            }

            if (InputAt(start, end) is { } input)
            {
                throw new ArgumentException($"The gradient of '{Info.Signals[i].Name}' shares memory with the input '{input}'.");
            }
        }

        long Bytes(int index) => (long)BatchSize * _shapes[index].Width * sizeof(float);
    }

    /// <summary>The input that has some of these addresses, or null.</summary>
    private string? InputAt(ulong start, ulong end)
    {
        for (int k = 0; k < _inputBytes.Length; k++)
        {
            if (Meets(_arguments[ArgumentSlots.Input(k)], _inputBytes[k], start, end))
            {
                return Info.Signals[k].Name;
            }
        }

        return Meets(_arguments[ArgumentSlots.Truncated], BatchSize, start, end) ? "ends.Truncated"
            : Meets(_arguments[ArgumentSlots.External], BatchSize, start, end) ? "ends.Terminated"
            : null;
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

            if (InputAt(start, end) is { } input)
            {
                throw new ArgumentException($"The output '{s_outputs[i].Name}' shares memory with the input '{input}'.");
            }
        }
    }

    private static bool Meets(ulong address, long bytes, ulong start, ulong end) => address != 0 && address < end && start < address + (ulong)bytes;
}
