using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>
/// Evaluates a reward for a batch of environments and carries its state from step to step. The generated
/// <c>Evaluator</c> of a spec derives from it and adds the typed calls. Not thread-safe: one caller at a time.
/// </summary>
public abstract unsafe class RewardEvaluator : IDisposable
{
    /// <summary>Environments of one run of copied rows: they stay in the first-level cache.</summary>
    private const int Tile = 128;

    /// <summary>With less memory traffic than this for each thread the fork costs more than it gains.</summary>
    private const long MinimumBytesPerThread = 512 << 10;

    /// <summary>Calls that touch more bytes come from memory: fetching ahead pays; in cache it costs 30 %.</summary>
    private const long PrefetchLimit = 12 << 20;

    /// <summary>
    /// Floats between the episode sums of two columns. Without them a batch of a power of two puts the same environment's
    /// sums at addresses that share one set of the first-level cache.
    /// </summary>
    private const int SumPadding = 80;

    /// <summary>In the ended flags: this environment has had no reset yet.</summary>
    private const byte NeverReset = 2;

    private readonly EvaluatorLayout _layout;
    private readonly EvaluatorOptions _options;
    private readonly int _padded;
    private readonly long _sumStride;
    private readonly bool _wide;
    private readonly PinnedMemory[] _carries;
    private readonly PinnedMemory? _sums;
    private readonly PinnedMemory _ended;
    private readonly PinnedMemory _first;
    private readonly PinnedMemory _noExternalEnd;
    private readonly PinnedMemory _parameters;
    private readonly ThreadState[] _threads;
    private readonly SpinPool? _pool;
    private readonly Action<int> _runPart;
    private readonly long _stepBytes;
    private readonly InputShape[] _shapes;
    private readonly int[] _carryWidths;
    private readonly int _columns;
    private readonly int _costs;
    private PinnedMemory? _all;
    private int _waiting;
    private int _neverReset;
    private bool _anyFirst;
    private bool _disposed;
    private Call _call;

