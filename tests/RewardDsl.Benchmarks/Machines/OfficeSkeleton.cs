using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using OfficeErrands;

namespace RewardDsl.Benchmarks;

/// <summary>
/// Touches what the evaluator of the errands touches, with no arithmetic: five labels and the truncation flag, the place, state and potential in and out, total,
/// state for the observation, two flags of the end.
/// </summary>
internal sealed unsafe class OfficeSkeleton : IDisposable
{
    private readonly AlignedMemory _memory = new();
    private readonly byte*[] _flags = new byte*[6];
    private readonly byte*[] _ends = new byte*[2];
    private readonly float* _places;
    private readonly float* _state;
    private readonly float* _potential;
    private readonly float* _paid;
    private readonly float* _observed;
    private readonly bool _isByPlace;

    public OfficeSkeleton(OfficeInputs inputs, bool isByPlace)
    {
        _isByPlace = isByPlace;
        int batch = inputs.Batch;
        for (int k = 0; k < _flags.Length; k++)
        {
            _flags[k] = (byte*)_memory.Floats(batch / 4);
        }

        for (int k = 0; k < _ends.Length; k++)
        {
            _ends[k] = (byte*)_memory.Floats(batch / 4);
        }

        _places = _memory.Copy(inputs.Places);
        _state = _memory.Floats(batch);
        _potential = _memory.Floats(batch);
        _paid = _memory.Floats(batch);
        _observed = _memory.Floats(batch);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Touch(int from, int to)
    {
        byte* a = _flags[0], b = _flags[1], c = _flags[2], d = _flags[3], e = _flags[4], f = _flags[5], ended = _ends[0], terminated = _ends[1];
        for (int i = from; i < to; i += Vector512<byte>.Count)
        {
            Vector512<byte> seen = Vector512.Load(a + i) ^ Vector512.Load(b + i) ^ Vector512.Load(c + i) ^ Vector512.Load(d + i) ^ Vector512.Load(e + i) ^ Vector512.Load(f + i);
            seen.Store(ended + i);
            seen.Store(terminated + i);
            for (int k = 0; k < 4; k++)
            {
                int at = i + (k * Vector512<float>.Count);
                Vector512<float> sum = Vector512.Load(_state + at) + Vector512.Load(_potential + at);
                if (_isByPlace)
                {
                    sum += Vector512.Load(_places + (2 * at)) + Vector512.Load(_places + (2 * at) + Vector512<float>.Count);
                }

                sum.Store(_paid + at);
                sum.Store(_observed + at);
                sum.Store(_state + at);
                sum.Store(_potential + at);
            }
        }
    }

    public void Dispose() => _memory.Dispose();
}
