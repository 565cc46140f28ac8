using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1009: a penalty for an event that the lower end of a clip takes away: it is larger than all that can be lost, or it is
/// for the end of the episode and the rest can be at the lower end anyway.
/// </summary>
internal static class SwallowedPenalty
{
    private const int Budget = 48;

    /// <summary>Of a sum within a sum.</summary>
    private const int MaximumDepth = 16;

    public static void Check(RuleContext context)
    {
        foreach (Clip clip in Clip.All(context).Where(static c => !float.IsInfinity(c.Lo)))
        {
            foreach (Finding finding in Of(context, clip))
            {
                context.Report(
                    RuleCatalogue.SwallowedPenalty,
                    finding.Place,
                    finding.IsEnd && finding.IsCertain ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
                    RangeData.Of(context.Program.Range(clip.Inner)).WithWitness(finding.Witness),
                    clip.Text,
                    finding.Name,
                    finding.Why);
            }
        }
    }

    /// <summary>The events whose penalty a clip swallows, with the truth value (or count) of each.</summary>
    internal static IReadOnlyList<Finding> Of(RuleContext context, Clip clip)
    {
        var findings = new List<Finding>();
        List<Part> parts = Parts(context, clip);
        double most = parts.Sum(static p => (double)p.Range.Hi);
        foreach (Part part in parts.Where(static p => p.Event >= 0))
        {
            FloatRange own = part.Range;
            if (!(own.Lo < 0f) || own.Hi > 0f || float.IsInfinity(own.Lo) || parts.All(p => p == part || p.IsFixed))
            {
                continue;
            }

            double cost = -own.Lo;
            double felt = Math.Max(0, most - own.Hi - clip.Lo);
            bool isEnd = IsEnd(context, part.Event);
            string name = part.Name ?? Name(context, part.Event);
            if (cost > felt * 1.01)
            {
                string all = felt == 0 ? "none of its cost of " + RangeData.Short(cost) + " is ever felt" : "of its cost of " + RangeData.Short(cost) + " at most " + RangeData.Short(felt) + " is ever felt";
                findings.Add(new Finding(part.Event, name, part.Place ?? clip.Place, isEnd, true, all, null));
            }
            else if (isEnd && clip.IsSum && Without(context, clip, part.Event) is { } why)
            {
                findings.Add(new Finding(part.Event, name, part.Place ?? clip.Place, true, why.IsCertain, why.Text, why.Witness));
            }
        }

        return findings;
    }

    /// <summary>Whether the rest can be at the lower end without the event: then it costs nothing there.</summary>
    private static (string Text, bool IsCertain, string? Witness)? Without(RuleContext context, Clip clip, int happens)
    {
        if (context.Step.Code[happens].Type is not { Kind: IrKind.Bool, IsVector: false } || context.Program.Where(new Condition(happens, false)) is not { } branch || branch.Range(clip.Inner).Lo > clip.Lo)
        {
            return null;
        }

        ProvenRange rest = branch.Prove(clip.Inner, Budget);
        if (rest.Range.Lo > clip.Lo)
        {
            return null;
        }

        bool isCertain = rest.AtLo is not null && rest.AttainedLo <= clip.Lo;
        string? witness = isCertain ? Witness.Text(context.Analysis, clip.Inner, rest.AtLo!) : null;
        return ("wherever the rest is at most " + RangeData.Short(clip.Lo) + " anyway it costs nothing" + (witness is null ? "" : ", for example at " + witness), isCertain, witness);
    }

    private static bool IsEnd(RuleContext context, int happens) =>
        context.Step.Code[happens].Type is { Kind: IrKind.Bool, IsVector: false }
        && context.Step.Find(OutputKind.Terminated) is >= 0 and int terminated
        && context.Program.Where(new Condition(happens, true)) is { } branch
        && branch.Range(terminated).IsTrue;

