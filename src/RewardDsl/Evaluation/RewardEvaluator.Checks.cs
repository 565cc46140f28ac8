using System;
using System.Collections.Generic;

namespace RewardDsl;

/// <content>What a call must fulfil before anything is written.</content>
public abstract unsafe partial class RewardEvaluator
{
    private void CheckDenseBytes(SignalView view, string name, bool optional)
    {
        if (optional && view.Elements == 0)
        {
            return;
        }

        if (view.RowStride > 1 || view.FrameStride != 0 || view.WordBytes != 0)
        {
            throw new ArgumentException($"'{name}' must be dense, a byte for each environment.", name);
        }

        if (view.Elements != BatchSize)
        {
            throw new ArgumentException($"'{name}' has {view.Elements} elements; the batch has {BatchSize} environments.", name);
        }
    }

    private void CheckOutputs(in StepOutputs outputs)
    {
        CheckLength(outputs.Total.Length, 1, nameof(outputs.Total), optional: false);
        CheckLength(outputs.Terms.Length, _columns, nameof(outputs.Terms), optional: true);
        CheckLength(outputs.Objective.Length, 1, nameof(outputs.Objective), optional: true);
        CheckLength(outputs.Costs.Length, _costs, nameof(outputs.Costs), optional: true);
        CheckLength(outputs.Terminated.Length, 1, nameof(outputs.Terminated), optional: true);
        CheckLength(outputs.EndCauses.Length, 1, nameof(outputs.EndCauses), optional: true);
    }

    /// <summary>Everything is pinned: no output may share memory with another or with an input.</summary>
    private void CheckOverlaps()
    {
        const int Outputs = 6;
        byte** starts = stackalloc byte*[Outputs] { (byte*)_call.Total, (byte*)_call.Terms, (byte*)_call.Objective, (byte*)_call.Costs, _call.Terminated, _call.EndCauses };
        long* lengths = stackalloc long[Outputs] { 4, 4L * _columns, 4, 4L * _costs, 1, 1 };
        ReadOnlySpan<string> names = ["Total", "Terms", "Objective", "Costs", "Terminated", "EndCauses"];
        for (int i = 0; i < Outputs; i++)
        {
            if (starts[i] == null)
            {
                continue;
            }

            byte* start = starts[i];
            byte* end = start + (lengths[i] * BatchSize);
            for (int j = 0; j < i; j++)
            {
                if (starts[j] != null && starts[j] < end && start < starts[j] + (lengths[j] * BatchSize))
                {
                    throw new ArgumentException($"The outputs '{names[j]}' and '{names[i]}' share memory.");
                }
            }

            string? input = _call.Truncated < end && start < _call.Truncated + BatchSize ? "ends.Truncated"
                : _call.ExternalEnd < end && start < _call.ExternalEnd + BatchSize ? "ends.Terminated"
                : null;
            InputCall[] inputs = _threads[0].Inputs;
            for (int k = 0; k < inputs.Length; k++)
            {
                if (inputs[k].Address != null && inputs[k].Address < end && start < inputs[k].Address + inputs[k].Bytes)
                {
                    input = _layout.Spec.Signals[k].Name;
                }
            }

            if (input != null)
            {
                throw new ArgumentException($"The output '{names[i]}' shares memory with the input '{input}'.");
            }
        }
    }

    private void CheckLength(int length, int each, string name, bool optional)
    {
        long expected = (long)BatchSize * each;
        if (length != expected && !(optional && length == 0))
        {
            throw new ArgumentException(
                $"The output '{name}' has {length} elements; a batch of {BatchSize} needs {expected}{(optional ? ", or none to leave it out" : "")}.");
        }
    }

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
