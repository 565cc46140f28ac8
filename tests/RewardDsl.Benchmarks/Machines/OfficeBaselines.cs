using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OfficeErrands;

namespace RewardDsl.Benchmarks;

/// <summary>What the step of a reward machine is compared with; the state is one byte an environment, and starts anew where a final one is reached.</summary>
internal sealed unsafe class OfficeBaselines : IDisposable
{
    private readonly AlignedMemory _memory = new();
    private readonly int _batch;
    private readonly byte* _letters;
    private readonly byte* _state;
    private readonly byte* _ended;
    private readonly float* _places;
    private readonly float* _before;
    private readonly float* _paid;
    private readonly int* _index;
    private readonly int* _after;
    private readonly float* _potential;
    private readonly byte* _next;
    private readonly float* _reward;
    private readonly float* _shaped;
    private readonly float* _worth;
    private readonly float* _x;
    private readonly float* _y;

    public OfficeBaselines(OfficeInputs inputs)
    {
        _batch = inputs.Batch;
        _letters = Bytes(inputs.Letters);
        _state = Bytes(inputs.States);
        _ended = Bytes(new byte[_batch]);
        _places = _memory.Copy(inputs.Places);
        _before = _memory.Floats(_batch);
        _paid = _memory.Floats(_batch);
        _index = (int*)_memory.Floats(_batch);
        _after = (int*)_memory.Floats(_batch);
        _potential = _memory.Floats(_batch);
        _next = Bytes(OfficeTable.Next);
        _reward = _memory.Copy(OfficeTable.Reward);
        _shaped = _memory.Copy(OfficeTable.Shaped);
        _worth = _memory.Copy(OfficeTable.Worth);
        _x = _memory.Copy(OfficeTable.X);
        _y = _memory.Copy(OfficeTable.Y);
        for (int b = 0; b < _batch; b++)
        {
            _before[b] = Potential(b, _state[b]);
        }
    }

    public ReadOnlySpan<float> Paid => new(_paid, _batch);

    public ReadOnlySpan<byte> Ended => new(_ended, _batch);

    public ReadOnlySpan<byte> State => new(_state, _batch);

    /// <summary>One pass over the table, the potential over the states inside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ByTable(int from, int to)
    {
        for (int b = from; b < to; b++)
        {
            int at = (_state[b] * OfficeTable.Letters) + _letters[b];
            int next = _next[at];
            bool ends = next >= OfficeTable.FirstFinal;
            _paid[b] = _shaped[at];
            _ended[b] = (byte)(ends ? 1 : 0);
            _state[b] = (byte)(ends ? 0 : next);
        }
    }

    /// <summary>One pass, the potential of the place too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ByPlace(int from, int to)
    {
        for (int b = from; b < to; b++)
        {
            int at = (_state[b] * OfficeTable.Letters) + _letters[b];
            int next = _next[at];
            bool ends = next >= OfficeTable.FirstFinal;
            float now = ends ? 0f : Potential(b, next);
            _paid[b] = _reward[at] + (OfficeTable.Discount * now) - _before[b];
            _ended[b] = (byte)(ends ? 1 : 0);
            _state[b] = (byte)(ends ? 0 : next);
            _before[b] = ends ? Potential(b, 0) : now;
        }
    }

    /// <summary>As array code does it: the indices, a gather from each table, then what ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ArraysByTable(int from, int to)
    {
        Indices(from, to);
        for (int b = from; b < to; b++)
        {
            _paid[b] = _shaped[_index[b]];
        }

        Ends(from, to);
    }

    /// <summary>The same with the potential of the place in passes of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ArraysByPlace(int from, int to)
    {
        Indices(from, to);
        for (int b = from; b < to; b++)
        {
            _paid[b] = _reward[_index[b]];
        }

        for (int b = from; b < to; b++)
        {
            _potential[b] = _after[b] >= OfficeTable.FirstFinal ? 0f : Potential(b, _after[b]);
        }

        for (int b = from; b < to; b++)
        {
            _paid[b] = _paid[b] + (OfficeTable.Discount * _potential[b]) - _before[b];
        }

        for (int b = from; b < to; b++)
        {
            _before[b] = _after[b] >= OfficeTable.FirstFinal ? Potential(b, 0) : _potential[b];
        }

        Ends(from, to);
    }

    /// <summary>Touches the memory of the table step and nothing else: 8 bytes an environment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SkeletonByTable(int from, int to)
    {
        for (int b = from; b < to; b += Vector512<byte>.Count)
        {
            Vector512<byte> seen = Vector512.Load(_letters + b) ^ Vector512.Load(_state + b);
            seen.Store(_state + b);
            seen.Store(_ended + b);
            for (int k = 0; k < 4; k++)
            {
                seen.AsSingle().Store(_paid + b + (k * Vector512<float>.Count));
            }
        }
    }

    /// <summary>The memory of the step with places: 24 bytes an environment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void SkeletonByPlace(int from, int to)
    {
        for (int b = from; b < to; b += Vector512<byte>.Count)
        {
            Vector512<byte> seen = Vector512.Load(_letters + b) ^ Vector512.Load(_state + b);
            seen.Store(_state + b);
            seen.Store(_ended + b);
            for (int k = 0; k < 4; k++)
            {
                int at = b + (k * Vector512<float>.Count);
                Vector512<float> place = Vector512.Load(_places + (2 * at)) + Vector512.Load(_places + (2 * at) + Vector512<float>.Count);
                (place + Vector512.Load(_before + at)).Store(_paid + at);
                place.Store(_before + at);
            }
        }
    }

    public void Dispose() => _memory.Dispose();

    private void Indices(int from, int to)
    {
        for (int b = from; b < to; b++)
        {
            _index[b] = (_state[b] * OfficeTable.Letters) + _letters[b];
        }

        for (int b = from; b < to; b++)
        {
            _after[b] = _next[_index[b]];
        }
    }

    private void Ends(int from, int to)
    {
        for (int b = from; b < to; b++)
        {
            _ended[b] = (byte)(_after[b] >= OfficeTable.FirstFinal ? 1 : 0);
        }

        for (int b = from; b < to; b++)
        {
            _state[b] = (byte)(_after[b] >= OfficeTable.FirstFinal ? 0 : _after[b]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Potential(int b, int state)
    {
        float x = _places[2 * b] - _x[state];
        float y = _places[(2 * b) + 1] - _y[state];
        return _worth[state] - (0.05f * MathF.Sqrt((x * x) + (y * y)));
    }

    private byte* Bytes(byte[] values)
    {
        byte* copy = (byte*)_memory.Floats((values.Length + 3) / 4);
        values.CopyTo(new Span<byte>(copy, values.Length));
        return copy;
    }
}
