using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RewardDsl.Kernels;

/// <summary>
/// What one call of a generated kernel works on: a run of environments with every address already at its first one.
/// Used by generated kernels.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct KernelFrame
{
    /// <summary>Environments of a scratch slot: the most that one part of a kernel works on before the next.</summary>
    internal const int ScratchWidth = 128;

    /// <summary>How many environments ahead rows are fetched.</summary>
    internal const int Ahead = 128;

    internal void** InputAddresses;
    internal void** CarryAddresses;
    internal void** BlockAddresses;
    internal int* Rows;
    internal float* ClosingAddress;
    internal Closer? Closer;
    internal int Start;
    internal int* ViolationCounts;
    internal void** GradientAddresses;
    internal float* ScratchAddress;

    /// <summary>Number of blocks of vector width.</summary>
    public int Blocks { get; internal set; }

    /// <summary>Number of real environments; the rest of the last block is padding.</summary>
    public int Valid { get; internal set; }

    /// <summary>16 environments at a time instead of 4.</summary>
    public bool Wide { get; internal set; }

    /// <summary>Fetch rows ahead of their use.</summary>
    public bool Prefetch { get; internal set; }

    /// <summary>Everything that the call touches fits the second-level cache.</summary>
    public bool InCache { get; internal set; }

    /// <summary>Keep episode sums.</summary>
    public readonly bool HasSums => !Sums.IsNull;

    /// <summary>The episode sums of the first column, or null.</summary>
    public Ptr Sums { get; internal set; }

    /// <summary>Floats from the sums of one column to those of the next.</summary>
    public long SumStride { get; internal set; }

    /// <summary>The parameter values.</summary>
    public Ptr Parameters { get; internal set; }

    /// <summary>Bytes: the previous call for this environment was a reset.</summary>
    public Ptr First { get; internal set; }

    /// <summary>Bytes: environments to reset.</summary>
    public Ptr ResetMask { get; internal set; }

    /// <summary>Bytes: truncated by the simulator.</summary>
    public Ptr Truncated { get; internal set; }

    /// <summary>Bytes: terminated by the simulator.</summary>
    public Ptr ExternalEnd { get; internal set; }

    /// <summary>Bytes: the episode ended at this step.</summary>
    public Ptr Ended { get; internal set; }

    /// <summary>Integers: the number of the step with which each environment's episode began.</summary>
    public Ptr Started { get; internal set; }

    /// <summary>The number of this step.</summary>
    public int Tick { get; internal set; }

    /// <summary>Rows of 16 floats for <see cref="Close"/>.</summary>
    public readonly Ptr Closing => new(ClosingAddress);

    /// <summary>The total, <c>[B]</c>.</summary>
    public Ptr Total { get; internal set; }

    /// <summary>Paid columns, <c>[B, K]</c>, or null.</summary>
    public Ptr Terms { get; internal set; }

    /// <summary>Unshaped reward, <c>[B]</c>, or null.</summary>
    public Ptr Objective { get; internal set; }

    /// <summary>Costs, <c>[B, C]</c>, or null.</summary>
    public Ptr Costs { get; internal set; }

    /// <summary>Metrics, <c>[B, M]</c>, or null.</summary>
    public Ptr Metrics { get; internal set; }

    /// <summary>Critics, <c>[B, C]</c>, or null.</summary>
    public Ptr Critics { get; internal set; }

    /// <summary>Terminated, bytes, or null.</summary>
    public Ptr Terminated { get; internal set; }

    /// <summary>End causes, bytes, or null.</summary>
    public Ptr EndCauses { get; internal set; }

    /// <summary>Automaton states, <c>[B, A]</c>, or null.</summary>
    public Ptr Automata { get; internal set; }

    /// <summary>Verdicts of formulas, <c>[B, F]</c>, or null.</summary>
    public Ptr Verdicts { get; internal set; }

    /// <summary>Letters of reward machines, <c>[B, M]</c>, or null.</summary>
    public Ptr Letters { get; internal set; }

    /// <summary>Count of terminated environments; the kernel adds to it.</summary>
    public int TerminatedCount { get; set; }

    /// <summary>Count of truncated environments; the kernel adds to it.</summary>
    public int TruncatedCount { get; set; }

    /// <summary>Count of totals that are not finite; the kernel adds to it.</summary>
    public int NonFiniteCount { get; set; }

    /// <summary>Count of optional terms that an environment lacks; the kernel adds to it.</summary>
    public int AbsentCount { get; set; }

    /// <summary>Count the violations of assumptions.</summary>
    public readonly bool HasViolations => ViolationCounts != null;

    /// <summary>Adds to the count of an assumption's violations; only when <see cref="HasViolations"/>.</summary>
    /// <param name="index">Index of the assumption.</param>
    /// <param name="count">Environments that violate it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void AddViolations(int index, int count) => ViolationCounts[index] += count;

    /// <summary>Scratch between parts, <c>[slots][tile]</c>, addressed by the environments of the run: the first of the tile is at its beginning.</summary>
    /// <param name="block">First block of the tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Ptr Scratch(int block) => new(ScratchAddress - ((nint)block * (Wide ? 16 : 4)));

    /// <summary>Rows of an input.</summary>
    /// <param name="index">Index of the signal.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Ptr Input(int index) => ((Ptr*)InputAddresses)[index];

    /// <summary>A carried value.</summary>
    /// <param name="index">Index of the carry.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Ptr Carry(int index) => ((Ptr*)CarryAddresses)[index];

    /// <summary>The extreme of the block of rows that a window is writing.</summary>
    /// <param name="index">Index of the carry.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Ptr Block(int index) => ((Ptr*)BlockAddresses)[index];

    /// <summary>The row that a ring writes at this step.</summary>
    /// <param name="index">Index of the carry.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Row(int index) => Rows[index];

    /// <summary>
    /// What closes a monitor in the environments that end. The rows of <see cref="Closing"/> are which ones end, the steps before this one, and
    /// the values that its layout names; the first is replaced by the result.
    /// </summary>
    /// <param name="index">Index of the closing.</param>
    /// <param name="e">The first environment of the block.</param>
    public readonly void Close(int index, int e) => Closer!.Close(index, ClosingAddress, Start + e, Wide ? 16 : 4);

    /// <summary>Derivatives with respect to a signal, <c>[B, D]</c>, or null.</summary>
    /// <param name="index">Index of the signal.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Ptr Gradient(int index) => ((Ptr*)GradientAddresses)[index];

    /// <summary>The episode sum of a column.</summary>
    /// <param name="column">Index of the column.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Ptr Sum(int column) => new((float*)Sums.Address + (column * SumStride));
}
