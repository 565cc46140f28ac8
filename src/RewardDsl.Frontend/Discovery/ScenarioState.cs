using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The values of all signals in a scenario, with where they are written.</summary>
internal sealed class ScenarioState
{
    /// <summary>How far the length of a unit vector may be from 1: constants are written with a few digits.</summary>
    private const double UnitTolerance = 1e-3;

    private readonly List<SpecMember> _members;
    private readonly float[][] _inputs;
    private readonly Dictionary<string, SyntaxNode> _written;

    private ScenarioState(List<SpecMember> members, float[][] inputs, Dictionary<string, SyntaxNode> written)
    {
        _members = members;
        _inputs = inputs;
        _written = written;
    }

    /// <summary>Of each view of the signals its elements, as a call hands them over.</summary>
    public IReadOnlyList<float[]> Inputs => _inputs;

    /// <summary>Every signal at rest: at its <c>Rest</c>, else 0, false, absent or not rotated.</summary>
    public static ScenarioState AtRest(SpecDeclaration spec)
    {
        List<SpecMember> members = spec.Members.Where(static m => m.IsInput).ToList();
        return new ScenarioState(members, members.SelectMany(AtRest).ToArray(), new Dictionary<string, SyntaxNode>());
    }

    /// <summary>The same values, to be changed.</summary>
    public ScenarioState Copy() => new(_members, (float[][])_inputs.Clone(), new Dictionary<string, SyntaxNode>(_written));

    /// <summary>Where the value of a signal is written, or null when it is left out.</summary>
    public SyntaxNode? Written(SpecMember member) => _written.TryGetValue(member.Name, out SyntaxNode? place) ? place : null;

    /// <summary>Sets the views of a signal.</summary>
    public void Set(SpecMember member, SyntaxNode place, params float[][] views)
    {
        views.CopyTo(_inputs, Slot(member));
        _written[member.Name] = place;
    }

    /// <summary>What is wrong with the value of a signal, or null.</summary>
    public string? Problem(SpecMember member)
    {
        int slot = Slot(member);
        float[] values = _inputs[slot];
        if (member.Type.IsLogical() || (member.Type == MemberType.OptionalFloat && _inputs[slot + 1][0] == 0f))
        {
            return null;
        }

        SignalFacts facts = SignalReader.Facts(member).First();
        EquatableArray<Interval> components = facts.Named.Components;
        for (int i = 0; i < values.Length; i++)
        {
            Interval interval = components.Count == 0 ? facts.Range : components[i % components.Count];
            (float lo, float hi) = (Literals.Float(interval.MinBits), Literals.Float(interval.MaxBits));
            bool isOpen = float.IsNegativeInfinity(lo) && float.IsPositiveInfinity(hi);
            if (!(values[i] >= lo && values[i] <= hi) && !(isOpen && !facts.Named.Finite))
            {
                return RangeData.Text(values[i]) + " is outside the range " + RangeData.Text(FloatRange.Of(lo, hi)) + " of '" + member.Name + "'";
            }

            if (facts.Named.Finite && (float.IsNaN(values[i]) || float.IsInfinity(values[i])))
            {
                return "'" + member.Name + "' is declared to be finite";
            }
        }

        int size = member.Type.Components();
        for (int i = 0; facts.Named.UnitNorm && i < values.Length; i += size)
        {
            double length = Math.Sqrt(values.Skip(i).Take(size).Sum(static v => (double)v * v));
            if (!(Math.Abs(length - 1) <= UnitTolerance))
            {
                return "the length of '" + member.Name + "' is " + RangeData.Text((float)length) + " instead of 1";
            }
        }

        return null;
    }

    private static IEnumerable<float[]> AtRest(SpecMember member)
    {
        AttributeData signal = Attributes.Get(member.Symbol, "Signal")!;
        bool hasRest = signal.Has("Rest");
        List<InputSlot> slots = SignalReader.Slots(member).ToList();
        float rest = (float)signal.Named("Rest", 0.0);
        float[] values = Enumerable.Repeat(member.Type.IsLogical() && rest != 0f ? 1f : rest, slots[0].Width).ToArray();
        for (int i = 0; member.Type == MemberType.Quaternion && !hasRest && i < values.Length; i += 4)
        {
            values[i + member.MemoryIndex(3)] = 1f;
        }

        yield return values;
        if (slots.Count > 1)
        {
            yield return new[] { hasRest ? 1f : 0f };
        }
    }

    private int Slot(SpecMember member)
    {
        int slot = 0;
        foreach (SpecMember other in _members)
        {
            if (other == member)
            {
                break;
            }

            slot += other.Slots;
        }

        return slot;
    }
}
