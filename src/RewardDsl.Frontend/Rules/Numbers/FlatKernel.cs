using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1005: a kernel (an exponential, a tangent, a bell) that is flat over most of the distances that its signals allow, below
/// its best value, and nothing else that is paid changes gradually with these signals.
/// </summary>
internal static class FlatKernel
{
    /// <summary>From here it is a warning: published trackers come near it.</summary>
    private const double Most = 0.9;

    /// <summary>From here it is worth knowing.</summary>
    private const double Much = 0.8;

    public static void Check(RuleContext context)
    {
        int total = context.Step.Find(OutputKind.Total);
        var gates = new HashSet<string>(context.With("Gate").Select(static g => g.Member.Name));
        Branch? usual = null;
        var flat = new List<Finding>();
        foreach (Site site in context.Sites.All.Where(s => s.Kind == SiteKind.Call && s.Result.Count == 1 && !gates.Contains(s.Member)))
        {
            int kernel = context.Analysis.Probe(site.Result[0]);
            int argument = Argument(context, site);
            if (argument < 0 || argument == kernel || flat.Any(f => f.Kernel == kernel))
            {
                continue;
            }

            usual ??= TypicalRanges.Of(context);
            if (usual is not null && KernelShape.Of(context, kernel, argument, usual) is { } shape && context.Program.SlopeOf(total, kernel) is { IsZero: false } slope
                && Judge(context, site, kernel, shape, slope.Direction) is { } finding)
            {
                flat.Add(finding);
            }
        }

        var kernels = new HashSet<int>(flat.Select(static f => f.Kernel));
        var guided = new List<(HashSet<(int Slot, int Element)> Leaves, bool IsGuided)>();
        foreach (Finding finding in flat)
        {
            // Kernels of the same signals share the answer.
            HashSet<(int Slot, int Element)> leaves = Paths.Leaves(context, finding.Shape.Coordinate);
            int known = guided.FindIndex(g => g.Leaves.SetEquals(leaves));
            if (known < 0)
            {
                known = guided.Count;
                guided.Add((leaves, leaves.Count == 0 || IsGuided(context, leaves, kernels)));
            }

            if (!guided[known].IsGuided)
            {
                Report(context, finding);
            }
        }
    }

    /// <summary>Whether something that is paid changes gradually with the leaves, past the flat kernels.</summary>
    private static bool IsGuided(RuleContext context, HashSet<(int Slot, int Element)> leaves, HashSet<int> kernels)
    {
        bool[] gradual = Paths.Gradual(context, leaves, kernels);
        return context.Columns.Any(c => !c.Column.IsRegulariser && gradual[c.Paid]);
    }

    /// <summary>The first argument that changes from step to step.</summary>
    private static int Argument(RuleContext context, Site site)
    {
        foreach (IReadOnlyList<int> operand in site.Operands)
        {
            if (operand.Count > 0 && context.Analysis.Probe(operand[0]) is var value && !Paths.IsFixed(context, value))
            {
                return operand.Count == 1 ? value : -1;
            }
        }

        return -1;
    }

    private static Finding? Judge(RuleContext context, Site site, int kernel, KernelShape shape, int direction)
    {
        // Half of the wanted share must lie at one of the two ends.
        double below = shape.FlatBelow(direction, Much / 2);
        double above = below >= 1 ? 0 : shape.FlatAbove(direction, Much / 2);
        below = above > 0 && below == 0 ? shape.FlatBelow(direction, 0.02) : below;
        above = below is > 0 and < 1 && above == 0 ? shape.FlatAbove(direction, 0.02) : above;
        if (below + above >= Much)
        {
            return new Finding(site, kernel, shape, below, above, direction, IsAtRest: false);
        }

        // Flat where the agent starts, as far as the author says where that is.
        if (AtRest(context, shape.Coordinate) is { IsFinite: true } rest)
        {
            double restFrom = shape.ShareOf(rest.Lo);
            double restTo = shape.ShareOf(rest.Hi);
            double low = Math.Max(below, shape.FlatBelow(direction, 0.1));
            double high = Math.Max(above, shape.FlatAbove(direction, 0.1));
            if (restTo <= low || restFrom >= 1 - high)
            {
                return new Finding(site, kernel, shape, low, high, direction, IsAtRest: true);
            }
        }

        return null;
    }

