using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4009: a number over a set of which the agent decides who is in it, paid so that leaving members out pays: its best value at the
/// empty set or at a single 0, a mean or an extreme that rises without its worst members, a quotient by their number, a change that
/// pays who comes and goes. Sets of a fixed size have no such way out.
/// </summary>
internal static class OwnPopulations
{
    public static void Check(RuleContext context)
    {
        var own = new HashSet<string>(context.Analysis.Spec.Signals.Where(static s => s.Named.AgentSized || s.Named.Writer == RuleFacts.WriterAgent || s.Named.Source == RuleFacts.SourcePolicy || s.IsAction).Select(static s => s.Name));
        if (own.Count == 0)
        {
            return;
        }

        var seen = new HashSet<int>();
        foreach (Site site in context.Sites.All.Where(static s => s.Result.Count == 1 && s.Operands.Count > 0))
        {
            int result = context.Analysis.Probe(site.Result[0]);
            Finding? finding = site.Kind switch
            {
                SiteKind.Call when site.Operands[0].Count == 1 && site.Name is not "SafeDiv" => OfCall(context, site, result),
                SiteKind.Call when site.Name == "SafeDiv" => OfQuotient(context, site, result),
                SiteKind.Operator when site.Name == nameof(Opcode.Div) => OfQuotient(context, site, result),
                _ => null,
            };
            if (finding is { } found && seen.Add(result))
            {
                context.Report(
                    RuleCatalogue.OwnPopulation, site.Syntax.GetLocation(), DiagnosticSeverity.Warning, RangeData.Of(context.Program.Range(result)).Add("population", found.Members),
                    site.Syntax.ToString(), found.Members, found.What, found.Advice);
            }
        }
    }

    private static Finding? OfCall(RuleContext context, Site site, int result)
    {
        if (site.Name is not ("Sum" or "SumSquares" or "Norm" or "Mean" or "Min" or "Max" or "Count" or "GeometricMean" or "HarmonicMean" or "Product")
            || context.Step.Code[result].Type != IrType.Float || !context.Step.Code[context.Analysis.Probe(site.Operands[0][0])].Type.IsVector || !LibraryCalls.IsLibrary(context, site.Syntax))
        {
            return null;
        }

        int values = context.Analysis.Probe(site.Operands[0][0]);
        int mask = Mask(context, site);
        string? chosen = Population(context, values, mask);
        string? population = chosen ?? (site.Name is "GeometricMean" or "Product" ? Written(context, values) : null);
        if (population is not { } members || Payer(context, result) is not { } payer)
        {
            return null;
        }

        FloatRange each = context.Program.Range(values);
        string name = site.Name;
        if (chosen is not null && IsChange(context, payer.Column, result))
        {
            return new Finding(members, "its change pays who comes and goes: a member of " + RangeData.Short(each.Magnitude) + " that leaves changes '" + payer.Column.Column.Name + "' like a loss of as much", "pay the change of each member that stays");
        }

        if (payer.Direction == 0)
        {
            return null;
        }

        if (name is "GeometricMean" or "Product" && payer.Direction < 0 && each is { Lo: <= 0f, Hi: > 0f })
        {
            return new Finding(members, "one member at 0 makes it 0, its best value", "keep each member above a floor, 'Max(…, floor)', or add their logarithms");
        }

        // Who only writes the members cannot leave them out.
        return population != chosen ? null : Empty(context, site, name, result, mask, payer, members) ?? Selected(name, each, mask, payer, members) ?? Added(context, name, each, mask, payer, members);
    }

    /// <summary>Nobody is as good as the best: the empty set pays as much as any.</summary>
    private static Finding? Empty(RuleContext context, Site site, string name, int result, int mask, (ColumnView Column, int Direction) payer, string members)
    {
        bool isTotal = name is "Sum" or "SumSquares" or "Norm" or "Count";
        FloatRange nothing = isTotal ? FloatRange.Of(0f) : site.Operands.Count > 2 ? context.Program.Range(context.Analysis.Probe(site.Operands[2][0])) : FloatRange.Nothing;
        FloatRange range = context.Program.Range(isTotal || mask < 0 ? result : context.Analysis.Probe(site.Operands[0][0]));
        bool isBest = nothing.HasNumber && !range.IsSingle && (payer.Direction < 0 ? nothing.Hi <= range.Lo : nothing.Lo >= range.Hi);

        // A fallback other than 0 that is among the best is loud by itself: RWD1008.
        return isBest && (isTotal || nothing is { Lo: 0f, Hi: 0f }) && !IsCounted(context, payer.Column, members)
            ? new Finding(members, "with nobody in it it is " + RangeData.Short(nothing.Lo) + ", which pays as much as the best value", "pay for each member, or charge for a missing one")
            : null;
    }

