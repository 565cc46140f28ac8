using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RewardDsl;

/// <content>The two calls: check, pin, run, count.</content>
public abstract unsafe partial class RewardEvaluator
{
    private Call _call;

    /// <summary>One step of every environment. Everything is checked before anything is written.</summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <param name="inputs">One view for each signal, read after the step.</param>
    /// <param name="ends">How the simulator ended episodes.</param>
    /// <param name="outputs">Where the results go.</param>
    /// <returns>Counts over the batch.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected StepSummary StepCore<TInputs>(in TInputs inputs, in StepEnds ends, in StepOutputs outputs)
        where TInputs : struct, ISignalInputs, allows ref struct
    {
        ThrowIfDisposed();
        ThrowIfWaiting();
        SignalView truncated = ends.Truncated.ToSignalView();
        SignalView external = ends.Terminated.ToSignalView();
        truncated.Extent.CheckDenseBytes("ends.Truncated", BatchSize, optional: false);
        external.Extent.CheckDenseBytes("ends.Terminated", BatchSize, optional: true);
        CheckOutputs(outputs);

        fixed (byte* truncatedAddress = truncated)
        fixed (byte* externalAddress = external)
        fixed (float* total = outputs.Total)
        fixed (float* terms = outputs.Terms)
        fixed (float* objective = outputs.Objective)
        fixed (float* costs = outputs.Costs)
        fixed (float* metrics = outputs.Metrics)
        fixed (float* critics = outputs.Critics)
        fixed (float* automata = outputs.Automata)
        fixed (float* verdicts = outputs.Verdicts)
        fixed (float* letters = outputs.Letters)
        fixed (int* violations = outputs.Violations)
        fixed (bool* terminated = outputs.Terminated)
        fixed (byte* causes = outputs.EndCauses)
        {
            _call = new Call
            {
                Truncated = truncatedAddress,
                ExternalEnd = external.Elements == 0 ? _noExternalEnd.Address : externalAddress,
                Violations = violations,
            };
            _outputs[OutputSlots.Total] = (byte*)total;
            _outputs[OutputSlots.Terms] = (byte*)terms;
            _outputs[OutputSlots.Objective] = (byte*)objective;
            _outputs[OutputSlots.Costs] = (byte*)costs;
            _outputs[OutputSlots.Metrics] = (byte*)metrics;
            _outputs[OutputSlots.Critics] = (byte*)critics;
            _outputs[OutputSlots.Terminated] = (byte*)terminated;
            _outputs[OutputSlots.EndCauses] = causes;
            _outputs[OutputSlots.Automata] = (byte*)automata;
            _outputs[OutputSlots.Verdicts] = (byte*)verdicts;
            _outputs[OutputSlots.Letters] = (byte*)letters;
            Pin(inputs, 0);
        }

        _rings?.Clock.Next();
        int terminatedCount = 0;
        int truncatedCount = 0;
        int nonFinite = 0;
        int absent = 0;
        outputs.Violations.Clear();
        foreach (ThreadState thread in _threads)
        {
            terminatedCount += thread.Terminated;
            truncatedCount += thread.Truncated;
            nonFinite += thread.NonFinite;
            absent += thread.Absent;
            for (int i = 0; i < outputs.Violations.Length; i++)
            {
                outputs.Violations[i] += thread.Violations[i];
            }
        }

        _waiting = terminatedCount + truncatedCount;
        if (_anyFirst)
        {
            _first.AsBytes(BatchSize).Clear();
            _anyFirst = false;
        }

        return new StepSummary(terminatedCount, truncatedCount, nonFinite, absent);
    }

    /// <summary>Starts new episodes: clears every carry of the masked environments and takes their first observation.</summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <param name="mask"><c>[B]</c>: which environments start anew; empty: all.</param>
    /// <param name="inputs">The first observation. Views that a reset does not read (actions among them) may be left empty.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void ResetCore<TInputs>(BoolView mask, in TInputs inputs)
        where TInputs : struct, ISignalInputs, allows ref struct
    {
        ThrowIfDisposed();
        SignalView view = mask.ToSignalView();
        view.Extent.CheckDenseBytes(nameof(mask), BatchSize, optional: true);
        if (view.Elements == 0)
        {
            ReadOnlySpan<byte> all = (_all ??= All()).AsBytes(BatchSize);
            ResetCore(all, inputs);
            return;
        }

        fixed (byte* address = view)
        {
            _call = new Call { ResetMask = address };
            Pin(inputs, 0);
            byte* ended = _ended.Address;
            byte* first = _first.Address;
            int waiting = 0;
            for (int i = 0; i < BatchSize; i++)
            {
                if (address[i] != 0)
                {
                    _neverReset -= ended[i] == NeverReset ? 1 : 0;
                    ended[i] = 0;

                    // Marked only where a step reads and clears it: what is saved does not depend on when it is saved.
                    first[i] = (byte)(_layout.UsesFirst ? 1 : 0);
                    _anyFirst = _layout.UsesFirst;
                    _rings?.Clock.SetAge(i, 0);
                }

                waiting += ended[i] != 0 ? 1 : 0;
            }

            _waiting = waiting;
        }
    }

    private SignalBuffers.Views Own(SignalBuffers inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Spec.ContentHash == Info.ContentHash
            ? inputs.AsInputs()
            : throw new ArgumentException($"These buffers belong to the reward '{inputs.Spec.Name}', not to '{Info.Name}'.", nameof(inputs));
    }

    private PinnedMemory All()
    {
        var all = new PinnedMemory(_padded);
        all.AsBytes(BatchSize).Fill(1);
        return all;
    }

    /// <summary>
    /// Checks and pins the inputs one after the other, then runs. A span can only be pinned by a local of a frame on the
    /// stack, so there is a frame for each; nothing is written before the innermost one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pin<TInputs>(in TInputs inputs, int index)
        where TInputs : struct, ISignalInputs, allows ref struct
    {
        if (index == _shapes.Length)
        {
            if (_call.IsGradient)
            {
                CheckGradientOverlaps();
            }
            else if (_call.ResetMask == null)
            {
                CheckOverlaps();
            }

            Run();
            return;
        }

        SignalView view = inputs.View(index);
        fixed (byte* address = view)
        {
            if (!_inputs[index].TryTake(view, address))
            {
                Check(view, address, index);
            }

            Pin(inputs, index + 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Check(in SignalView view, byte* address, int index)
    {
        _inputs[index].Forget();
        _shapes[index].Check(view.Extent, BatchSize, isReset: _call.ResetMask != null);
        _inputs[index] = InputCall.Of(_shapes[index], view, address, BatchSize);
    }

    /// <summary>What is pinned for the running call.</summary>
    private struct Call
    {
        public int Parts;
        public byte* Truncated;
        public byte* ExternalEnd;
        public byte* ResetMask;
        public int* Violations;
        public bool IsGradient;
    }
}
