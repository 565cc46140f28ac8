using System;
using System.Collections.Generic;
using RewardDsl.Shared;

namespace RewardDsl.Ir;

/// <summary>
/// What a carry holds, written out: its elements, or of one that keeps several steps what was written, the newest first. Fewer numbers than it
/// keeps are read as if it kept no more: one number alone is what is read.
/// </summary>
public static class CarryContents
{
    /// <summary>What a carry holds right after a reset.</summary>
    public static float[] Start(CarrySlot slot, float[] initial)
    {
        float[] contents = new float[slot.IsRing ? slot.Reach : initial.Length];
        for (int i = 0; i < contents.Length; i++)
        {
            contents[i] = initial[slot.IsRing ? 0 : i];
        }

        return contents;
    }

    /// <summary>What a carry holds after a step.</summary>
    public static float[] Next(CarrySlot slot, float[] contents, float[] written)
    {
        if (!slot.IsRing)
        {
            return (float[])written.Clone();
        }

        float[] next = new float[contents.Length];
        next[0] = written[0];
        Array.Copy(contents, 0, next, 1, contents.Length - 1);
        return next;
    }

    /// <summary>What a program reads of a carry: its elements, or the one number of what it keeps.</summary>
    public static float[] Value(IReadOnlyList<CarrySlot> slots, int carry, IReadOnlyList<float[]> contents) =>
        slots[carry].IsRing ? new[] { Read(slots, carry, contents) } : contents[carry];

    /// <summary>The one number that is read of what a carry keeps.</summary>
    internal static float Read(IReadOnlyList<CarrySlot> slots, int carry, IReadOnlyList<float[]> contents)
    {
        CarrySlot slot = slots[carry];
        float[] own = contents[carry];
        bool isMax = slot.Form is CarryForm.Largest or CarryForm.Until;
        switch (slot.Form)
        {
            case CarryForm.Delayed:
                return own[own.Length - 1];
            case CarryForm.Smallest or CarryForm.Largest:
                float extreme = own[0];
                for (int i = 1; i < own.Length; i++)
                {
                    extreme = Pick(isMax, extreme, own[i]);
                }

                return extreme;
            default:
                float[] left = contents[slot.Partner];
                float value = own[0];
                for (int i = 1; i < own.Length; i++)
                {
                    value = Pick(isMax, own[i], Pick(!isMax, left[Math.Min(i, left.Length - 1)], value));
                }

                return value;
        }
    }

    private static float Pick(bool isMax, float a, float b) => isMax ? Elementary.Max(a, b) : Elementary.Min(a, b);
}
