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
        ITypeSymbol type = member.Frames > 0 && member.Symbol.Type is INamedTypeSymbol { TypeArguments: { Length: 1 } of } ? of[0] : member.Symbol.Type;
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

        if (values.Count == 1)
        {
            string code = Code(member, values, isPresent, enumName);
            return SpecReader.IsEnum(member.Symbol.Type) ? code.Substring(code.LastIndexOf('.') + 1) : member.Type.IsLogical() ? code : Literals.Display(values[0]);
        }

        List<string> all = values.Select(v => member.Type.IsLogical() ? (v != 0f ? "true" : "false") : Literals.Display(v)).ToList();
        return all.Distinct().Count() == 1 ? all[0] + " each" : "(" + string.Join(", ", all) + ")";
    }

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
