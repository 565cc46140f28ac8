using System;
using System.Linq;
using RewardDsl.Cuda.Device;
using RewardDsl.Cuda.Kernels;
using RewardDsl.Kernels;

namespace RewardDsl.Cuda;

/// <summary>The device memory of an evaluator, one allocation: what is carried, episode sums, flags, clock, counters, parameters.</summary>
internal sealed class EvaluatorMemory : IDisposable
{
    private const long Alignment = 256;

    private readonly DeviceMemory _memory;
    private readonly EvaluatorLayout _layout;
    private readonly int[] _firstRow;
    private long _end;

    public EvaluatorMemory(CudaContext context, EvaluatorLayout layout, int batch, bool hasSums)
    {
        _layout = layout;
        Batch = batch;
        Stride = (batch + 31L) / 32 * 32;
        _firstRow = new int[layout.Carries.Count + 1];
        for (int k = 0; k < layout.Carries.Count; k++)
        {
            _firstRow[k + 1] = _firstRow[k] + Rows(layout.Carries[k]);
        }

        HasRings = layout.Carries.Any(static c => c.Ring != RingForm.None);
        State = Take(_firstRow[^1] * Stride * sizeof(float));
        Sums = hasSums && layout.Spec.Columns.Count > 0 ? Take(layout.Spec.Columns.Count * Stride * sizeof(float)) : -1;
        Clock = HasRings ? Take(2 * Stride * sizeof(int)) : -1;
        Ended = Take(Stride);
        First = Take(Stride);
        CounterCount = ArgumentSlots.FixedCounters + layout.Spec.Assumptions.Count;
        Counters = Take(CounterCount * sizeof(ulong));
        Parameters = Take((layout.Spec.Parameters.Count + 1) * sizeof(float));
        _memory = new DeviceMemory(context, _end);
    }

    public int Batch { get; }

    /// <summary>Elements between two rows.</summary>
    public long Stride { get; }

    public bool HasRings { get; }

    public int CounterCount { get; }

    // Where each part begins, in bytes; −1: there is none.
    public long State { get; }

    public long Sums { get; }

    public long Clock { get; }

    public long Ended { get; }

    public long First { get; }

    public long Counters { get; }

    public long Parameters { get; }

    public long Bytes => _memory.Bytes;

    /// <summary>The address of a part; 0 where there is none.</summary>
    public ulong Address(long offset) => offset < 0 ? 0 : _memory.Address + (ulong)offset;

    /// <summary>Where a row of a carry begins, in bytes.</summary>
    public long Carry(int carry, int row = 0) => State + ((_firstRow[carry] + row) * Stride * sizeof(float));

    /// <summary>Where the episode sums of a column begin, in bytes.</summary>
    public long Sum(int column) => Sums + (column * Stride * sizeof(float));

    public DeviceMemory Device => _memory;

    /// <summary>Rows of a carry: its elements or the steps that it keeps, of windows with the block that is being written.</summary>
    public static int Rows(CarryLayout carry) => carry.IsVector ? carry.Width : carry.StoredWidth;

    /// <summary>Nothing carried, no environment reset yet.</summary>
    public void Clear(nint stream)
    {
        _memory.Fill(0, _end, (byte)0, stream);
        _memory.Fill(Ended, Stride, 2, stream);
        for (int k = 0; k < _layout.Carries.Count; k++)
        {
            CarryLayout carry = _layout.Carries[k];
            if (carry.Constant is { } constant)
            {
                _memory.Fill(Carry(k), Rows(carry) * Stride, carry.IsBool && constant != 0f ? 1f : constant, stream);
            }
            else if (carry.Ring is RingForm.Largest or RingForm.Until)
            {
                _memory.Fill(Carry(k, carry.Width), Stride, float.NegativeInfinity, stream);
            }
            else if (carry.Ring is RingForm.Smallest or RingForm.Release)
            {
                _memory.Fill(Carry(k, carry.Width), Stride, float.PositiveInfinity, stream);
            }
        }
    }

    public void Dispose() => _memory.Dispose();

    private long Take(long bytes)
    {
        long start = _end;
        _end += (bytes + Alignment - 1) / Alignment * Alignment;
        return start;
    }
}
