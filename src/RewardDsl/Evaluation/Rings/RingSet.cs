using System;
using System.Linq;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>All carries of an evaluator that keep several steps.</summary>
internal sealed unsafe class RingSet
{
    private readonly RingStore?[] _byCarry;
    private readonly RingStore[] _inOrder;
    private readonly int _longest;

    /// <param name="layout">The carries.</param>
    /// <param name="carries">Their memory.</param>
    /// <param name="padded">Environments with those of the last block.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    public RingSet(EvaluatorLayout layout, PinnedMemory[] carries, int padded, long stride)
    {
        Clock = new RingClock(padded);
        _byCarry = [.. layout.Carries.Select((c, i) => c.Ring == RingForm.None ? null : new RingStore(c, carries[i], stride, Clock))];
        for (int i = 0; i < _byCarry.Length; i++)
        {
            _byCarry[i]?.Left = layout.Carries[i].Partner < 0 ? null : _byCarry[layout.Carries[i].Partner];
            _byCarry[i]?.Clear(padded);
        }

        // Until needs the values of its left operand as they were written.
        _inOrder = [.. _byCarry.OfType<RingStore>().OrderBy(static r => r.Left is null)];
        _longest = _inOrder.Max(static r => r.Rows);
    }

    /// <summary>The steps.</summary>
    public RingClock Clock { get; }

    /// <summary>The ring of a carry; null for one that keeps one step.</summary>
    public RingStore? this[int carry] => _byCarry[carry];

    /// <summary>After a step of some environments.</summary>
    public void Finish(int environment, int count)
    {
        foreach (RingStore ring in _inOrder)
        {
            ring.Finish(environment, count);
        }
    }

    /// <summary>The age of an environment's episode as far as any ring reaches.</summary>
    public int Age(int environment) => Math.Min(Clock.Age(environment), _longest);
}