    /// <summary>Without its worst members it is better.</summary>
    private static Finding? Selected(string name, FloatRange each, int mask, (ColumnView Column, int Direction) payer, string members)
    {
        bool isBetter = name switch
        {
            "Mean" or "GeometricMean" or "HarmonicMean" => true,
            "Min" => payer.Direction > 0,
            "Max" => payer.Direction < 0,
            "Sum" => mask >= 0 && payer.Direction > 0 && each.Lo < 0f,
            _ => false,
        };
        if (!isBetter || !each.IsFinite || each.Width == 0)
        {
            return null;
        }

        float worst = payer.Direction > 0 ? each.Lo : each.Hi;
        float best = payer.Direction > 0 ? each.Hi : each.Lo;
        string numbers = name switch
        {
            "Mean" => "of two members at " + RangeData.Short(worst) + " and " + RangeData.Short(best) + " it goes from " + RangeData.Short(((double)worst + best) / 2) + " to " + RangeData.Short(best) + " when the first leaves",
            "Sum" => "it rises by up to " + RangeData.Short(-(double)worst) + " when a member leaves",
            _ => "of two members at " + RangeData.Short(worst) + " and " + RangeData.Short(best) + " it becomes " + RangeData.Short(best) + " when the first leaves",
        };
        return new Finding(members, numbers, "divide a sum by a number that does not change, or charge for each member that leaves");
    }

    /// <summary>More members pay more, whatever they are worth.</summary>
    private static Finding? Added(RuleContext context, string name, FloatRange each, int mask, (ColumnView Column, int Direction) payer, string members)
    {
        if (name != "Sum" || mask < 0 || payer.Direction < 0 || !(each.Lo >= 0f) || !each.IsFinite || each.Width == 0 || IsCounted(context, payer.Column, members)
            || !context.Analysis.Spec.Signals.Any(s => s.Name == members && s.Named.AgentSized))
        {
            return null;
        }

        return new Finding(members, "each member that the agent adds pays more, and none costs anything", "charge for each member, or divide by a number that does not change");
    }

    /// <summary>A quotient by the number of members.</summary>
    private static Finding? OfQuotient(RuleContext context, Site site, int result)
    {
        if (site.Operands.Count < 2 || site.Operands[1].Count != 1 || context.Step.Code[result].Type != IrType.Float)
        {
            return null;
        }

        int number = context.Analysis.Probe(site.Operands[1][0]);
        FloatRange range = context.Program.Range(number);
        if (range.IsSingle || !(range.Lo >= 0f) || Counted(context, number) is not { } members || Payer(context, result) is not { } payer || payer.Direction == 0)
        {
            return null;
        }

        int over = context.Analysis.Probe(site.Operands[0][0]);
        FloatRange share = context.Program.Range(over);

        // Of costs per member more members are cheaper; of gains fewer are better.
        bool fewer = payer.Direction > 0 ? share.Hi > 0f : share.Lo < 0f;
        return new Finding(
            members, "the agent decides what it is divided by, in " + RangeData.Short(range) + ": " + (fewer ? "fewer members, as long as the good ones stay, pay more" : "more members make each cheaper"),
            "divide by a number that does not change, or charge for each member that leaves");
    }

    /// <summary>The population that a number counts: a scalar that is one, or a count over a set.</summary>
    private static string? Counted(RuleContext context, int number)
    {
        foreach (int input in context.Program.Dependences.Inputs(number))
        {
            if (context.Signal(input).Named.AgentSized)
            {
                return context.Signal(input).Name;
            }
        }

        Instruction core = context.Step.Code[Paths.WithoutScale(context, number)];
        return core is { Op: Opcode.Sum, A: var counted } && context.Step.Code[counted] is { Op: Opcode.BoolToFloat, A: var mask } ? Population(context, mask, mask) : null;
    }

