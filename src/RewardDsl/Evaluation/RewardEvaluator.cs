using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Runtime.Intrinsics;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>
/// Evaluates a reward for a batch of environments and carries its state from step to step. The generated
/// <c>Evaluator</c> of a spec derives from it and adds the typed calls. Not thread-safe: one caller at a time.
/// </summary>
public abstract unsafe partial class RewardEvaluator : IDisposable
{
    /// <summary>Environments of one run of copied rows: they stay in the first-level cache.</summary>
    private const int Tile = 128;

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
    private readonly RingSet? _rings;
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
    private readonly InputCall[] _inputs;
    private readonly int[] _carryWidths;
    private readonly int _columns;
    private readonly byte*[] _outputs = new byte*[OutputSlots.Count];
    private readonly int[] _outputRowBytes;
    private PinnedMemory? _all;
    private int _waiting;
    private int _neverReset;
    private bool _anyFirst;
    private bool _disposed;

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
        _outputRowBytes = OutputSlots.RowBytes(layout.Spec);
        _shapes = [.. layout.Spec.Signals.Select((signal, i) => new InputShape(signal, layout.Inputs[i].Reset))];
        _inputs = new InputCall[_shapes.Length];
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
        _carries = [.. layout.Carries.Select(c => new PinnedMemory((c.Ring == RingForm.None ? _padded : _sumStride) * c.StoredWidth * sizeof(float)))];
        _rings = layout.Carries.Any(static c => c.Ring != RingForm.None) ? new RingSet(layout, _carries, _padded, _sumStride) : null;
        _sums = _options.EpisodeSums && _columns > 0 ? new PinnedMemory(_sumStride * _columns * sizeof(float)) : null;
        _ended = new PinnedMemory(_padded);
        _first = new PinnedMemory(_padded);
        _noExternalEnd = new PinnedMemory(_padded);
        _parameters = new PinnedMemory((layout.Spec.Parameters.Count + 1) * sizeof(float));
        _threads = [.. Enumerable.Range(0, _options.Threads).Select(_ => new ThreadState(layout, Tile, _rings))];
        _pool = _options.Threads > 1 ? new SpinPool(_options.Threads) : null;
        _runPart = RunPart;
        _stepBytes = BytesOf(layout, batchSize, _sums != null);
        _ended.AsBytes(batchSize).Fill(NeverReset);
        _waiting = batchSize;
        _neverReset = batchSize;
        FillConstants();
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
    public ReadOnlySpan<float> EpisodeSum(string column) => EpisodeSum(Info.ColumnOf(column));

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

    /// <summary>The derivatives of the total with inputs by name; see the generated <c>Gradient</c>.</summary>
    /// <param name="inputs">Buffers of this spec.</param>
    /// <param name="ends">How the simulator would end episodes.</param>
    /// <param name="gradients">Buffers of this spec, of which those of the float signals receive the derivatives.</param>
    /// <exception cref="InvalidOperationException">The spec does not say <c>[RewardSpec(Gradient = true)]</c>.</exception>
    public void Gradient(SignalBuffers inputs, in StepEnds ends, SignalBuffers gradients) => GradientCore(Own(inputs), in ends, Own(gradients));

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

    /// <summary>Runs the generated kernel of the derivatives on a run of environments; only specs that ask for it have one.</summary>
    /// <param name="frame">The run.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void GradientKernel(ref KernelFrame frame) => throw NoGradient();

    private int LaneCount => _wide ? 4 : 1;

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