    /// <summary>What a clipped value is the sum of: the columns, or the parts that the author wrote.</summary>
    private static List<Part> Parts(RuleContext context, Clip clip)
    {
        var parts = new List<Part>();
        if (clip.IsSum)
        {
            foreach (ColumnView column in context.Columns.Where(static c => c.IsStepwise))
            {
                bool isEvent = column.Column.Transform is PayTransform.Value or PayTransform.Rise && column.Raw >= 0 && IsEvent(context, column.Raw);
                parts.Add(new Part(context.Program.Range(column.Paid), false, isEvent ? Happens(context, column.Raw) : -1, column.Column.Name, column.Attribute));
            }

            // Sums that are divided or bent have other parts.
            return context.Analysis.Spec.Sum is { Total.Length: 0, Transform: PayTransform.Value } || IsPlainTotal(context, clip) ? parts : new List<Part>();
        }

        if (context.Step.Code[clip.Inner].Type.IsVector || context.Program.SlopeOf(context.Step.Find(OutputKind.Total), clip.Result).Direction <= 0)
        {
            return parts;
        }

        Split(context, clip.Inner, false, 0, parts);
        return parts;
    }

    /// <summary>A total that limits the weighted sum itself.</summary>
    private static bool IsPlainTotal(RuleContext context, Clip clip)
    {
        // The weighted sum is the sum of the columns, in their order.
        List<int> paid = context.Columns.Where(static c => c.IsStepwise).Select(static c => c.Paid).ToList();
        int value = clip.Inner;
        for (int i = paid.Count - 1; i > 0; i--)
        {
            Instruction code = context.Step.Code[value];
            if (code.Op != Opcode.Add || code.B != paid[i])
            {
                return false;
            }

            value = code.A;
        }

        return paid.Count > 0 && value == paid[0];
    }

    private static void Split(RuleContext context, int value, bool isSubtracted, int depth, List<Part> parts)
    {
        Instruction code = context.Step.Code[value];
        if (depth < MaximumDepth && code.Op is Opcode.Add or Opcode.Sub)
        {
            Split(context, code.A, isSubtracted, depth + 1, parts);
            Split(context, code.B, isSubtracted ^ (code.Op == Opcode.Sub), depth + 1, parts);
            return;
        }

        int own = Paths.WithoutScale(context, value);
        parts.Add(new Part(Signed(context.Program.Range(value), isSubtracted), Paths.IsFixed(context, value), IsEvent(context, own) ? Happens(context, own) : -1, null, null));
    }

    private static FloatRange Signed(FloatRange range, bool isSubtracted) => isSubtracted ? new FloatRange(-range.Hi, -range.Lo, range.MayBeNaN) : range;

    /// <summary>A truth value, or a number of them.</summary>
    private static bool IsEvent(RuleContext context, int value) =>
        context.Step.Code[value].Type is { IsVector: false, Kind: IrKind.Bool } || context.Step.Code[value].Op == Opcode.BoolToFloat
        || (context.Step.Code[value] is { Op: Opcode.Sum, A: var counted } && context.Step.Code[counted].Op == Opcode.BoolToFloat)
        || (context.Step.Code[value] is { Op: Opcode.Select, B: var yes, C: var no } && context.Program.Range(yes).IsSingle && context.Program.Range(no).IsSingle);

    private static int Happens(RuleContext context, int value) => context.Step.Code[value] is { Op: Opcode.BoolToFloat or Opcode.Select, Type.IsVector: false, A: var condition } ? condition : value;

    private static string Name(RuleContext context, int happens) =>
        context.Spec.Members.FirstOrDefault(m => context.Value(m.Name) == happens)?.Name ?? string.Join(", ", context.SignalsOf(happens).Select(static s => s.Name));

    /// <summary>A penalty that is swallowed.</summary>
    internal sealed record Finding(int Event, string Name, Location? Place, bool IsEnd, bool IsCertain, string Why, string? Witness);

    private sealed record Part(FloatRange Range, bool IsFixed, int Event, string? Name, Location? Place);
}