    /// <summary>Allocates the carries of a batch. No environment may step before its first reset.</summary>
    /// <param name="batchSize">Number of environments B, at least 1.</param>
    /// <param name="layout">The generated layout.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty or the thread count is outside 1 … 64.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected RewardEvaluator(int batchSize, EvaluatorLayout layout, EvaluatorOptions? options)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _options = options ?? EvaluatorOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Threads, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.Threads, 64, nameof(options));
        BatchSize = batchSize;
        _layout = layout;
        _columns = layout.Spec.Columns.Count;
        _costs = layout.Spec.Costs.Count;
        _shapes = [.. layout.Spec.Signals.Select((signal, i) => new InputShape(signal.Width, signal.IsBool ? 1 : sizeof(float), layout.Inputs[i].Reset))];
        _carryWidths = [.. layout.Carries.Select(static c => c.StoredWidth)];
        Parameters = new ParameterSet(layout.Spec);
        _padded = (batchSize + Tile - 1) / Tile * Tile;
        _sumStride = _padded + SumPadding;
        _wide = _options.Width switch
        {
            VectorWidth.Vector512 => true,
            VectorWidth.Vector128 => false,
            _ => Vector512.IsHardwareAccelerated,
        };
        _carries = [.. layout.Carries.Select(c => new PinnedMemory((long)_padded * c.StoredWidth * sizeof(float)))];
        _sums = _options.EpisodeSums && _columns > 0 ? new PinnedMemory(_sumStride * _columns * sizeof(float)) : null;
        _ended = new PinnedMemory(_padded);
        _first = new PinnedMemory(_padded);
        _noExternalEnd = new PinnedMemory(_padded);
        _parameters = new PinnedMemory((layout.Spec.Parameters.Count + 1) * sizeof(float));
        _threads = [.. Enumerable.Range(0, _options.Threads).Select(_ => new ThreadState(layout))];
        _pool = _options.Threads > 1 ? new SpinPool(_options.Threads) : null;
        _runPart = RunPart;
        _stepBytes = BytesOf(layout, batchSize, _sums != null);
        _ended.AsBytes(batchSize).Fill(NeverReset);
        _waiting = batchSize;
        _neverReset = batchSize;
    }

    /// <summary>Number of environments.</summary>
    public int BatchSize { get; }

    /// <summary>Metadata of the spec.</summary>
    public RewardSpecInfo Info => _layout.Spec;

    /// <summary>The run-time tunable weights, payoffs and parameters. A change acts from the next call.</summary>
    public ParameterSet Parameters { get; }

    /// <summary>The sum of what a column paid in each environment's running episode, <c>[B]</c>; valid until its reset.</summary>
    /// <param name="column">Name of the column.</param>
    /// <exception cref="InvalidOperationException">The evaluator was made without episode sums.</exception>
    /// <exception cref="KeyNotFoundException">No such column; the message lists those that exist.</exception>
    public ReadOnlySpan<float> EpisodeSum(string column)
    {
        for (int i = 0; i < _columns; i++)
        {
            if (_layout.Spec.Columns[i] == column)
            {
                return EpisodeSum(i);
            }
        }

        throw new KeyNotFoundException($"There is no column '{column}'. The spec pays: {string.Join(", ", _layout.Spec.Columns)}.");
    }

    /// <summary>The same by the index of the column in <see cref="RewardSpecInfo.Columns"/>.</summary>
    /// <param name="column">Index of the column.</param>
    /// <exception cref="InvalidOperationException">The evaluator was made without episode sums.</exception>
    public ReadOnlySpan<float> EpisodeSum(int column)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _columns);
        return _sums is null
            ? throw new InvalidOperationException("This evaluator keeps no episode sums; create it with EvaluatorOptions.EpisodeSums = true.")
            : _sums.Span<float>(column * _sumStride * sizeof(float), BatchSize);
    }

    /// <summary>
    /// <c>[B]</c>: the environments whose episode ended at the last step (terminated or truncated) and that were not
    /// reset since: the mask for the next <c>Reset</c>.
    /// </summary>
    public ReadOnlySpan<byte> Ended
    {
        get
        {
            ThrowIfDisposed();
            return _ended.AsBytes(BatchSize);
        }
    }

    /// <summary>One step with inputs by name; see the generated <c>Step</c>.</summary>
    /// <param name="inputs">Buffers of this spec.</param>
    /// <param name="ends">How the simulator ended episodes.</param>
    /// <param name="outputs">Where the results go.</param>
    /// <returns>Counts over the batch.</returns>
    public StepSummary Step(SignalBuffers inputs, in StepEnds ends, in StepOutputs outputs) => StepCore(Own(inputs), in ends, in outputs);

    /// <summary>Starts new episodes with inputs by name; see the generated <c>Reset</c>.</summary>
    /// <param name="mask"><c>[B]</c>: which environments start anew; empty: all.</param>
    /// <param name="inputs">Buffers of this spec with the first observation.</param>
    public void Reset(BoolView mask, SignalBuffers inputs) => ResetCore(mask, Own(inputs));

    /// <summary>Writes every carried value, the episode sums and the parameters, so that a run resumes with the same bits on any machine.</summary>
    /// <param name="stream">Where to write.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDisposed();
        Checkpoint.Write(stream, _layout, BatchSize, _sumStride, LaneCount, _carries, _sums, _ended, _first, Parameters.Values);
    }

    /// <summary>Restores what <see cref="Save"/> wrote. A checkpoint that does not fit is refused and nothing is changed.</summary>
    /// <param name="stream">Where to read.</param>
    /// <exception cref="InvalidDataException">Not a checkpoint, damaged, of another spec, another version or another batch size; the message names the difference.</exception>
    public void Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDisposed();
        float[] parameters = Checkpoint.Read(stream, _layout, BatchSize, _sumStride, LaneCount, _carries, _sums, _ended, _first);
        Parameters.CopyFrom(parameters);
        _neverReset = _ended.AsBytes(BatchSize).Count(NeverReset);
        _waiting = _ended.AsBytes(BatchSize).Count((byte)1) + _neverReset;
        _anyFirst = _first.AsBytes(BatchSize).Contains((byte)1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the helper threads.</summary>
    /// <param name="disposing">Called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _pool?.Dispose();
        }
    }

    /// <summary>Runs the generated step kernel on a run of environments.</summary>
    /// <param name="frame">The run.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void StepKernel(ref KernelFrame frame);

    /// <summary>Runs the generated reset kernel on a run of environments.</summary>
    /// <param name="frame">The run.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void ResetKernel(ref KernelFrame frame);

    /// <summary>One step of every environment. Everything is checked before anything is written.</summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <param name="inputs">One view for each signal, read after the step.</param>
    /// <param name="ends">How the simulator ended episodes.</param>
    /// <param name="outputs">Where the results go.</param>
    /// <returns>Counts over the batch.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected StepSummary StepCore<TInputs>(in TInputs inputs, in StepEnds ends, in StepOutputs outputs)
        where TInputs : struct, ISignalInputs, allows ref struct
    {
        ThrowIfDisposed();
        ThrowIfWaiting();
        SignalView truncated = ends.Truncated.ToSignalView();
        SignalView external = ends.Terminated.ToSignalView();
        CheckDenseBytes(truncated, "ends.Truncated", optional: false);
        CheckDenseBytes(external, "ends.Terminated", optional: true);
        CheckOutputs(outputs);

        fixed (byte* truncatedAddress = truncated)
        fixed (byte* externalAddress = external)
        fixed (float* total = outputs.Total)
        fixed (float* terms = outputs.Terms)
        fixed (float* objective = outputs.Objective)
        fixed (float* costs = outputs.Costs)
        fixed (bool* terminated = outputs.Terminated)
        fixed (byte* causes = outputs.EndCauses)
        {
            _call = new Call
            {
                Truncated = truncatedAddress,
                ExternalEnd = external.Elements == 0 ? _noExternalEnd.Address : externalAddress,
                Total = total,
                Terms = terms,
                Objective = objective,
                Costs = costs,
                Terminated = (byte*)terminated,
                EndCauses = causes,
            };
            Pin(inputs, 0);
        }

        int terminatedCount = 0;
        int truncatedCount = 0;
        int nonFinite = 0;
        foreach (ThreadState thread in _threads)
        {
            terminatedCount += thread.Terminated;
            truncatedCount += thread.Truncated;
            nonFinite += thread.NonFinite;
        }

        _waiting = terminatedCount + truncatedCount;
        if (_anyFirst)
        {
            _first.AsBytes(BatchSize).Clear();
            _anyFirst = false;
        }

        return new StepSummary(terminatedCount, truncatedCount, nonFinite);
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
        CheckDenseBytes(view, nameof(mask), optional: true);
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
                    first[i] = 1;
                    _anyFirst = _layout.UsesFirst;
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

    private int LaneCount => _wide ? 4 : 1;

    /// <summary>
    /// Checks and pins the inputs one after the other, then runs. A span can only be pinned by a local of a frame on the
    /// stack, so there is a frame for each; nothing is written before the innermost one.
    /// </summary>
    private void Pin<TInputs>(in TInputs inputs, int index)
        where TInputs : struct, ISignalInputs, allows ref struct
    {
        if (index == _shapes.Length)
        {
            if (_call.ResetMask == null)
            {
                CheckOverlaps();
            }

            Run();
            return;
        }

        SignalView view = inputs.View(index);
        ref readonly InputShape shape = ref _shapes[index];
        CheckInput(view, index, in shape);
        fixed (byte* address = view)
        {
            ref InputCall input = ref _threads[0].Inputs[index];
            input.Address = view.Elements == 0 ? null : address;
            input.DenseBytes = shape.Width * shape.ElementSize;
            input.RowBytes = view.RowStride == 0 ? input.DenseBytes : (long)view.RowStride * shape.ElementSize;
            input.Bytes = ((BatchSize - 1) * input.RowBytes) + input.DenseBytes;
            Pin(inputs, index + 1);
        }
    }

    private void Run()
    {
        Parameters.Values.CopyTo(_parameters.Span<float>(0, Parameters.Values.Length));
        int parts = (int)Math.Clamp(_stepBytes / MinimumBytesPerThread, 1, Math.Min(_threads.Length, _padded / Tile));
        foreach (ThreadState thread in _threads)
        {
            thread.Terminated = thread.Truncated = thread.NonFinite = 0;
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
    }

    private void RunPart(int part)
    {
        ThreadState thread = _threads[part];
        if (part != 0)
        {
            _threads[0].Inputs.CopyTo(thread.Inputs, 0);
        }

        int tiles = _padded / Tile;
        int from = (int)((long)tiles * part / _call.Parts) * Tile;
        int to = Math.Min(BatchSize, (int)((long)tiles * (part + 1) / _call.Parts) * Tile);
        int width = _wide ? 16 : 4;

        bool staged = false;
        for (int i = 0; i < thread.Inputs.Length; i++)
        {
            ref readonly InputCall input = ref thread.Inputs[i];
            staged |= input.Address != null && input.RowBytes != input.DenseBytes;
        }

        int direct = to - from;
        if (to == BatchSize)
        {
            // The very last rows of the buffers are copied to memory with slack, if the kernels read past rows: by up to three
            // floats, which are three rows of a vector of one.
            direct = (_layout.ReadsPastRows ? Math.Max(0, direct - 3) : direct) / width * width;
        }

        int run = staged ? Tile : direct;
        int at = 0;
        for (; at < direct; at += run)
        {
            int count = Math.Min(run, direct - at);
            RunTile(thread, from + at, count, staged, tail: false, _stepBytes > PrefetchLimit && !staged);
        }

        for (at = direct; at < to - from; at += Tile)
        {
            RunTile(thread, from + at, Math.Min(Tile, to - from - at), staged: true, tail: true, prefetch: false);
        }
    }

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
        frame.Parameters = new Ptr(_parameters.Address);
        frame.First = new Ptr(_first.Address + start);
        frame.Ended = new Ptr(_ended.Address + start);
        frame.Scratch = new Ptr(thread.Scratch);
        if (_sums is not null)
        {
            frame.SumAddress = _sums.Floats + start;
            frame.SumStride = _sumStride;
        }

        for (int i = 0; i < _carries.Length; i++)
        {
            thread.CarryAddresses[i] = _carries[i].Floats + ((long)start * _carryWidths[i]);
        }

        for (int i = 0; i < thread.Inputs.Length; i++)
        {
            ref readonly InputCall input = ref thread.Inputs[i];
            byte* source = input.Address + ((long)start * input.RowBytes);
            if (input.Address != null && staged && (tail || input.RowBytes != input.DenseBytes))
            {
                byte* target = thread.StagedInputs[i];
                CopyRows(source, input.RowBytes, target, input.DenseBytes, count);
                new Span<byte>(target + ((long)count * input.DenseBytes), ((frame.Blocks * width) - count) * input.DenseBytes).Clear();
                source = target;
            }

            thread.InputAddresses[i] = source;
        }

        if (_call.ResetMask != null)
        {
            frame.ResetMask = new Ptr(tail ? StageBytes(thread.StagedResetMask, _call.ResetMask + start, count) : _call.ResetMask + start);
            ResetKernel(ref frame);
            return;
        }

        int columns = _columns;
        int costs = _costs;
        if (tail)
        {
            frame.Truncated = new Ptr(StageBytes(thread.StagedTruncated, _call.Truncated + start, count));
            frame.ExternalEnd = new Ptr(StageBytes(thread.StagedExternalEnd, _call.ExternalEnd + start, count));
            frame.Total = new Ptr(thread.StagedTotal);
            frame.Terms = new Ptr(_call.Terms == null ? null : thread.StagedTerms);
            frame.Objective = new Ptr(_call.Objective == null ? null : thread.StagedObjective);
            frame.Costs = new Ptr(_call.Costs == null ? null : thread.StagedCosts);
            frame.Terminated = new Ptr(_call.Terminated == null ? null : thread.StagedTerminated);
            frame.EndCauses = new Ptr(_call.EndCauses == null ? null : thread.StagedEndCauses);
        }
        else
        {
            frame.Truncated = new Ptr(_call.Truncated + start);
            frame.ExternalEnd = new Ptr(_call.ExternalEnd + start);
            frame.Total = new Ptr(_call.Total + start);
            frame.Terms = new Ptr(_call.Terms == null ? null : _call.Terms + ((long)start * columns));
            frame.Objective = new Ptr(_call.Objective == null ? null : _call.Objective + start);
            frame.Costs = new Ptr(_call.Costs == null ? null : _call.Costs + ((long)start * costs));
            frame.Terminated = new Ptr(_call.Terminated == null ? null : _call.Terminated + start);
            frame.EndCauses = new Ptr(_call.EndCauses == null ? null : _call.EndCauses + start);
        }

        StepKernel(ref frame);
        thread.Terminated += frame.TerminatedCount;
        thread.Truncated += frame.TruncatedCount;
        thread.NonFinite += frame.NonFiniteCount;
        if (tail)
        {
            CopyBack(thread.StagedTotal, _call.Total, start, count, sizeof(float));
            CopyBack(thread.StagedTerms, _call.Terms, start, count, sizeof(float) * columns);
            CopyBack(thread.StagedObjective, _call.Objective, start, count, sizeof(float));
            CopyBack(thread.StagedCosts, _call.Costs, start, count, sizeof(float) * costs);
            CopyBack(thread.StagedTerminated, _call.Terminated, start, count, 1);
            CopyBack(thread.StagedEndCauses, _call.EndCauses, start, count, 1);
        }
    }

    private static void CopyRows(byte* source, long sourceStride, byte* target, int targetStride, int rows)
    {
        if (sourceStride == targetStride)
        {
            Unsafe.CopyBlockUnaligned(target, source, (uint)(rows * targetStride));
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            Unsafe.CopyBlockUnaligned(target + ((long)row * targetStride), source + ((long)row * sourceStride), (uint)targetStride);
        }
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
            each += layout.Inputs[i].Step ? layout.Spec.Signals[i].Width * (layout.Spec.Signals[i].IsBool ? 1L : 4L) : 0;
        }

        foreach (CarryLayout carry in layout.Carries)
        {
            each += 8L * carry.StoredWidth;
        }

        return each * batch;
    }

    private void CheckInput(SignalView view, int index, in InputShape shape)
    {
        if (view.RowStride == 0)
        {
            if (view.Elements == (long)BatchSize * shape.Width || (view.Elements == 0 && _call.ResetMask != null && !shape.ReadByReset))
            {
                return;
            }

            throw new ArgumentException(
                $"'{_layout.Spec.Signals[index].Name}' has {view.Elements} elements; a batch of {BatchSize} needs {(long)BatchSize * shape.Width} ([B{(shape.Width == 1 ? "" : ", " + shape.Width)}], row-major).");
        }

        if (view.RowStride < shape.Width)
        {
            throw new ArgumentException(
                $"'{_layout.Spec.Signals[index].Name}' has a row stride of {view.RowStride}, less than its width {shape.Width}: its rows would overlap.");
        }

        long needed = ((long)(BatchSize - 1) * view.RowStride) + shape.Width;
        if (view.Elements < needed)
        {
            throw new ArgumentException(
                $"'{_layout.Spec.Signals[index].Name}' has {view.Elements} elements from its offset; {BatchSize} rows of {shape.Width} with stride {view.RowStride} need {needed}.");
        }
    }

    private void CheckDenseBytes(SignalView view, string name, bool optional)
    {
        if (optional && view.Elements == 0)
        {
            return;
        }

        if (view.RowStride > 1)
        {
            throw new ArgumentException($"'{name}' must be dense.", name);
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

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>What a call must know of a signal.</summary>
    private readonly record struct InputShape(int Width, int ElementSize, bool ReadByReset);

    private struct InputCall
    {
        public byte* Address;
        public long Bytes;
        public long RowBytes;
        public int DenseBytes;
    }

    private struct Call
    {
        public int Parts;
        public byte* Truncated;
        public byte* ExternalEnd;
        public byte* ResetMask;
        public float* Total;
        public float* Terms;
        public float* Objective;
        public float* Costs;
        public byte* Terminated;
        public byte* EndCauses;
    }

    /// <summary>What one thread needs: address tables, scratch and staging for one tile, in one block of native memory.</summary>
    private sealed class ThreadState
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

        public ThreadState(EvaluatorLayout layout)
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
            long scratch = Reserve((long)layout.ScratchSlots * KernelFrame.ScratchWidth * sizeof(float));
            long[] staged = [.. layout.Spec.Signals.Select(s => Reserve((long)Tile * s.Width * (s.IsBool ? 1 : sizeof(float))))];
            long truncated = Reserve(Tile);
            long external = Reserve(Tile);
            long reset = Reserve(Tile);
            long total = Reserve(Tile * sizeof(float));
            long terms = Reserve((long)Tile * layout.Spec.Columns.Count * sizeof(float));
            long objective = Reserve(Tile * sizeof(float));
            long costs = Reserve((long)Tile * layout.Spec.Costs.Count * sizeof(float));
            long terminated = Reserve(Tile);
            long causes = Reserve(Tile);
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
}
