using System;
using System.Runtime.CompilerServices;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <content>The batch in parts for threads, the parts in tiles; staging of what a kernel cannot read in place.</content>
public abstract unsafe partial class RewardEvaluator
{
    /// <summary>With less memory traffic than this for each thread, waking a helper costs more than it gains.</summary>
    private const long MinimumBytesPerThread = 512 << 10;

    /// <summary>The same where the helpers are awake, because calls follow each other at once.</summary>
    private const long MinimumBytesPerAwakeThread = 256 << 10;

    /// <summary>Calls that touch more bytes come from memory: fetching ahead pays; in cache it costs 30 %.</summary>
    private const long PrefetchLimit = 12 << 20;

    /// <summary>So many rows at the end of a buffer are not read in place by kernels that read past rows.</summary>
    private const int RowsReadPast = 5;

    /// <summary>A part of a call that touches no more lies in the second-level cache, where one loop is faster than a loop for each part of the kernel.</summary>
    private const long CacheLimit = 1 << 20;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run()
    {
        Parameters.Values.CopyTo(_parameters.Span<float>(0, Parameters.Values.Length));
        long least = _pool is { IsFollowedUp: true } ? MinimumBytesPerAwakeThread : MinimumBytesPerThread;
        int parts = (int)Math.Clamp(_stepBytes / least, 1, Math.Min(_threads.Length, _padded / Tile));
        foreach (ThreadState thread in _threads)
        {
            thread.Terminated = thread.Truncated = thread.NonFinite = thread.Absent = 0;
            new Span<int>(thread.Violations, Info.Assumptions.Count).Clear();
        }

        _call.Parts = parts;
        if (parts == 1)
        {
            RunPart(0);
        }
        else
        {
            _pool!.Run(_runPart, parts);
        }

        _pool?.Ended();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunPart(int part)
    {
        ThreadState thread = _threads[part];
        int tiles = _padded / Tile;
        int from = (int)((long)tiles * part / _call.Parts) * Tile;
        int to = Math.Min(BatchSize, (int)((long)tiles * (part + 1) / _call.Parts) * Tile);
        int width = _wide ? 16 : 4;

        bool staged = false;
        for (int i = 0; i < _inputs.Length; i++)
        {
            ref readonly InputCall input = ref _inputs[i];
            staged |= input.Address != null && !input.IsInPlace;
        }

        // The very last rows of the buffers are copied to memory with slack, if the kernels read past rows: by up to fifteen floats of triples, which are fewer
        // than five rows of any width that has them. Where the last part is shorter than that, they begin in the part before.
        int end = Math.Min(to, _layout.ReadsPastRows ? BatchSize - RowsReadPast : BatchSize);
        int direct = Math.Max(0, end - from) / width * width;

        int run = staged ? Tile : direct;
        int at = 0;
        for (int count; at < direct; at += count)
        {
            count = Together(from + at, Math.Min(run, direct - at));
            RunTile(thread, from + at, count, staged, tail: false, _stepBytes > PrefetchLimit);
        }

        at = direct;
        for (int count; at < to - from; at += count)
        {
            count = Together(from + at, Math.Min(Tile, to - from - at));
            RunTile(thread, from + at, count, staged: true, tail: true, prefetch: false);
        }
    }

    /// <summary>How many of some environments one call can take: rings are at one row in a group of them.</summary>
    private int Together(int start, int count) => _rings is null ? count : Math.Min(count, RingClock.Group - (start % RingClock.Group));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunTile(ThreadState thread, int start, int count, bool staged, bool tail, bool prefetch)
    {
        int width = _wide ? 16 : 4;
        KernelFrame frame = default;
        frame.InputAddresses = thread.InputAddresses;
        frame.CarryAddresses = thread.CarryAddresses;
        frame.Blocks = (count + width - 1) / width;
        frame.Valid = count;
        frame.Wide = _wide;
        frame.Prefetch = prefetch;
        frame.InCache = !_options.InParts && _stepBytes / _call.Parts <= CacheLimit;
        frame.Parameters = new Ptr(_parameters.Address);
        frame.First = new Ptr(_first.Address + start);
        frame.Ended = new Ptr(_ended.Address + start);
        frame.ScratchAddress = thread.Scratch;
        if (_sums is not null)
        {
            frame.Sums = new Ptr(_sums.Floats + start);
            frame.SumStride = _sumStride;
        }

        for (int i = 0; i < _carries.Length; i++)
        {
            if (_rings?[i] is { } ring)
            {
                thread.Rows[i] = ring.Now(start);
                thread.CarryAddresses[i] = ring.Row(thread.Rows[i], start);
                thread.BlockAddresses[i] = ring.IsWindow ? ring.Row(ring.Rows, start) : null;
            }
            else
            {
                thread.CarryAddresses[i] = _carries[i].Floats + ((long)start * _carryWidths[i]);
            }
        }

        if (_rings is not null)
        {
            frame.BlockAddresses = thread.BlockAddresses;
            frame.Rows = thread.Rows;
            frame.Started = new Ptr(_rings.Clock.Started + start);
            frame.Tick = _rings.Clock.Tick;
        }

        frame.ClosingAddress = thread.Closing;
        frame.Closer = thread.Closer;
        frame.Start = start;

        for (int i = 0; i < _inputs.Length; i++)
        {
            ref readonly InputCall input = ref _inputs[i];
            byte* source = input.Address + (start * input.RowBytes);
            if (input.Address != null && staged && (tail || !input.IsInPlace))
            {
                source = thread.StagedInputs[i];
                input.Stage(source, start, count, frame.Blocks * width, prefetch);
            }

            thread.InputAddresses[i] = source;
        }

        if (_call.ResetMask != null)
        {
            frame.ResetMask = new Ptr(tail ? StageBytes(thread.StagedResetMask, _call.ResetMask + start, count) : _call.ResetMask + start);
            ResetKernel(ref frame);
            return;
        }

        frame.Truncated = new Ptr(tail ? StageBytes(thread.StagedTruncated, _call.Truncated + start, count) : _call.Truncated + start);
        frame.ExternalEnd = new Ptr(tail ? StageBytes(thread.StagedExternalEnd, _call.ExternalEnd + start, count) : _call.ExternalEnd + start);
        if (_call.IsGradient)
        {
            RunGradient(thread, ref frame, start, count, tail);
            return;
        }

        frame.Total = Output(OutputSlots.Total);
        frame.Terms = Output(OutputSlots.Terms);
        frame.Objective = Output(OutputSlots.Objective);
        frame.Costs = Output(OutputSlots.Costs);
        frame.Metrics = Output(OutputSlots.Metrics);
        frame.Critics = Output(OutputSlots.Critics);
        frame.Terminated = Output(OutputSlots.Terminated);
        frame.EndCauses = Output(OutputSlots.EndCauses);
        frame.Automata = Output(OutputSlots.Automata);
        frame.Verdicts = Output(OutputSlots.Verdicts);
        frame.Letters = Output(OutputSlots.Letters);
        frame.ViolationCounts = _call.Violations == null ? null : thread.Violations;
        StepKernel(ref frame);
        _rings?.Finish(start, frame.Blocks * width);
        thread.Terminated += frame.TerminatedCount;
        thread.Truncated += frame.TruncatedCount;
        thread.NonFinite += frame.NonFiniteCount;
        thread.Absent += frame.AbsentCount;
        if (tail)
        {
            for (int slot = 0; slot < OutputSlots.Count; slot++)
            {
                CopyBack(thread.StagedOutputs[slot], _outputs[slot], start, count, _outputRowBytes[slot]);
            }
        }

        Ptr Output(int slot) => new(
            _outputs[slot] == null ? null
            : tail ? thread.StagedOutputs[slot]
            : _outputs[slot] + ((long)start * _outputRowBytes[slot]));
    }

    private static byte* StageBytes(byte* target, byte* source, int count)
    {
        new Span<byte>(target, Tile).Clear();
        Unsafe.CopyBlockUnaligned(target, source, (uint)count);
        return target;
    }

    private static void CopyBack(void* source, void* target, int start, int count, int rowBytes)
    {
        if (target != null)
        {
            Unsafe.CopyBlockUnaligned((byte*)target + ((long)start * rowBytes), source, (uint)(count * rowBytes));
        }
    }

    private static long BytesOf(EvaluatorLayout layout, int batch, bool sums)
    {
        long each = 8 + (sums ? 8L * layout.Spec.Columns.Count : 0);
        for (int i = 0; i < layout.Inputs.Count; i++)
        {
            each += layout.Inputs[i].Step ? (long)layout.Spec.Signals[i].Width * layout.Spec.Signals[i].ElementSize : 0;
        }

        foreach (CarryLayout carry in layout.Carries)
        {
            each += 8L * carry.SteppedWidth;
        }

        return each * batch;
    }
}