    /// <summary>The coordinate with its signals at their declared rest values; nothing where none of them has one.</summary>
    private static FloatRange AtRest(RuleContext context, int coordinate)
    {
        var resting = new HashSet<string>(context.SignalsOf(coordinate).Where(m => Attributes.Get(m.Symbol, "Signal")?.Has("Rest") == true).Select(static m => m.Name));
        if (resting.Count == 0 || context.Step.Code[coordinate].Type.IsVector)
        {
            return FloatRange.Nothing;
        }

        Box box = context.Program.Leaves.Clone();
        for (int i = 0; i < box.Inputs.Length; i++)
        {
            for (int j = 0; resting.Contains(context.Signal(i).Name) && j < box.Inputs[i].Length; j++)
            {
                box.Inputs[i][j] = FloatRange.Of(Literals.Float(context.Signal(i).Named.RestBits));
            }
        }

        return context.Program.Over(box, coordinate);
    }

    private static void Report(RuleContext context, Finding finding)
    {
        KernelShape shape = finding.Shape;
        string signals = string.Join(" and ", context.SignalsOf(shape.Coordinate).Select(static m => "'" + m.Name + "'").Take(3));
        string where = finding.Below >= 1 || finding.Above >= 1 ? "everywhere"
            : (finding.Below > 0 ? "below " + RangeData.Short(shape.At(finding.Below)) : "") + (finding.Below > 0 && finding.Above > 0 ? " and " : "") + (finding.Above > 0 ? "beyond " + RangeData.Short(shape.At(1 - finding.Above)) : "");
        string range = RangeData.Short(FloatRange.Of((float)shape.Lo, (float)shape.Hi)) + (TypicalRanges.Has(context, shape.Coordinate) ? " (typical values)" : "");
        string much = finding.IsAtRest ? "where the agent starts" : "over " + ((int)(100 * (finding.Below + finding.Above))).ToString(CultureInfo.InvariantCulture) + " % of the distances " + range + " that " + signals + (context.SignalsOf(shape.Coordinate).Count == 1 ? " allows" : " allow");
        context.Report(
            RuleCatalogue.FlatKernel,
            finding.Site.Syntax.GetLocation(),
            finding.IsAtRest || finding.Below + finding.Above < Most ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning,
            RangeData.Of(FloatRange.Of((float)shape.Lo, (float)shape.Hi)),
            finding.Site.Syntax.ToString(),
            much,
            where + (finding.IsAtRest ? ", in the range " + range + " of " + signals : ""),
            Advice(finding));
    }

    /// <summary>How much wider it would have to be to slope at the far end, where its scale says that.</summary>
    private static string Advice(Finding finding)
    {
        KernelShape shape = finding.Shape;
        bool isAroundZero = shape.Lo >= 0 || finding is { Below: > 0, Above: > 0 };
        if (finding.Direction < 0 || finding.Above is 0 or >= 1 || !isAroundZero)
        {
            return "";
        }

        double near = shape.At(1 - shape.LowAbove());
        double factor = near > 0 ? Math.Max(Math.Abs(shape.Lo), shape.Hi) / near : 0;
        return factor > 1.5 ? "; with a scale " + RangeData.Short(factor < 10 ? Math.Round(factor, 1) : Math.Round(factor)) + " times as large it would still slope at the far end" : "";
    }

    private sealed record Finding(Site Site, int Kernel, KernelShape Shape, double Below, double Above, int Direction, bool IsAtRest);
}
