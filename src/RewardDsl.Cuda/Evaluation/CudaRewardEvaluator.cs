using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using RewardDsl.Cuda.Device;
using RewardDsl.Cuda.Kernels;
using RewardDsl.Cuda.Native;
using RewardDsl.Cuda.Torch;
using RewardDsl.Kernels;

namespace RewardDsl.Cuda;

/// <summary>
/// Evaluates a reward for a batch of environments on a CUDA device and carries its state there from step to step. The generated <c>CudaEvaluator</c> of a spec
/// derives from it and adds the typed calls. <c>Step</c> and <c>Reset</c> only launch one kernel into a stream: they neither wait nor allocate and may be captured into a
/// graph. Not thread-safe: one caller at a time, from any thread.
/// </summary>
public abstract unsafe partial class CudaRewardEvaluator : IDisposable
{
    // What the flags of an environment say before its first reset.
    private const byte NeverReset = 2;

    private readonly CudaKernel _kernel;
    private readonly CudaOptions _options;
    private readonly CudaContext _context;
    private readonly Nvrtc _nvrtc;
    private readonly EvaluatorLayout _layout;
    private readonly InputShape[] _shapes;
    private readonly EvaluatorMemory _memory;
    private readonly DefaultStream _default;
    private readonly ulong[] _arguments;
    private readonly float[] _uploaded;
    private bool _disposed;

    /// <summary>Loads and, if it is nowhere in the cache, compiles the kernel for dense rows, and allocates. No environment may step before its first reset.</summary>
    /// <param name="batchSize">Number of environments B, at least 1.</param>
    /// <param name="kernel">The generated kernel.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty.</exception>
    /// <exception cref="CudaException">There is no CUDA (see <see cref="CudaBackend.Unavailable"/>), not enough memory, or the kernel does not compile.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected CudaRewardEvaluator(int batchSize, CudaKernel kernel, CudaOptions? options)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        _kernel = kernel;
        _layout = kernel.Layout;
        _options = options ?? CudaOptions.Default;
        CudaLibraries libraries = CudaLibraries.Of(_options);
        _context = libraries.Context(_options.Device);
        _nvrtc = libraries.Nvrtc;
        BatchSize = batchSize;
        Parameters = new ParameterSet(Info);
        _shapes = [.. Info.Signals.Select((signal, i) => new InputShape(signal, _layout.Inputs[i].Reset))];
        _forms = [.. Info.Signals.Select((signal, i) => InputVariant.Usual(signal, _shapes[i]))];
        _loaded = [.. _forms];
        _inputBytes = new long[_shapes.Length];
        _arguments = GC.AllocateArray<ulong>(ArgumentSlots.Gradient(_shapes.Length, _shapes.Length), pinned: true);
        _uploaded = GC.AllocateArray<float>(Info.Parameters.Count, pinned: true);
        _default = new DefaultStream(_options);
        nint stream = StreamOf(null);

