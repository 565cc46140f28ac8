using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Frontend;

/// <summary>What an element of a signal holds.</summary>
public enum TraceValueKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>A member of an enum.</summary>
    Choice,
}

/// <summary>One number of a signal, a column of a recorded episode.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Names">How a column of it may be called; the first name is the one that is shown.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Slot">The view of the signals that it is in.</param>
/// <param name="Index">Its place there.</param>
/// <param name="PresenceSlot">The view that says whether the value is there; −1 when it always is.</param>
/// <param name="Choices">Of an enum the values by name.</param>
/// <param name="Unit">Declared unit, or empty.</param>
public sealed record TraceElement(
    string Signal, ImmutableArray<string> Names, TraceValueKind Kind, int Slot, int Index, int PresenceSlot, ImmutableArray<(string Name, float Value)> Choices, string Unit)
{
    /// <summary>The name that is shown.</summary>
    public string Name => Names[0];

    /// <summary>The value as an author reads it.</summary>
    public string Text(float value)
    {
        foreach ((string name, float number) in Choices)
        {
            if (number == value)
            {
                return name;
            }
        }

        return Kind == TraceValueKind.Truth ? (value != 0f ? "true" : "false") : value.ToString("G6", CultureInfo.InvariantCulture);
    }
}

/// <summary>The columns that a recorded episode of a spec may have.</summary>
internal static class TraceSchema
{
    private static readonly string[] s_components = ["X", "Y", "Z", "W"];

    /// <summary>The elements of all signals in the order of the class.</summary>
    public static ImmutableArray<TraceElement> Of(SpecDeclaration spec)
    {
        var elements = ImmutableArray.CreateBuilder<TraceElement>();
        int slot = 0;
        foreach (SpecMember member in spec.Members.Where(static m => m.IsInput))
        {
            ITypeSymbol type = member.Frames > 0 && member.Symbol.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } of } ? of[0] : member.Symbol.Type;
            ImmutableArray<(string, float)> choices = SpecReader.IsEnum(type)
                ? [.. type.GetMembers().OfType<IFieldSymbol>().Where(static f => f.HasConstantValue).Select(static f => (f.Name, Convert.ToSingle(f.ConstantValue, CultureInfo.InvariantCulture)))]
                : [];
            TraceValueKind kind = member.Type.IsLogical() ? TraceValueKind.Truth : !choices.IsEmpty ? TraceValueKind.Choice : member.Type == MemberType.Int ? TraceValueKind.Whole : TraceValueKind.Number;
            string unit = SignalReader.Facts(member).First().Unit;
            int size = member.Type.Components();
            int length = member.Type.IsVector() ? member.Length : 1;
            foreach ((int frame, int item, int component) in Places(Math.Max(1, member.Frames), length, size))
            {
                elements.Add(new TraceElement(
                    member.Name, Names(member, frame, item, component), kind, slot, (((frame * length) + item) * size) + member.MemoryIndex(component), member.Slots == 2 ? slot + 1 : -1, choices, unit));
            }

            slot += member.Slots;
        }

        return elements.ToImmutable();
    }

    private static IEnumerable<(int Frame, int Item, int Component)> Places(int frames, int length, int size) =>
        from f in Enumerable.Range(0, frames) from i in Enumerable.Range(0, length) from c in Enumerable.Range(0, size) select (f, i, c);

    /// <summary>A signal's name with the place of an element: by number or by the name of its axis, components also by number.</summary>
    private static ImmutableArray<string> Names(SpecMember member, int frame, int item, int component)
    {
        IEnumerable<string> names = [member.Name + (member.Frames > 0 ? Index(frame) : "")];
        if (member.Type.IsVector())
        {
            string[] items = item < member.Axis.Count ? ["[" + member.Axis[item] + "]", Index(item), "." + member.Axis[item]] : [Index(item)];
            names = [.. names.SelectMany(n => items.Select(i => n + i))];
        }

        if (member.Type.Components() > 1)
        {
            names = [.. names.SelectMany(n => new[] { n + "." + s_components[component], n + Index(component) })];
        }

        return [.. names];
    }

    private static string Index(int index) => "[" + index.ToString(CultureInfo.InvariantCulture) + "]";
}
