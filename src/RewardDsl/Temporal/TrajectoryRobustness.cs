using System;
using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RewardDsl;

/// <summary>
/// The robustness of a temporal formula over whole trajectories: how strongly it holds (Donzé and Maler, Robust satisfaction of temporal logic over
/// real-valued signals, FORMATS 2010, in discrete time) at every step of each of them, or at the first. The time is proportional to the number of
/// values whatever the windows are, and nothing is written but the result.
/// <para>An atom is a margin: positive where it holds, negative where it does not. Not is the negative, and the smaller, or the larger; windows
/// are cut at the ends of a trajectory, the largest of nothing is −∞ and the smallest of nothing +∞. The sign of the value is the truth; with margins
/// 1 and −1 the value is nothing but the truth, so that the same call decides true-or-false formulas.</para>
/// <para>A margin that is not a number makes everything not a number that looks at it. The sign of a zero means nothing. Batches in which all
/// margins are finite are faster.</para>
/// <para>Not thread-safe: one caller at a time. A second call for as many steps allocates nothing.</para>
/// </summary>
public sealed unsafe class TrajectoryRobustness : IDisposable
{
    /// <summary>With less memory traffic than this for each thread the fork costs more than it gains.</summary>
    private const long MinimumBytesPerThread = 512 << 10;

    /// <summary>Calls that touch more bytes do not keep them in the cache of a core: the output goes past it, and rows are fetched ahead.</summary>
    private const long StreamingLimit = 1 << 20;

    private readonly SweepPlan _plan;
    private readonly SweepAtom[] _atoms;
    private readonly MemoryHandle[] _handles;
    private readonly SpinPool? _pool;
    private readonly Action<int> _runPart;
    private readonly int _threads;
    private readonly bool _isWide;
    private SweepWorker[]? _allWorkers;
    private SweepWorker[]? _firstWorkers;
    private int _allSteps;
    private int _firstSteps;
    private SweepWorker[] _workers = [];
    private SweepBatch _batch;
    private int _parts;
    private bool _disposed;

