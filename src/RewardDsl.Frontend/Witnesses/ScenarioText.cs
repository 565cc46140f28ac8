using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The values of signals as C#, of the kinds that a scenario may be written with.</summary>
internal static class ScenarioText
{
    /// <summary>The value of a signal.</summary>
    /// <param name="member">The signal.</param>
    /// <param name="values">Its elements as a call hands them over.</param>
    /// <param name="isPresent">False when it is absent.</param>
    /// <param name="enumName">How to name an enum.</param>
    public static string Code(SpecMember member, IReadOnlyList<float> values, bool isPresent, Func<ITypeSymbol, string> enumName)
    {
        if (!isPresent)
        {
            return "null";
        }

        int width = member.Type.Components() * (member.Type.IsVector() ? member.Length : 1);
        ITypeSymbol type = Element(member);
        string Frame(int at) => member.Type.IsVector()
            ? List(Enumerable.Range(0, member.Length).Select(i => Element(member, type, values, at + (i * member.Type.Components()), enumName)))
            : Element(member, type, values, at, enumName);
        return member.Frames > 0 ? List(Enumerable.Range(0, member.Frames).Select(f => Frame(f * width))) : Frame(0);
    }

    /// <summary>The value of a signal as an author reads it.</summary>
    public static string Display(SpecMember member, IReadOnlyList<float> values, bool isPresent, Func<ITypeSymbol, string> enumName)
    {
        if (!isPresent)
        {
            return "absent";
        }

        if (values.Count > 1 && values.Distinct().Count() == 1)
        {
            return Plain(member, values[0], enumName) + " each";
        }

        int size = member.Type.Components();
        int length = member.Type.IsVector() ? member.Length : 1;
        string Tuple(int at) => Group(Enumerable.Range(0, size).Select(c => Plain(member, values[at + member.MemoryIndex(c)], enumName)));
        string Frame(int at) => Group(Enumerable.Range(0, length).Select(i => Tuple(at + (i * size))));
        return Group(Enumerable.Range(0, Math.Max(1, member.Frames)).Select(f => Frame(f * length * size)));
    }

    /// <summary>In parentheses, unless it is one.</summary>
    private static string Group(IEnumerable<string> parts) => parts.ToList() is { Count: > 1 } all ? "(" + string.Join(", ", all) + ")" : parts.First();

    private static string Plain(SpecMember member, float value, Func<ITypeSymbol, string> enumName)
    {
        ITypeSymbol type = Element(member);
        return member.Type.IsLogical() ? (value != 0f ? "true" : "false")
            : SpecReader.IsEnum(type) && EnumValue(type, value, enumName) is var code ? code.Substring(code.LastIndexOf('.') + 1).TrimStart('@')
            : Literals.Display(value);
    }

    /// <summary>The type of a frame where there are several, else of the member.</summary>
    private static ITypeSymbol Element(SpecMember member) => member.Frames > 0 && member.Symbol.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } of } ? of[0] : member.Symbol.Type;

    private static string List(IEnumerable<string> elements) => "[" + string.Join(", ", elements) + "]";

    private static string Element(SpecMember member, ITypeSymbol type, IReadOnlyList<float> values, int at, Func<ITypeSymbol, string> enumName)
    {
        int size = member.Type.Components();
        return size > 1 ? "new(" + string.Join(", ", Enumerable.Range(0, size).Select(c => Number(values[at + member.MemoryIndex(c)]))) + ")"
            : member.Type.IsLogical() ? (values[at] != 0f ? "true" : "false")
            : member.Type != MemberType.Int ? Number(values[at])
            : SpecReader.IsEnum(type) ? EnumValue(type, values[at], enumName)
            : Literals.Integer((long)values[at]);
    }

    private static string EnumValue(ITypeSymbol type, float value, Func<ITypeSymbol, string> enumName)
    {
        IFieldSymbol? named = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Convert.ToSingle(f.ConstantValue, CultureInfo.InvariantCulture) == value);
        return named is null ? "(" + enumName(type) + ")" + (value < 0f ? "(" + Literals.Integer((long)value) + ")" : Literals.Integer((long)value)) : enumName(type) + "." + Identifiers.Escape(named.Name);
    }

    private static string Number(float value) => Literals.CSharp(Literals.Bits(value));
}