    /// <summary>The mask among the arguments, or −1.</summary>
    private static int Mask(RuleContext context, Site site) => site.Operands.Skip(1).Where(static o => o.Count == 1).Select(o => context.Analysis.Probe(o[0]))
        .Where(v => context.Step.Code[v].Type is { Kind: IrKind.Bool, IsVector: true }).DefaultIfEmpty(-1).First();

    /// <summary>The signal by which the agent decides who is in a set; null where it does not.</summary>
    private static string? Population(RuleContext context, int values, int mask)
    {
        IEnumerable<SpecMember> read = mask >= 0 ? context.SignalsOf(mask) : Array.Empty<SpecMember>();
        SpecMember? filter = read.FirstOrDefault(m => context.Analysis.Spec.Signals.Any(s => s.Name == m.Name && (s.IsAction || s.Named.AgentSized || s.Named.Writer == RuleFacts.WriterAgent || s.Named.Source == RuleFacts.SourcePolicy)));
        return (filter ?? context.SignalsOf(values).FirstOrDefault(m => context.Analysis.Spec.Signals.Any(s => s.Name == m.Name && s.Named.AgentSized)))?.Name;
    }

    /// <summary>A signal that the agent writes, so that it can make a member what it likes.</summary>
    private static string? Written(RuleContext context, int values) => context.SignalsOf(values)
        .FirstOrDefault(m => context.Analysis.Spec.Signals.Any(s => s.Name == m.Name && s.Named.Writer == RuleFacts.WriterAgent))?.Name;

    /// <summary>What pays it, and whether more is paid as it rises; a direction of 0 where it turns.</summary>
    private static (ColumnView Column, int Direction)? Payer(RuleContext context, int value)
    {
        (ColumnView Column, int Direction)? found = null;
        foreach (ColumnView column in context.Columns.Where(c => c.Column.Kind != ColumnKind.Termination && c.Raw >= value && c.Coefficient >= 0))
        {
            Slope slope = column.Raw == value ? new Slope(1, 1) : context.Step.Code[column.Raw].Type == IrType.Float ? context.Program.SlopeOf(column.Raw, value) : Slope.Zero;
            FloatRange weight = context.Program.Range(column.Coefficient);
            int sign = weight.Lo >= 0f && weight.Hi > 0f ? 1 : weight.Hi <= 0f && weight.Lo < 0f ? -1 : 0;
            if (!slope.IsZero && sign != 0)
            {
                found ??= (column, slope.Direction * sign);
                if (slope.Direction != 0)
                {
                    return (column, slope.Direction * sign);
                }
            }
        }

        return found;
    }

    /// <summary>Whether what is paid is the change of it between two steps.</summary>
    private static bool IsChange(RuleContext context, ColumnView column, int result) => column.Column.Transform == PayTransform.Progress
        || Enumerable.Range(0, column.Raw + 1).Any(i => context.Step.Code[i] is { Op: Opcode.Sub } code && (i == column.Raw || (code.Type == IrType.Float && !context.Program.SlopeOf(column.Raw, i).IsZero)) && context.Step.Code[code.B] is { Op: Opcode.Carry } carry
            && context.Step.Find(OutputKind.Carry, (int)(carry.Immediate & 0xFFFF)) == code.A && (code.A == result || (code.A > result && context.Step.Code[code.A].Type == IrType.Float && !context.Program.SlopeOf(code.A, result).IsZero)));

    /// <summary>Whether something else that is paid, a goal or an end reads the population: then leaving members out is accounted for.</summary>
    private static bool IsCounted(RuleContext context, ColumnView payer, string members) =>
        context.Columns.Where(c => c != payer && !c.Column.IsRegulariser).Select(static c => c.Raw)
            .Concat(context.With("Goal").Concat(context.With("Termination")).Select(t => context.Value(t.Member.Name)))
            .Any(v => v >= 0 && context.SignalsOf(v).Any(m => m.Name == members));

    /// <summary>A way to leave members out.</summary>
    private sealed record Finding(string Members, string What, string Advice);
}
