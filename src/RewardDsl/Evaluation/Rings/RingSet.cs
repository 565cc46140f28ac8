using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <summary>All carries of an evaluator that keep several steps.</summary>
internal sealed unsafe class RingSet
{
    private readonly RingStore?[] _byCarry;
    private readonly RingStore[] _inOrder;
    private readonly int _longest;

    /// <param name="layout">The carries.</param>
    /// <param name="carries">Their memory; null for those that keep one step is enough.</param>
    /// <param name="padded">Environments with those of the last block.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="group">Environments whose rings are at the same row.</param>
    public RingSet(EvaluatorLayout layout, IReadOnlyList<PinnedMemory?> carries, int padded, long stride, int group = RingClock.Group)
    {
        Clock = new RingClock(padded, group: group);
        _byCarry = [.. layout.Carries.Select((c, i) => c.Ring == RingForm.None ? null : new RingStore(c, carries[i]!, stride, Clock))];
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

    /// <summary>The age of each environment's episode as far as any ring reaches.</summary>
    public int[] Ages(int batch)
    {
        int[] ages = new int[batch];
        for (int b = 0; b < batch; b++)
        {
            ages[b] = Math.Min(Clock.Age(b), _longest);
        }

        return ages;
    }

    /// <summary>Takes what <see cref="Ages"/> gave.</summary>
    public void SetAges(int[] ages)
    {
        for (int b = 0; b < ages.Length; b++)
        {
            Clock.SetAge(b, ages[b]);
        }
    }

    /// <summary>What the ring of a carry holds of each environment, the newest first, by its bits.</summary>
    public int[] Contents(int carry, int batch)
    {
        RingStore ring = _byCarry[carry]!;
        int[] contents = new int[batch * ring.Rows];
        for (int b = 0; b < batch; b++)
        {
            ring.Save(b, MemoryMarshal.Cast<int, float>(contents.AsSpan(b * ring.Rows, ring.Rows)));
        }

        return contents;
    }

    /// <summary>Takes what <see cref="Contents"/> gave; the ages come first.</summary>
    public void SetContents(int carry, int[] contents)
    {
        RingStore ring = _byCarry[carry]!;
        for (int b = 0; b < contents.Length / ring.Rows; b++)
        {
            ring.Load(b, MemoryMarshal.Cast<int, float>(contents.AsSpan(b * ring.Rows, ring.Rows)));
        }
    }
}
