using System;
using System.IO;
using System.Linq;
using RewardDsl.Cuda.Kernels;
using RewardDsl.Kernels;

namespace RewardDsl.Cuda;

/// <content>Saving and loading of what is carried, in the file of the CPU evaluator: a run may move between the two.</content>
public abstract unsafe partial class CudaRewardEvaluator
{
    /// <summary>
    /// Writes every carried value, the episode sums and the parameters, so that a run resumes with the same bits, on a device or on a CPU. Waits for the stream.
    /// </summary>
    /// <param name="target">Where to write.</param>
    /// <param name="stream">The stream of the steps; null: that of the options.</param>
    public void Save(Stream target, nint? stream = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ThrowIfDisposed();
        nint at = StreamOf(stream);
        RingSet? rings = HostRings(at, withContents: true);
        Checkpoint.Write(target, _layout, BatchSize, new CheckpointContent
        {
            Parameters = Parameters.Values.ToArray(),
            Ended = Read<byte>(_memory.Ended, BatchSize, at),
            First = Read<byte>(_memory.First, BatchSize, at),
            Ages = rings?.Ages(BatchSize) ?? [],
            Carries = [.. _layout.Carries.Select((carry, k) => carry.Ring != RingForm.None ? rings!.Contents(k, BatchSize) : Elements(k, at))],
            Sums = _memory.Sums < 0 ? null : [.. Info.Columns.Select((_, k) => Read<int>(_memory.Sum(k), BatchSize, at))],
        });
    }

    /// <summary>Restores what <see cref="Save"/> wrote, or the CPU evaluator's. A checkpoint that does not fit is refused and nothing is changed.</summary>
    /// <param name="source">Where to read.</param>
    /// <param name="stream">The stream of the steps to come; null: that of the options.</param>
    /// <exception cref="InvalidOperationException">The stream is capturing; nothing is changed.</exception>
    /// <exception cref="InvalidDataException">Not a checkpoint, damaged, of another spec, another version or another batch size; the message names the difference.</exception>
    public void Load(Stream source, nint? stream = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ThrowIfDisposed();
        nint at = StreamOf(stream);
        CheckpointContent state = Checkpoint.Read(source, _layout, BatchSize, _memory.Sums >= 0);
        _memory.Device.Write<byte>(_memory.Ended, state.Ended, at);
        _memory.Device.Write<byte>(_memory.First, state.First, at);
        RingSet? rings = HostRings(at, withContents: false);
        rings?.SetAges(state.Ages);
        for (int k = 0; k < _layout.Carries.Count; k++)
        {
            CarryLayout carry = _layout.Carries[k];
            if (carry.Ring != RingForm.None)
            {
                rings!.SetContents(k, state.Carries[k]);
                _memory.Device.Write<float>(_memory.Carry(k), _ringMemory[k]!.Span<float>(0, checked((int)(carry.StoredWidth * _memory.Stride))), at);
            }
            else
            {
                SetElements(k, state.Carries[k], at);
            }
        }

        if (rings is not null)
        {
            int[] clock = new int[2 * _memory.Stride];
            clock.AsSpan(0, (int)_memory.Stride).Fill(rings.Clock.Tick);
            new ReadOnlySpan<int>(rings.Clock.Started, (int)_memory.Stride).CopyTo(clock.AsSpan((int)_memory.Stride));

            // Its memory is freed with it, and the span alone does not keep it.
            GC.KeepAlive(rings);
            _memory.Device.Write<int>(_memory.Clock, clock, at);
        }

        for (int k = 0; _memory.Sums >= 0 && k < Info.Columns.Count; k++)
        {
            _memory.Device.Write<int>(_memory.Sum(k), state.Sums![k], at);
        }

        _ringMemory = [];
        Parameters.CopyFrom(state.Parameters);
        UploadParameters(at);
    }

    private PinnedMemory?[] _ringMemory = [];

    /// <summary>The carries that keep several steps, as the CPU keeps them, in groups of the device's size; null where there are none.</summary>
    private RingSet? HostRings(nint stream, bool withContents)
    {
        if (!_memory.HasRings)
        {
            return null;
        }

        int stride = (int)_memory.Stride;
        _ringMemory = [.. _layout.Carries.Select(c => c.Ring == RingForm.None ? null : new PinnedMemory((long)c.StoredWidth * stride * sizeof(float)))];
        var rings = new RingSet(_layout, _ringMemory, stride, stride, ArgumentSlots.RingGroup);
        if (!withContents)
        {
            return rings;
        }

        for (int k = 0; k < _ringMemory.Length; k++)
        {
            if (_ringMemory[k] is { } memory)
            {
                _memory.Device.Read(_memory.Carry(k), memory.Span<float>(0, checked(_layout.Carries[k].StoredWidth * stride)), stream);
            }
        }

        int[] clock = Read<int>(_memory.Clock, 2 * stride, stream);
        rings.Clock.SetTick(clock[0]);
        clock.AsSpan(stride).CopyTo(new Span<int>(rings.Clock.Started, stride));
        return rings;
    }

    /// <summary>From element by element to environment by environment.</summary>
    private int[] Elements(int carry, nint stream)
    {
        CarryLayout layout = _layout.Carries[carry];
        int stride = (int)_memory.Stride;
        int[] stored = Read<int>(_memory.Carry(carry), checked(layout.Width * stride), stream);
        int[] values = new int[BatchSize * layout.Width];
        for (int j = 0; j < layout.Width; j++)
        {
            for (int b = 0; b < BatchSize; b++)
            {
                int bits = stored[(j * stride) + b];
                values[(b * layout.Width) + j] = !layout.IsBool ? bits : bits != 0 ? -1 : 0;
            }
        }

        return values;
    }

    private void SetElements(int carry, int[] values, nint stream)
    {
        CarryLayout layout = _layout.Carries[carry];
        int stride = (int)_memory.Stride;
        int[] stored = new int[checked(layout.Width * stride)];
        for (int j = 0; j < layout.Width; j++)
        {
            for (int b = 0; b < BatchSize; b++)
            {
                int bits = values[(b * layout.Width) + j];
                stored[(j * stride) + b] = !layout.IsBool ? bits : bits != 0 ? BitConverter.SingleToInt32Bits(1f) : 0;
            }
        }

        _memory.Device.Write<int>(_memory.Carry(carry), stored, stream);
    }

    private T[] Read<T>(long offset, int count, nint stream)
        where T : unmanaged
    {
        T[] values = new T[count];
        _memory.Device.Read(offset, values.AsSpan(), stream);
        return values;
    }
}
