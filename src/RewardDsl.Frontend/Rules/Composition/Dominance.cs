using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD4001: one term carries more than nine tenths of what all terms together can change. Silent for what the goal or an aim is
/// about. Only worth knowing where the size rests on the ends of the declared ranges. RWD4002, of size: a term that carries less
/// than a hundredth.
/// </summary>
internal static class Dominance
{
    /// <summary>90 %, to a whole percent.</summary>
    private const double Much = 0.895;
    private const double Little = 0.01;

    /// <summary>Of an equal share: of many terms each one is small.</summary>
    private const double Share = 0.1;
    private const int Shown = 3;

    public static void Check(RuleContext context)
    {
        foreach (string critic in context.Columns.Select(static c => c.Column.Critic).Distinct().ToList())
        {
            IReadOnlyList<Influence> all = Influence.Of(context, critic);
            double sum = all.Sum(static i => i.Width);
            double little = Math.Min(Little, Share / Math.Max(1, all.Count));
            bool mayBeSmall = all.Any(i => i.Width < little * sum && Counts(context, i));
            Influence? most = all.OrderByDescending(static i => i.Width).FirstOrDefault();
            bool mayBeLoud = most is not null && most.Width > Much * sum;
            if (all.Count < 2 || (!mayBeSmall && !mayBeLoud))
            {
                continue;
            }

            all = Influence.WithParts(context, all, mayBeLoud ? most!.Column : null, mayBeSmall);
            most = all.First(i => i.Column == most!.Column);
            bool isLoud = most.Width > Much * sum && IsFelt(context, all, most) && !IsObjective(context, most) && context.IsOwn(most.Column.Member);
            if (isLoud)
            {
                Loud(context, all, most, sum);
            }

            // Where all others are small beside one, that is one fact.
            List<Influence> small = mayBeSmall ? all.Where(i => IsSmall(context, all, i, little)).ToList() : new List<Influence>();
            foreach (Influence quiet in small.Where(i => !(isLoud && small.Count == all.Count - 1) && Counts(context, i)))
            {
                Quiet(context, all, quiet, little);
            }
        }
    }

    /// <summary>
    /// Whether the size says something: a reward that is large only at the ends of its ranges is not reported for that; nor are
    /// regularisers among each other, and the price of an event.
    /// </summary>
    private static bool IsFelt(RuleContext context, IReadOnlyList<Influence> all, Influence most) => most.Column.IsStepwise && !IsPrice(context, most.Column)
        && !(most.Column.Column.IsRegulariser && all.All(static i => i.Column.Column.IsRegulariser))
        && (most.IsCertain || most.Column.Column.Kind == ColumnKind.Penalty || most.Column.Column.IsRegulariser || most.Core > Much * (most.Core + all.Where(i => i != most).Sum(static i => i.Width)));

    /// <summary>The price of an event, a fall say, is large because it is to be rare.</summary>
    private static bool IsPrice(RuleContext context, ColumnView column) => column is { Column.IsBool: true, Coefficient: >= 0 } && context.Program.Range(column.Coefficient).Hi <= 0f;

    /// <summary>What the goal reads, what is paid at it, and what an aim is about may outweigh all else; so may the only reward among costs.</summary>
    private static bool IsObjective(RuleContext context, Influence most) =>
        context.Goals.Any(g => g.ReadsSignals(most.Column.Paid) || g.Once.Contains(most.Column))
        || AimedValue.All(context).Any(a => a.IsReadBy(context, most.Column.Paid))
        || (most.Column.Column is { Kind: not ColumnKind.Penalty, IsRegulariser: false } && context.Columns.Where(static c => c.Column.Kind != ColumnKind.Termination).All(c => c == most.Column || c.Column.IsRegulariser || c.Column.Kind == ColumnKind.Penalty));