    /// <summary>For a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="options">Options, or null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not 1 … 64.</exception>
    public TrajectoryRobustness(TrajectoryFormula formula, TrajectoryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(formula);
        options ??= TrajectoryOptions.Default;
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Threads, 64, nameof(options));
        Formula = formula;
        _plan = SweepPlan.Of(formula);
        _atoms = new SweepAtom[formula.AtomCount];
        _handles = new MemoryHandle[formula.AtomCount];
        _threads = options.Threads;
        _pool = _threads > 1 ? new SpinPool(_threads) : null;
        _runPart = RunPart;
        _isWide = options.Width switch
        {
            VectorWidth.Vector512 => true,
            VectorWidth.Vector128 => false,
            _ => Vector512.IsHardwareAccelerated,
        };
    }

    /// <summary>The formula.</summary>
    public TrajectoryFormula Formula { get; }

    /// <summary>The robustness at every step.</summary>
    /// <param name="margins">For each atom its margins, <c>[T, B]</c>; a row holds the values of a step.</param>
    /// <param name="steps">T, at least 1.</param>
    /// <param name="batchSize">B, at least 1.</param>
    /// <param name="robustness">
    /// Takes the result, <c>[T, B]</c>; it overlaps no margins. From a trajectory's end on it is filled with NaN.
    /// </param>
    /// <param name="lengths"><c>[B]</c>: at how many steps each trajectory ends, 0 … T; what lies beyond is not looked at. Empty: all at T.</param>
    /// <param name="rowStride">Elements from one step of the result to the next; 0: B, without gaps.</param>
    /// <exception cref="ArgumentException">A buffer is too short or overlaps another, or a length is not 0 … T; the message says which.</exception>
    public void Evaluate(
        ReadOnlySpan<TrajectoryMargin> margins, int steps, int batchSize, Span<float> robustness, ReadOnlySpan<int> lengths = default, int rowStride = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowStride);
        Evaluate(margins, steps, batchSize, robustness, lengths, rowStride == 0 ? batchSize : rowStride, isFirstOnly: false);
    }

    /// <summary>
    /// The robustness at the first step of each trajectory. Only the steps are read that it depends on: of a formula
    /// whose windows all end, those up to its <see cref="TrajectoryFormula.Horizon"/>, for each atom as far as its own windows reach.
    /// </summary>
    /// <param name="margins">For each atom its margins, <c>[T, B]</c>; a row holds the values of a step.</param>
    /// <param name="steps">T, at least 1.</param>
    /// <param name="batchSize">B, at least 1.</param>
    /// <param name="robustness">Takes the result, <c>[B]</c>; it overlaps no margins. NaN for trajectories without steps.</param>
    /// <param name="lengths"><c>[B]</c>: at how many steps each trajectory ends, 0 … T. Empty: all at T.</param>
    /// <exception cref="ArgumentException">A buffer is too short or overlaps another, or a length is not 0 … T; the message says which.</exception>
    public void EvaluateFirst(
        ReadOnlySpan<TrajectoryMargin> margins, int steps, int batchSize, Span<float> robustness, ReadOnlySpan<int> lengths = default) =>
        Evaluate(margins, steps, batchSize, robustness, lengths, batchSize, isFirstOnly: true);

    /// <summary>Stops the threads.</summary>
    public void Dispose()
    {
        _disposed = true;
        _pool?.Dispose();
    }

    private void Evaluate(
        ReadOnlySpan<TrajectoryMargin> margins, int steps, int batchSize, Span<float> robustness, ReadOnlySpan<int> lengths, long rowStride, bool isFirstOnly)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (rowStride < batchSize)
        {
            throw new ArgumentException($"Rows of {batchSize} values do not fit a stride of {rowStride}.", nameof(rowStride));
        }

        if (margins.Length != _atoms.Length)
        {
            throw new ArgumentException($"The formula reads {_atoms.Length} atoms; there are margins for {margins.Length}.", nameof(margins));
        }

        long values = ((isFirstOnly ? 0 : steps - 1) * rowStride) + batchSize;
        if (robustness.Length < values)
        {
            throw new ArgumentException($"The result takes {values} values; the buffer has {robustness.Length}.", nameof(robustness));
        }

        if (!lengths.IsEmpty)
        {
            CheckLengths(lengths, steps, batchSize);
        }

        fixed (float* output = &MemoryMarshal.GetReference(robustness))
        fixed (int* ends = lengths)
        {
            try
            {
                for (int i = 0; i < margins.Length; i++)
                {
                    Bind(i, in margins[i], steps, batchSize, output, values);
                }

                long bytes = sizeof(float) * (long)batchSize * (isFirstOnly ? _atoms.Length * (Math.Min(Formula.Horizon ?? steps, steps) + 1L) : (_atoms.Length + 1L) * steps);
                _batch = new SweepBatch
                {
                    Count = batchSize,
                    Lengths = ends,
                    Output = output,
                    OutputStride = (nint)rowStride,
                    IsStreaming = !isFirstOnly && bytes > StreamingLimit && (nint)output % 64 == 0 && rowStride % 16 == 0,
                    HasPrefetch = bytes > StreamingLimit,
                };
                Prepare(steps, isFirstOnly);
                Run(bytes);
            }
            finally
            {
                foreach (ref MemoryHandle handle in _handles.AsSpan())
                {
                    handle.Dispose();
                    handle = default;
                }
            }
        }
    }

    private static void CheckLengths(ReadOnlySpan<int> lengths, int steps, int batchSize)
    {
        if (lengths.Length != batchSize)
        {
            throw new ArgumentException($"There are {lengths.Length} lengths for {batchSize} trajectories.", nameof(lengths));
        }

        for (int b = 0; b < lengths.Length; b++)
        {
            if ((uint)lengths[b] > (uint)steps)
            {
                throw new ArgumentException($"Trajectory {b} has a length of {lengths[b]}; it is 0 … {steps}.", nameof(lengths));
            }
        }
    }

    private void Bind(int atom, in TrajectoryMargin margin, int steps, int batchSize, float* output, long outputLength)
    {
        if (margin.IsMissing)
        {
            throw new ArgumentException($"Atom {atom} has no margins.", nameof(margin));
        }

        long stride = margin.RowStride == 0 ? batchSize : margin.RowStride;
        if (stride < batchSize)
        {
            throw new ArgumentException($"Atom {atom}: rows of {batchSize} values do not fit a stride of {stride}.", nameof(margin));
        }

        long length = ((steps - 1) * stride) + batchSize;
        if (margin.Length < length)
        {
            throw new ArgumentException($"Atom {atom}: {steps} steps of {batchSize} trajectories take {length} values; the buffer has {margin.Length}.", nameof(margin));
        }

        float* address = margin.Pin(out _handles[atom]);
        if (address < output + outputLength && output < address + length)
        {
            throw new ArgumentException($"The result overlaps the margins of atom {atom}.", nameof(margin));
        }

        _atoms[atom] = new SweepAtom { Address = address, Stride = (nint)stride, Scale = margin.Scale, Bias = margin.Bias };
    }

    private void Prepare(int steps, bool isFirstOnly)
    {
        ref SweepWorker[]? workers = ref isFirstOnly ? ref _firstWorkers : ref _allWorkers;
        ref int prepared = ref isFirstOnly ? ref _firstSteps : ref _allSteps;
        if (workers is null || prepared != steps)
        {
            var ranges = new SweepRanges(_plan, _atoms.Length, steps, isFirstOnly);
            workers = new SweepWorker[_threads];
            for (int i = 0; i < workers.Length; i++)
            {
                workers[i] = new SweepWorker(_plan, ranges, _atoms.Length, _isWide);
            }

            prepared = steps;
        }

        _workers = workers;
    }

    private void Run(long bytes)
    {
        int strips = ((_batch.Count - 1) / SweepWorker.Width) + 1;
        _parts = (int)Math.Clamp(bytes / MinimumBytesPerThread, 1, Math.Min(_threads, strips));
        if (_parts == 1)
        {
            RunPart(0);
        }
        else
        {
            _pool!.Run(_runPart, _parts);
        }
    }

    private void RunPart(int part)
    {
        long strips = ((_batch.Count - 1) / SweepWorker.Width) + 1;
        _workers[part].Run(in _batch, _atoms, (int)(strips * part / _parts), (int)(strips * (part + 1) / _parts));
        if (_batch.IsStreaming && Sse.IsSupported)
        {
            Sse.StoreFence();
        }
    }
}