        // The kernel first: what does not compile needs no memory.
        _current = Load(InputVariant.Lines(_forms, _shapes));
        try
        {
            _memory = new EvaluatorMemory(_context, _layout, batchSize, _options.EpisodeSums);
            _memory.Clear(stream);
            UploadParameters(stream);
            FillFixedArguments();

            // It waits for the stream: from here on the memory is ready for any.
            Warm(_current, stream);
        }
        catch (Exception failure) when (failure is CudaException or InvalidOperationException)
        {
            _memory?.Dispose();
            _current.Dispose();
            throw;
        }
    }

    /// <summary>Number of environments.</summary>
    public int BatchSize { get; }

    /// <summary>Metadata of the spec.</summary>
    public RewardSpecInfo Info => _layout.Spec;

    /// <summary>Name of the device.</summary>
    public string DeviceName => _context.Name;

    /// <summary>Bytes of device memory that this evaluator keeps.</summary>
    public long DeviceBytes => _memory.Bytes;

    /// <summary>
    /// The run-time tunable weights, payoffs and parameters. A change acts from the next call; on steps that a graph replays, from <see cref="UploadParameters"/>.
    /// </summary>
    public ParameterSet Parameters { get; }

    /// <summary><c>[B]</c> bytes on the device: the environments that must be reset before they step, as their episode ended or never began. The mask for the next <c>Reset</c>.</summary>
    public DeviceBoolView Ended
    {
        get
        {
            ThrowIfDisposed();
            return new DeviceBoolView((nint)_memory.Address(_memory.Ended), BatchSize);
        }
    }

    /// <summary>Copies <see cref="Ended"/> as it is when the work of the stream before is done. Only launches the copy: it may be captured.</summary>
    /// <param name="target"><c>[B]</c> bytes on the device; any but 0 is true.</param>
    /// <param name="stream">The stream of the steps; null: that of the options.</param>
    public void CopyEnded(DeviceBoolView target, nint? stream = null)
    {
        ThrowIfDisposed();
        DeviceView view = target.ToDeviceView();
        view.Extent.CheckDenseBytes(nameof(target), BatchSize, optional: false);
        _memory.Device.CopyTo((ulong)view.Pointer, _memory.Ended, BatchSize, StreamOf(stream));
    }

    /// <summary>The sum of what a column paid in each environment's running episode, <c>[B]</c> on the device; valid until its reset.</summary>
    /// <param name="column">Name of the column.</param>
    /// <exception cref="InvalidOperationException">The evaluator was made without episode sums.</exception>
    /// <exception cref="KeyNotFoundException">No such column; the message lists those that exist.</exception>
    public DeviceFloatView EpisodeSum(string column) => EpisodeSum(Info.ColumnOf(column));

    /// <summary>The same by the index of the column in <see cref="RewardSpecInfo.Columns"/>.</summary>
    /// <param name="column">Index of the column.</param>
    /// <exception cref="InvalidOperationException">The evaluator was made without episode sums.</exception>
    public DeviceFloatView EpisodeSum(int column) => new((nint)_memory.Address(SumOffset(column)), BatchSize);

    /// <summary>Copies the episode sums of a column to the host and waits for them.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="target"><c>[B]</c>.</param>
    /// <param name="stream">The stream whose work is waited for; null: that of the options.</param>
    public void ReadEpisodeSum(string column, Span<float> target, nint? stream = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, BatchSize, nameof(target));
        _memory.Device.Read(SumOffset(Info.ColumnOf(column)), target, StreamOf(stream));
    }

    /// <summary>
    /// Counts over all steps since the last call, and sets them to 0: of one step if it is called after each. Waits for the stream, so it cannot be captured. A count
    /// beyond <see cref="int.MaxValue"/> is told as that.
    /// </summary>
    /// <param name="stream">The stream of the steps; null: that of the options.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="InvalidOperationException">
    /// Environments were stepped that had ended or had never been reset; with <see cref="AfterEndPolicy.Continue"/> only if some have not been reset to this day.
    /// </exception>
    public StepSummary Summary(nint? stream = null) => Summary([], stream);

    /// <summary>The same, with the violations of assumptions.</summary>
    /// <param name="violations">How many environments violated each of <see cref="RewardSpecInfo.Assumptions"/>, summed over the steps; or empty.</param>
    /// <param name="stream">The stream of the steps; null: that of the options.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="InvalidOperationException">
    /// Environments were stepped that had ended or had never been reset; with <see cref="AfterEndPolicy.Continue"/> only if some have not been reset to this day.
    /// </exception>
    public StepSummary Summary(Span<int> violations, nint? stream = null)
    {
        ThrowIfDisposed();
        if (violations.Length != Info.Assumptions.Count && !violations.IsEmpty)
        {
            throw new ArgumentException($"There is room for {violations.Length} counts; the spec has {Info.Assumptions.Count} assumptions.", nameof(violations));
        }

        Span<ulong> counts = _memory.CounterCount <= 64 ? stackalloc ulong[_memory.CounterCount] : new ulong[_memory.CounterCount];
        nint at = StreamOf(stream);
        _memory.Device.Read(_memory.Counters, counts, at);
        _memory.Device.Fill(_memory.Counters, (long)counts.Length * sizeof(ulong), (byte)0, at);
        for (int i = 0; i < violations.Length; i++)
        {
            violations[i] = Saturated(counts[ArgumentSlots.FixedCounters + i]);
        }

        if (counts[4] != 0 && (_options.AfterEnd == AfterEndPolicy.Throw || Read<byte>(_memory.Ended, BatchSize, at).AsSpan().Contains(NeverReset)))
        {
            throw new InvalidOperationException(
                $"{counts[4]} steps since the last summary were made in environments that must be reset before they step: their episode had ended, or they were never reset. " +
                "Call Reset with Ended as the mask and the first observation; results of those steps mean nothing.");
        }

        return new StepSummary(Saturated(counts[0]), Saturated(counts[1]), Saturated(counts[2]), Saturated(counts[3]));
    }

    /// <summary>Frees the device memory and unloads the kernels.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the device memory and unloads the kernels.</summary>
    /// <param name="disposing">Called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _memory.Dispose();
            foreach (CudaModule module in _modules.Values)
            {
                module.Dispose();
            }
        }
    }

    /// <summary>Many steps of many environments count further than an <see cref="int"/>.</summary>
    private static int Saturated(ulong count) => (int)Math.Min(count, int.MaxValue);

    private long SumOffset(int column)
    {
        ThrowIfDisposed();
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, Info.Columns.Count);
        return _memory.Sums >= 0
            ? _memory.Sum(column)
            : throw new InvalidOperationException("This evaluator keeps no episode sums; create it with CudaOptions.EpisodeSums = true.");
    }

    private void FillFixedArguments()
    {
        _arguments[ArgumentSlots.Batch] = (ulong)BatchSize;
        _arguments[ArgumentSlots.Stride] = (ulong)_memory.Stride;
        _arguments[ArgumentSlots.State] = _memory.Address(_memory.State);
        _arguments[ArgumentSlots.Sums] = _memory.Address(_memory.Sums);
        _arguments[ArgumentSlots.Ended] = _memory.Address(_memory.Ended);
        _arguments[ArgumentSlots.First] = _memory.Address(_memory.First);
        _arguments[ArgumentSlots.Clock] = _memory.Address(_memory.Clock);
        _arguments[ArgumentSlots.Counters] = _memory.Address(_memory.Counters);
        _arguments[ArgumentSlots.Parameters] = _memory.Address(_memory.Parameters);
    }

    /// <summary>The stream of a call: the caller's, the options', torch's current one, or the legacy default stream.</summary>
    private nint StreamOf(nint? given) => _default.Or(given);

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);
}
