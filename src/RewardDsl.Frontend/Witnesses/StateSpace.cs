using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The states that a scenario can be written for: each signal in its range, unit vectors of length 1, whole numbers whole, declared values of enums.</summary>
internal sealed class StateSpace
{
    /// <summary>How far a signal without a range is followed.</summary>
    private const float Far = 1e4f;

    /// <summary>How far the length of a direction may be from 1 when its numbers are shortened.</summary>
    private const double UnitTolerance = 2e-4;

    private readonly List<Slot> _slots = new();

    public StateSpace(RuleContext context)
    {
        Box box = context.Program.Leaves;
        int input = 0;
        float[][] rest = ScenarioState.AtRest(context.Spec).Inputs.Select(static v => (float[])v.Clone()).ToArray();
        Rest = rest.Select(static v => (float[])v.Clone()).ToArray();
        foreach (SpecMember member in context.Spec.Members.Where(static m => m.IsInput))
        {
            SignalFacts facts = context.Signal(input);
            ITypeSymbol type = member.Frames > 0 && member.Symbol.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } of } ? of[0] : member.Symbol.Type;
            float[]? values = SpecReader.IsEnum(type) ? EnumValues(type) : null;
            _slots.Add(new Slot(member, box.Inputs[input], member.Type.IsLogical(), member.Type == MemberType.Int, facts.Named.UnitNorm ? member.Type.Components() : 0, member.Type == MemberType.Quaternion ? member.MemoryIndex(3) : member.Type.Components() - 1, values));
            Settle(_slots[input], rest[input]);
            input++;
            if (member.Slots == 2)
            {
                _slots.Add(new Slot(member, box.Inputs[input], true, false, 0, 0, null));
                input++;
            }
        }

        Start = rest;
    }

    /// <summary>What signals are that a scenario leaves out. Need not lie in their ranges.</summary>
    public float[][] Rest { get; }

    /// <summary>The same, moved into the ranges.</summary>
    public float[][] Start { get; }

    /// <summary>How many views of signals there are.</summary>
    public int Count => _slots.Count;

    /// <summary>A copy that can be changed.</summary>
    public static float[][] Copy(float[][] state) => state.Select(static v => (float[])v.Clone()).ToArray();

    /// <summary>The signal of a view.</summary>
    public SpecMember Member(int slot) => _slots[slot].Member;

    /// <summary>The range of an element, cut where it has no end.</summary>
    public (float Lo, float Hi) Range(int slot, int element) => Ends(_slots[slot].Ranges[element]);

    /// <summary>Whether an element takes only some values, and which: truth values, enums.</summary>
    public IReadOnlyList<float>? Choices(int slot) => _slots[slot].IsBool ? new[] { 0f, 1f } : _slots[slot].Values;

    /// <summary>Whether the elements are whole numbers.</summary>
    public bool IsWhole(int slot) => _slots[slot].IsBool || _slots[slot].IsInt;

    /// <summary>Whether elements move together, as the parts of a direction.</summary>
    public bool IsDirection(int slot) => _slots[slot].Direction > 1;

    /// <summary>Brings a view into the space after elements of it were changed; false when that is not possible.</summary>
    public bool Settle(int slot, float[] values) => Settle(_slots[slot], values);

    /// <summary>Whether elements that were shortened still lie in their ranges and are still of length 1.</summary>
    public bool Fits(int slot, float[] values)
    {
        Slot own = _slots[slot];
        for (int at = 0; own.Direction > 1 && at + own.Direction <= values.Length; at += own.Direction)
        {
            double length = Math.Sqrt(Enumerable.Range(at, own.Direction).Sum(j => (double)values[j] * values[j]));
            if (Math.Abs(length - 1) > UnitTolerance)
            {
                return false;
            }
        }

        return values.Select((v, j) => own.Ranges[j].Contains(v)).All(static fits => fits);
    }

    /// <summary>The point of a box that is nearest to its middle, or to a corner.</summary>
    /// <param name="box">A part of the box.</param>
    /// <param name="share">Of each element, how far from its low end to its high end.</param>
    public float[][]? At(Box box, Func<int, int, double> share)
    {
        float[][] state = Copy(Start);
        for (int i = 0; i < state.Length; i++)
        {
            for (int j = 0; j < state[i].Length; j++)
            {
                FloatRange range = box.Inputs[i][j].Meet(_slots[i].Ranges[j]);
                if (range.HasNumber)
                {
                    (float lo, float hi) = Ends(range);
                    state[i][j] = (float)Math.Min(hi, Math.Max(lo, lo + (share(i, j) * ((double)hi - lo))));
                }
            }

            if (!Settle(i, state[i]))
            {
                return null;
            }
        }

        return state;
    }

    private static (float Lo, float Hi) Ends(FloatRange range) =>
        (float.IsInfinity(range.Lo) ? Math.Min(range.Hi, -Far) : range.Lo, float.IsInfinity(range.Hi) ? Math.Max(range.Lo, Far) : range.Hi);

    private static float[] EnumValues(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).Select(static f => Convert.ToSingle(f.ConstantValue, System.Globalization.CultureInfo.InvariantCulture)).Distinct().OrderBy(static v => v).ToArray();

    private static bool Settle(Slot slot, float[] values)
    {
        for (int j = 0; j < values.Length; j++)
        {
            if (!slot.Ranges[j].HasNumber)
            {
                return false;
            }

            (float lo, float hi) = (slot.Ranges[j].Lo, slot.Ranges[j].Hi);
            float value = float.IsNaN(values[j]) ? 0f : Math.Min(hi, Math.Max(lo, values[j]));
            value = slot.IsBool ? (value >= 0.5f ? 1f : 0f) : slot.IsInt ? (float)Math.Min(Math.Floor(hi), Math.Max(Math.Ceiling(lo), Math.Round(value))) : value;
            value = slot.Values is { Length: > 0 } only ? only.OrderBy(v => Math.Abs(v - value)).First() : value;

            // A negative zero would be a number of its own in the text.
            values[j] = value == 0f ? 0f : value;
        }

        return slot.Direction < 2 || Direct(slot, values);
    }

    /// <summary>Gives each tuple the length 1.</summary>
    private static bool Direct(Slot slot, float[] values)
    {
        for (int at = 0; at + slot.Direction <= values.Length; at += slot.Direction)
        {
            double length = Math.Sqrt(Enumerable.Range(at, slot.Direction).Sum(j => (double)values[j] * values[j]));
            if (!(length > 1e-6))
            {
                // No direction: along the last axis, which is up, or not rotated.
                values[at + slot.Along] = 1f;
                length = 1;
            }

            for (int j = at; j < at + slot.Direction; j++)
            {
                values[j] = Math.Abs(length - 1) > 1e-6 ? (float)(values[j] / length) : values[j];
                if (!slot.Ranges[j].Contains(values[j]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private sealed record Slot(SpecMember Member, FloatRange[] Ranges, bool IsBool, bool IsInt, int Direction, int Along, float[]? Values);
}
