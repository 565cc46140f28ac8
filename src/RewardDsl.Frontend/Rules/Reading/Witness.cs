using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A point of the declared box, as an author reads it.</summary>
internal static class Witness
{
    private const int Shown = 4;

    /// <summary>Whether the value reads what earlier steps left: then a point of the box need not be reachable.</summary>
    public static bool ReadsCarries(SpecAnalysis analysis, int value) =>
        Enumerable.Range(0, analysis.Step.Carries.Count).Any(c => analysis.Analysis.Dependences.ReadsCarry(value, c));

    /// <summary>Whether a point keeps the declared lengths of vectors that the value reads: the box of their components does not.</summary>
    public static bool KeepsNorms(SpecAnalysis analysis, int value, Box point)
    {
        for (int i = 0; i < analysis.Step.Inputs.Count; i++)
        {
            if (analysis.Spec.Signals[i].Named.UnitNorm && analysis.Analysis.Dependences.ReadsInput(value, i)
                && !(System.Math.Abs(System.Math.Sqrt(point.Inputs[i].Sum(static e => (double)e.Lo * e.Lo)) - 1) <= 1e-3))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What the value reads, as assignments.</summary>
    public static string Text(SpecAnalysis analysis, int value, Box point)
    {
        var parts = new List<string>();
        for (int i = 0; i < analysis.Step.Inputs.Count; i++)
        {
            if (analysis.Analysis.Dependences.ReadsInput(value, i))
            {
                parts.Add(analysis.Step.Inputs[i].Name + " = " + Elements(point.Inputs[i], analysis.Step.Inputs[i].Kind == IrKind.Bool));
            }
        }

        for (int i = 0; i < analysis.Step.Carries.Count; i++)
        {
            if (analysis.Analysis.Dependences.ReadsCarry(value, i))
            {
                parts.Add(analysis.Step.Carries[i].Name + " = " + Elements(point.Carries[i], analysis.Step.Carries[i].Type.Kind == IrKind.Bool));
            }
        }

        return parts.Count == 0 ? "every point" : string.Join(", ", parts.Take(Shown)) + (parts.Count > Shown ? ", …" : "");
    }

    /// <summary>The elements of a signal.</summary>
    public static string Elements(FloatRange[] elements, bool isBool)
    {
        string[] all = elements.Select(e => isBool ? (e.IsTrue ? "true" : "false") : Literals.Display(e.Lo)).ToArray();
        return all.Distinct().Count() == 1 ? all[0] : "(" + string.Join(", ", all.Take(Shown)) + (all.Length > Shown ? ", …" : "") + ")";
    }
}
