using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What messages say of formulas: which ranges exclude what, and traces.</summary>
internal static class FormulaReasons
{
    /// <summary>Steps of a trace that are written out.</summary>
    private const int Shown = 4;

    /// <summary>Combinations that cannot occur: "'A' and 'B' exclude each other". Empty for none.</summary>
    public static string Excluded(RuleContext context, IReadOnlyList<(ulong Mask, ulong Values)> exclusions) =>
        string.Join(", ", exclusions.Take(2).Select(e => Excluded(context, e.Mask, e.Values))) + (exclusions.Count > 2 ? ", …" : "");

    /// <summary>A trace in the author's words: "step 0: Zone; step 1: Zone, Fast". Its length alone where it is long.</summary>
    /// <param name="context">The spec.</param>
    /// <param name="trace">For each step one bit for each atom.</param>
    /// <param name="of">The atoms that matter.</param>
    public static string Trace(RuleContext context, IReadOnlyList<ulong> trace, IEnumerable<int> of)
    {
        int[] atoms = of.ToArray();
        return trace.Count > Shown || atoms.Length == 0
            ? "a trace of " + Steps(trace.Count)
            : string.Join("; ", trace.Select((letter, i) => "step " + Literals.Integer(i) + ": " + Step(context, letter, atoms)));
    }

    /// <summary>So many steps: "1 step", "5 steps".</summary>
    public static string Steps(int count) => Literals.Integer(count) + (count == 1 ? " step" : " steps");

    /// <summary>Names in quotes: "'A', 'B' and 'C'".</summary>
    public static string Names(IEnumerable<string> names)
    {
        string[] all = names.Select(static n => "'" + n + "'").ToArray();
        return all.Length < 2 ? string.Concat(all) : string.Join(", ", all.Take(all.Length - 1)) + " and " + all[all.Length - 1];
    }

    private static string Step(RuleContext context, ulong letter, int[] atoms)
    {
        string[] held = atoms.Where(a => Holds(letter, a)).Select(a => Name(context, a)).ToArray();
        string[] missed = atoms.Where(a => !Holds(letter, a)).Select(a => Name(context, a)).ToArray();
        return held.Length > 0 ? Names(held) : missed.Length == 1 ? "not " + Names(missed) : "neither " + Names(missed).Replace(" and ", " nor ");
    }

    private static string Excluded(RuleContext context, ulong mask, ulong values)
    {
        int[] atoms = Enumerable.Range(0, context.Formulas.Conditions.Count).Where(a => Holds(mask, a)).ToArray();
        if (atoms.Length == 1)
        {
            return "'" + Name(context, atoms[0]) + "' is " + (Holds(values, atoms[0]) ? "never" : "always") + " true" + Ranges(context, context.Formulas.Conditions[atoms[0]].Value);
        }

        int[] held = atoms.Where(a => Holds(values, a)).ToArray();
        int[] missed = atoms.Where(a => !Holds(values, a)).ToArray();
        return missed.Length == 0 ? Names(held.Select(a => Name(context, a))) + " exclude each other"
            : held.Length == 0 ? "one of " + Names(missed.Select(a => Name(context, a))) + " always holds"
            : Names(held.Select(a => Name(context, a))) + (held.Length == 1 ? " implies " : " imply ") + string.Join(" or ", missed.Select(a => "'" + Name(context, a) + "'"));
    }

    /// <summary>The declared ranges that a condition reads.</summary>
    private static string Ranges(RuleContext context, int value)
    {
        List<string> ranges = context.Program.Dependences.Inputs(value).Where(i => context.Step.Inputs[i].Kind == IrKind.Float).Take(2)
            .Select(i => "'" + context.Step.Inputs[i].Name + "' is declared in " + RangeData.Text(context.Program.Leaves.Inputs[i].Aggregate(FloatRange.Nothing, static (a, b) => a.Join(b)))).ToList();
        return ranges.Count == 0 ? "" : " (" + string.Join(", ", ranges) + ")";
    }

    private static string Name(RuleContext context, int atom) => context.Formulas.Conditions[atom].Name;

    private static bool Holds(ulong letter, int atom) => ((letter >> atom) & 1) != 0;
}
