using System;
using System.IO;
using System.Linq;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <content>Saving and loading of what is carried.</content>
public abstract unsafe partial class RewardEvaluator
{
    /// <summary>Writes every carried value, the episode sums and the parameters, so that a run resumes with the same bits on any machine.</summary>
    /// <param name="stream">Where to write.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDisposed();
        Checkpoint.Write(stream, _layout, BatchSize, new CheckpointContent
        {
            Parameters = Parameters.Values.ToArray(),
            Ended = _ended.AsBytes(BatchSize).ToArray(),
            First = _first.AsBytes(BatchSize).ToArray(),
            Ages = _rings?.Ages(BatchSize) ?? [],
            Carries = [.. _carries.Select((memory, k) => _rings?[k] is null ? Elements(memory, _layout.Carries[k]) : _rings.Contents(k, BatchSize))],
            Sums = _sums is null ? null : [.. _layout.Spec.Columns.Select((_, k) => Sums(_sums, k).ToArray())],
        });
    }

    /// <summary>Restores what <see cref="Save"/> wrote. A checkpoint that does not fit is refused and nothing is changed.</summary>
    /// <param name="stream">Where to read.</param>
    /// <exception cref="InvalidDataException">Not a checkpoint, damaged, of another spec, another version or another batch size; the message names the difference.</exception>
    public void Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ThrowIfDisposed();
        CheckpointContent state = Checkpoint.Read(stream, _layout, BatchSize, _sums is not null);
        state.Ended.CopyTo(_ended.AsBytes(BatchSize));
        state.First.CopyTo(_first.AsBytes(BatchSize));
        _rings?.SetAges(state.Ages);
        for (int k = 0; k < _carries.Length; k++)
        {
            if (_rings?[k] is null)
            {
                SetElements(_carries[k], _layout.Carries[k], state.Carries[k]);
            }
            else
            {
                _rings.SetContents(k, state.Carries[k]);
            }
        }

        for (int k = 0; _sums is not null && k < _columns; k++)
        {
            state.Sums![k].CopyTo(Sums(_sums, k));
        }

        Parameters.CopyFrom(state.Parameters);
        _neverReset = _ended.AsBytes(BatchSize).Count(NeverReset);
        _waiting = _ended.AsBytes(BatchSize).Count((byte)1) + _neverReset;
        _anyFirst = _first.AsBytes(BatchSize).Contains((byte)1);
    }

    private Span<int> Sums(PinnedMemory sums, int column) => sums.Span<int>(column * _sumStride * sizeof(float), BatchSize);

    private int[] Elements(PinnedMemory memory, CarryLayout carry)
    {
        int* stored = (int*)memory.Address;
        int[] values = new int[BatchSize * carry.Width];
        for (int b = 0; b < BatchSize; b++)
        {
            for (int j = 0; j < carry.Width; j++)
            {
                values[(b * carry.Width) + j] = stored[carry.IndexOf(LaneCount, b, j)];
            }
        }

        return values;
    }

    private void SetElements(PinnedMemory memory, CarryLayout carry, int[] values)
    {
        int* stored = (int*)memory.Address;
        for (int b = 0; b < BatchSize; b++)
        {
            for (int j = 0; j < carry.Width; j++)
            {
                stored[carry.IndexOf(LaneCount, b, j)] = values[(b * carry.Width) + j];
            }
        }
    }
}
