using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace RewardDsl;

/// <content>What a call must fulfil before anything is written.</content>
public abstract unsafe partial class RewardEvaluator
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckOutputs(in StepOutputs outputs)
    {
        OutputSlots.CheckLength(outputs.Total.Length, BatchSize, nameof(outputs.Total), BatchSize, optional: false);
        OutputSlots.CheckLength(outputs.Terms.Length, (long)BatchSize * _columns, nameof(outputs.Terms), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Objective.Length, BatchSize, nameof(outputs.Objective), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Costs.Length, (long)BatchSize * Info.Costs.Count, nameof(outputs.Costs), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Metrics.Length, (long)BatchSize * Info.Metrics.Count, nameof(outputs.Metrics), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Critics.Length, (long)BatchSize * Info.Critics.Count, nameof(outputs.Critics), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Automata.Length, (long)BatchSize * Info.Automata.Count, nameof(outputs.Automata), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Verdicts.Length, (long)BatchSize * Info.Formulas.Count, nameof(outputs.Verdicts), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Letters.Length, (long)BatchSize * Info.Machines.Count, nameof(outputs.Letters), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.Terminated.Length, BatchSize, nameof(outputs.Terminated), BatchSize, optional: true);
        OutputSlots.CheckLength(outputs.EndCauses.Length, BatchSize, nameof(outputs.EndCauses), BatchSize, optional: true);
        if (outputs.Violations.Length != Info.Assumptions.Count && !outputs.Violations.IsEmpty)
        {
            throw new ArgumentException(
                $"The output 'Violations' has {outputs.Violations.Length} elements; it needs one for each of the {Info.Assumptions.Count} assumptions, or none to leave it out.");
        }
    }

    /// <summary>Everything is pinned: no output may share memory with another or with an input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckOverlaps()
    {
        for (int i = 0; i <= OutputSlots.Count; i++)
        {
            (nint start, nint end) = OutputRange(i);
            if (start == 0)
            {
                continue;
            }

            for (int j = 0; j < i; j++)
            {
                (nint otherStart, nint otherEnd) = OutputRange(j);
                if (otherStart != 0 && otherStart < end && start < otherEnd)
                {
                    throw new ArgumentException($"The outputs '{OutputName(j)}' and '{OutputName(i)}' share memory.");
                }
            }

            if (InputIn(start, end) is { } input)
            {
                throw new ArgumentException($"The output '{OutputName(i)}' shares memory with the input '{input}'.");
            }
        }
    }

    /// <summary>An input of the running call that has bytes from one address up to another; null: none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? InputIn(nint start, nint end)
    {
        string? input = Meets(_call.Truncated, BatchSize) ? "ends.Truncated"
            : Meets(_call.ExternalEnd, BatchSize) ? "ends.Terminated"
            : null;
        for (int k = 0; k < _inputs.Length; k++)
        {
            if (_inputs[k].Address != null && Meets(_inputs[k].Address, _inputs[k].Bytes))
            {
                input = _layout.Spec.Signals[k].Name;
            }
        }

        return input;

        bool Meets(byte* address, long bytes) => (nint)address < end && start < (nint)(address + bytes);
    }

    /// <summary>The bytes of an output; the violations come behind the slots.</summary>
    private (nint Start, nint End) OutputRange(int index)
    {
        byte* start = index < OutputSlots.Count ? _outputs[index] : (byte*)_call.Violations;
        long bytes = index < OutputSlots.Count ? (long)_outputRowBytes[index] * BatchSize : (long)sizeof(int) * Info.Assumptions.Count;
        return ((nint)start, (nint)(start + bytes));
    }

    private static string OutputName(int index) => index < OutputSlots.Count ? OutputSlots.Names[index] : nameof(StepOutputs.Violations);

    private void ThrowIfWaiting()
    {
        if (_waiting == 0 || (_options.AfterEnd == AfterEndPolicy.Continue && _neverReset == 0))
        {
            return;
        }

        ReadOnlySpan<byte> ended = _ended.AsBytes(BatchSize);
        var some = new List<int>();
        for (int i = 0; i < ended.Length && some.Count < 4; i++)
        {
            if (ended[i] != 0)
            {
                some.Add(i);
            }
        }

        throw new InvalidOperationException(
            $"{_waiting} of {BatchSize} environments ({string.Join(", ", some)}{(_waiting > some.Count ? ", …" : "")}) must be reset before they step: " +
            "their episode ended at the previous step, or they were never reset. Call Reset with their mask and first observation.");
    }
}
