using System.Collections.Generic;
using System.Linq;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>What is proven, in the words of a documentation comment.</summary>
internal static class FactText
{
    /// <summary>Of a member: its range, what it pays and with what that rises or falls; starts with a space unless nothing is known.</summary>
    public static string Of(string name, LoweredSpec? lowered, ProvenFacts? proven)
    {
        if (lowered is null || proven is null)
        {
            return "";
        }

        string text = proven.Find(name) is { IsTruth: false } member ? " In " + Range(member.Range) + (member.Unit.Length == 0 ? "" : " " + member.Unit) + "." : proven.Find(name) is { } truth && truth.Range.IsSingle ? " Always " + (truth.Range.IsTrue ? "true" : "false") + "." : "";
        for (int i = 0; i < lowered.Columns.Count; i++)
        {
            if (lowered.Columns[i].Name == name)
            {
                text += " Pays " + Range(proven.Columns[i].Range) + Directions(proven.Columns[i]) + ".";
            }
        }

        return text;
    }

    /// <summary>Of the whole spec.</summary>
    public static string Of(ProvenFacts proven, Contract contract) => "A step pays " + Range(proven.Step) + ", an episode " + Range(proven.Return)
        + (contract.Horizon > 0 ? " in " + Literals.Integer(contract.Horizon) + " steps" : "") + (Literals.Float(contract.DiscountBits) == 1f ? "" : ", discounted by " + Literals.Display(Literals.Float(contract.DiscountBits))) + ".";

    private static string Directions(PaidFacts paid)
    {
        var parts = new List<string>();
        if (paid.Rises.Count > 0)
        {
            parts.Add("rises with " + string.Join(", ", paid.Rises.Select(Code)));
        }

        if (paid.Falls.Count > 0)
        {
            parts.Add("falls with " + string.Join(", ", paid.Falls.Select(Code)));
        }

        return parts.Count == 0 ? "" : ", " + string.Join(", ", parts);
    }

    private static string Code(string name) => "<c>" + name + "</c>";

    private static string Range(FloatRange range) =>
        !range.HasNumber ? "NaN" : "[" + Number(range.Lo) + ", " + Number(range.Hi) + "]" + (range.MayBeNaN ? " or NaN" : "");

    private static string Number(float value) => float.IsPositiveInfinity(value) ? "∞" : float.IsNegativeInfinity(value) ? "−∞" : Literals.Display(value);
}