    private static void Loud(RuleContext context, IReadOnlyList<Influence> all, Influence most, double sum)
    {
        // Closely now: a signal that is read twice makes the cheap range too wide.
        double tight = Influence.Tight(context, most);
        sum -= most.Width - tight;
        most = most with { Width = tight };
        if (!(tight > Much * sum))
        {
            return;
        }

        double rest = sum - most.Width;
        double even = Math.Abs(BreakEven.AtStart(context, most.Column) ?? 1) * rest / most.Width;
        string others = string.Join(", ", all.Where(i => i != most).OrderByDescending(static i => i.Width).Take(Shown).Select(i => "'" + i.Column.Column.Name + "' " + RangeData.Short(i.Width))) + (all.Count - 1 > Shown ? ", …" : "");
        string where = most.IsTypical ? " at the typical values" : most.IsCertain ? "" : ", at the ends of the declared ranges (declare TypicalMin and TypicalMax where they are not reached)";
        context.Report(
            RuleCatalogue.Dominance,
            most.Column.Attribute,
            most.IsCertain ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            Written(RangeData.None.Add("share", (most.Width / sum).ToString("R", CultureInfo.InvariantCulture)).Add("breakEven", RangeData.Short(even)), most.Column),
            most.Column.Column.Name,
            Percent(most.Width / sum),
            RangeData.Short(most.Width),
            RangeData.Short(sum) + where,
            others,
            RangeData.Short(even));
    }

    /// <summary>With the member whose attribute has the weight, where it is written there.</summary>
    private static ImmutableDictionary<string, string?> Written(ImmutableDictionary<string, string?> data, ColumnView column) =>
        column.Column is { WeightMember.Length: 0, Schedule.Length: 0 } ? data.Add("member", column.Column.Name).Add("number", data["breakEven"]) : data;

    /// <summary>Small beside what the others carry without the ends of their ranges.</summary>
    private static bool IsSmall(RuleContext context, IReadOnlyList<Influence> all, Influence one, double little) => one.Width < little * (one.Width + all.Where(i => i != one && i.Column.IsStepwise && !IsPrice(context, i.Column)).Sum(static i => i.IsTypical ? i.Width : i.Core));

    /// <summary>Whether a limit, rather than the ends of a range, keeps it small: then nothing that happens can make it felt.</summary>
    private static bool IsCapped(RuleContext context, Influence quiet) => quiet.Column.Column.Kind == ColumnKind.Penalty && quiet.Core >= 0.999 * quiet.Width
        && context.Program.Dependences.Inputs(quiet.Column.Weighted).Any(i => !Influence.IsExact(context, i) && context.Signal(i).Named.Typical is null);

    private static bool Counts(RuleContext context, Influence quiet) =>
        quiet.Column.IsStepwise && quiet.Column.Column is { IsRegulariser: false, Transform: PayTransform.Value, Limit: PayLimit.None, WeightMember.Length: 0, Schedule.Length: 0 } && !context.Goals.Any(g => g.ReadsSignals(quiet.Column.Paid)) && context.IsOwn(quiet.Column.Member);

    private static void Quiet(RuleContext context, IReadOnlyList<Influence> all, Influence quiet, double little)
    {
        double sum = all.Where(i => i.Column.IsStepwise && !IsPrice(context, i.Column)).Sum(static i => i.Width);
        bool isCapped = IsCapped(context, quiet);
        double needed = Math.Abs(BreakEven.AtStart(context, quiet.Column) ?? 1) * little * (sum - quiet.Width) / ((1 - little) * quiet.Width);
        context.Report(
            RuleCatalogue.InertTerm,
            quiet.Column.Attribute,
            isCapped ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info,
            RangeData.None.Add("share", (quiet.Width / sum).ToString("R", CultureInfo.InvariantCulture)).Add("breakEven", ((float)needed).ToString("R", CultureInfo.InvariantCulture)).Add("fix", "role"),
            "'" + quiet.Column.Column.Name + "' can change the reward of a step by " + RangeData.Short(quiet.Width) + " at most" + (isCapped ? " however large its signals are, " : ", ") + Percent(quiet.Width / sum) + " of what all terms can (" + RangeData.Short(sum)
            + "): it would be " + Percent(little) + " with the weight " + RangeData.Short(needed) + " (if it is to be small: Role = TermRole.Regulariser)");
    }

    private static string Percent(double share) => share > 0.999 ? "over 99.9 %" : RangeData.Short(100 * share) + " %";
}
