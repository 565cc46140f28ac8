using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD9001: a signal without a finite range whose size reaches something paid, or a constraint cost, through operations that
/// do not limit it.
/// </summary>
internal static class MissingRanges
{
    /// <summary>"Any finite float32" is no range.</summary>
    private const float Huge = 1e30f;

    /// <summary>Passes through what earlier steps left.</summary>
    private const int Passes = 3;

    public static void Check(RuleContext context)
    {
        List<SpecMember> open = context.Spec.Members.Where(m => m.IsInput && IsOpen(context, m)).ToList();
        if (open.Count == 0)
        {
            return;
        }

        bool[] large = Enumerable.Range(0, context.Step.Code.Count).Select(v => IsLarge(context, v)).ToArray();
        foreach (SpecMember member in open)
        {
            bool[] reached = Reached(context, member, large);
            if (Results(context).FirstOrDefault(r => reached[r.Value]) is { Name: { } name } result)
            {
                context.Report(
                    RuleCatalogue.MissingRange,
                    Attributes.Get(member.Symbol, "Signal")?.Location() ?? member.Location,
                    result.IsLimited ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
                    RangeData.Of(Hull(context, member)).Add("signal", member.Name),
                    "'" + member.Name + "' has no " + Missing(Hull(context, member)) + ": nothing limits '" + name + "'" + (result.IsLimited ? " but the clamp of the sum" : ""));
            }
        }
    }

    /// <summary>Whether a number signal lacks an end of its range.</summary>
    public static bool IsOpen(RuleContext context, SpecMember member) => Hull(context, member) is { HasNumber: true } hull && hull.Magnitude > Huge;

    private static FloatRange Hull(RuleContext context, SpecMember member) => Enumerable.Range(0, context.Step.Inputs.Count)
        .Where(i => context.Signal(i) is { Part: SignalPart.Values } facts && facts.Name == member.Name && context.Step.Inputs[i].Kind == IrKind.Float)
        .SelectMany(i => context.Program.Leaves.Inputs[i])
        .Aggregate(FloatRange.Nothing, static (all, element) => all.Join(element));

    private static string Missing(FloatRange hull) => hull.Lo >= -Huge ? "upper end of its range" : hull.Hi <= Huge ? "lower end of its range" : "declared range";

    private static bool IsLarge(RuleContext context, int value) =>
        context.Step.Code[value].Type.Kind == IrKind.Float && context.Program.Elements(value).Any(static e => e.HasNumber && e.Magnitude > Huge);

    /// <summary>What the author reads the size of: what is paid, and costs.</summary>
    private static IEnumerable<(string Name, int Value, bool IsLimited)> Results(RuleContext context)
    {
        bool isLimited = context.Analysis.Spec.Critics.Count == 0 && context.Values("", ProbedPart.PaidSum).All(v => !IsLarge(context, v));
        foreach (ColumnView column in context.Columns.Where(static c => c.Paid >= 0).OrderBy(c => isLimited && c.IsStepwise))
        {
            yield return (column.Member.Name, column.Paid, isLimited && column.IsStepwise);
        }

        for (int i = 0; i < context.Analysis.Spec.Costs.Count; i++)
        {
            yield return (context.Analysis.Spec.Costs[i].Name, context.Step.Find(OutputKind.Cost, i), false);
        }
    }

    /// <summary>The values that are large because of the signal, through carries too.</summary>
    private static bool[] Reached(RuleContext context, SpecMember member, bool[] large)
    {
        EquatableArray<Instruction> code = context.Step.Code;
        bool[] reached = new bool[code.Count];
        bool[] carried = new bool[context.Step.Carries.Count];
        for (int pass = 0; pass < Passes; pass++)
        {
            for (int v = 0; v < code.Count; v++)
            {
                reached[v] = large[v] && (code[v].Op switch
                {
                    Opcode.Input or Opcode.InputComponent or Opcode.InputPick => context.Signal((int)(code[v].Immediate & 0xFFFF)).Name == member.Name,
                    Opcode.Carry or Opcode.CarryPick => carried[(int)(code[v].Immediate & 0xFFFF)],
                    _ => Enumerable.Range(0, 3).Any(k => code[v].Operand(k) >= 0 && reached[code[v].Operand(k)]),
                });
            }

            bool[] next = Enumerable.Range(0, carried.Length).Select(c => context.Step.Find(OutputKind.Carry, c) is >= 0 and int written && reached[written]).ToArray();
            if (next.SequenceEqual(carried))
            {
                break;
            }

            carried = next;
        }

        return reached;
    }
}
