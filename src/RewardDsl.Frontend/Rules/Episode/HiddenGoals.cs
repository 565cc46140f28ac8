using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD3008: a goal whose payoff is out of sight: farther away than the episode is long or the discount reaches, or worth less from the
/// start than what lies beside the way. And a return without limit: no discount, no horizon, and a step that pays again and again.
/// </summary>
internal static class HiddenGoals
{
    /// <summary>Effective horizons that a goal may be away: then 5 % of it are left.</summary>
    private const int Reach = 3;

    private const int Budget = 16;

    public static void Check(RuleContext context)
    {
        if (!context.IsReturn || context.Analysis.Contract.Horizon == 1)
        {
            return;
        }

        CheckLimit(context);
        foreach (GoalView goal in context.Goals.Where(static g => !g.Facts.IsSurvival))
        {
            if (Math.Max(goal.Facts.MinSteps, LeastSteps(context, goal)) is var steps and > 1)
            {
                Check(context, goal, steps);
            }
            else
            {
                Ask(context, goal);
            }
        }
    }

    /// <summary>
    /// The least steps from the nearest declared start: no signal that the goal reads gets to where it holds faster than by its largest
    /// change in a step. 1 where nothing is known.
    /// </summary>
    private static int LeastSteps(RuleContext context, GoalView goal)
    {
        List<Scenario> starts = context.Scenarios.Of(ScenarioKind.Start).ToList();
        if (starts.Count == 0 || goal.At is not { } at)
        {
            return 1;
        }

        return starts.Min(start =>
        {
            double steps = 1;
            foreach ((int input, int element) in goal.Reads.Where(r => !float.IsInfinity(Literals.Float(context.Signal(r.Input).Named.MaxStepBits))))
            {
                float value = start.Inputs[input][element];
                FloatRange goals = at.Box.Inputs[input][element];
                double way = Math.Max(0, Math.Max((double)goals.Lo - value, (double)value - goals.Hi));
                steps = way == 0 ? steps : Math.Max(steps, Math.Ceiling((way / Literals.Float(context.Signal(input).Named.MaxStepBits)) - 1e-6));
            }

            return (int)Math.Min(steps, int.MaxValue);
        });
    }

    /// <summary>γ = 1 and no horizon: what can be held has no limit. Without any termination it is an incomplete contract.</summary>
    private static void CheckLimit(RuleContext context)
    {
        EpisodeFacts episode = context.Episode;
        if (!episode.HasDiscount || episode.Rest != 0 || episode.Horizon != 0 || episode.Ends.Count == 0 || !(context.Held.Program.Range(context.Held.Income).Hi > 0f)
            || context.Spec.Attribute.Written("Discount") is not { } written || context.Held.Running() is not { } running)
        {
            return;
        }

        (_, float attained, Box? at) = (context.Rest.StillIn(running) ?? running).ProveAbove(context.Held.Income, Budget);
        if (at is not null && attained > 0f)
        {
            string witness = Witness.Text(context.Analysis, context.Value("", ProbedPart.Income), at);
            context.Report(
                RuleCatalogue.HiddenGoal,
                written.GetLocation(),
                DiagnosticSeverity.Warning,
                RangeData.None.WithWitness(witness),
                "With Discount = 1 and no Horizon the return has no limit: staying" + (witness == "every point" ? "" : " at " + witness) + " pays " + RangeData.Short(attained)
                    + " a step for ever, so no end is worth reaching. Declare a Horizon, or a Discount below 1");
        }
    }

    private static void Check(RuleContext context, GoalView goal, int steps)
    {
        EpisodeFacts episode = context.Episode;
        Location? here = goal.Data.Written("MinSteps")?.GetLocation() ?? goal.Place;
        if (episode.Horizon > 0 && steps > episode.Horizon)
        {
            context.Report(
                RuleCatalogue.HiddenGoal, here, DiagnosticSeverity.Warning, RangeData.None,
                "The goal '" + goal.Member.Name + "' takes at least " + Literals.Integer(steps) + " steps, but the episode has " + Literals.Integer(episode.Horizon));
            return;
        }

        if (!episode.HasDiscount || episode.Rest == 0 || IsShaped(context, goal))
        {
            return;
        }

        Location place = context.Spec.Attribute.Written("Discount")?.GetLocation() ?? here;
        string left = "At γ = " + RangeData.Short(episode.Discount) + " the goal '" + goal.Member.Name + "', at least " + Literals.Integer(steps) + " steps away, counts " + Share(Math.Pow(episode.Discount, steps)) + " of its payoff";
        if (1 / episode.Rest < steps / (double)Reach)
        {
            double discount = Nearest(1 - (Reach / (double)steps));
            context.Report(
                RuleCatalogue.HiddenGoal, place, DiagnosticSeverity.Warning, Data(discount),
                left + ", and nothing on the way leads there: with Discount = " + Text(discount) + " it is " + Share(Math.Pow(discount, steps)));
            return;
        }

        Compare(context, goal, steps, place, left);
    }

    /// <summary>What the goal is worth from the start against what is paid beside the way.</summary>
    private static void Compare(RuleContext context, GoalView goal, int steps, Location place, string left)
    {
        int income = context.Held.Income;
        if (context.Held.Running(new Condition(goal.Value, false)) is not { } outside || !(outside.Range(income) is { IsFinite: true } range) || !(range.Hi > range.Lo))
        {
            return;
        }

        Branch still = context.Rest.StillIn(outside) ?? outside;
        (float most, float attained, Box? at) = still.ProveAbove(income, Budget);
        double beside = attained - (double)still.Prove(income, Budget).Range.Lo;
        (double once, double running) = Worth(context, goal, most);
        if (at is null || !(beside > 0) || !(once + running > 0) || Gain(context.Episode.Discount, steps, once, running, beside) >= 0)
        {
            return;
        }

        double discount = double.NaN;
        for (double hidden = context.Episode.Discount, seen = 1 - 1e-6; Gain(seen, steps, once, running, beside) >= 0;)
        {
            double middle = (hidden + seen) / 2;
            (hidden, seen) = Gain(middle, steps, once, running, beside) >= 0 ? (hidden, middle) : (middle, seen);
            if (seen - hidden < 1e-9)
            {
                discount = Nearest(seen);
                break;
            }
        }

        EpisodeFacts episode = context.Episode;
        double worth = once + (running / episode.Rest);
        double needed = BreakEven.AtLeast((beside * episode.WeightOf(steps) / Math.Pow(episode.Discount, steps)) - (episode.Rest > 0 ? running / episode.Rest : 0));
        context.Report(
            RuleCatalogue.HiddenGoal,
            place,
            DiagnosticSeverity.Warning,
            double.IsNaN(discount) ? RangeData.None.WithBreakEven(context, null, needed) : Data(discount),
            left + ", " + RangeData.Short(worth * Math.Pow(episode.Discount, steps)) + " of " + RangeData.Short(worth) + "; other states pay up to " + RangeData.Short(beside) + " a step, "
                + RangeData.Short(beside * episode.WeightOf(steps)) + " on the way: it breaks even " + (double.IsNaN(discount) ? "" : "with Discount = " + Text(discount) + ", or ") + "with a payoff of " + RangeData.Short(needed) + (running > 0 ? " more" : ""));
    }

    /// <summary>By how much going to the goal beats staying beside the way.</summary>
    private static double Gain(double discount, int steps, double once, double running, double beside)
    {
        double left = Math.Pow(discount, steps);
        return (left * (once + (running / (1 - discount)))) - (beside * (1 - left) / (1 - discount));
    }

    /// <summary>What the goal pays once, and what each step at it pays more than the best elsewhere.</summary>
    private static (double Once, double Running) Worth(RuleContext context, GoalView goal, double elsewhere)
    {
        double once = Math.Max(0, goal.Payoff.Hi);
        if (goal.IsTerminal || goal.At is not { } at)
        {
            return (once, 0);
        }

        double there = (context.Rest.StillIn(at) ?? at).ProveAbove(context.Held.Income, Budget).Bound;
        return (once, Math.Max(0, there - elsewhere));
    }

    /// <summary>Whether something that is paid away from the goal changes gradually with how far away it is.</summary>
    private static bool IsShaped(RuleContext context, GoalView goal)
    {
        HashSet<int> read = new(goal.Reads.Select(static r => r.Input));
        bool Leads(Branch? part, int value) => part is not null && value >= 0 && part.Sensitivities(value).Any(s => read.Contains(s.Key) && !s.Value.Slope.IsZero);
        Branch? away = null;
        foreach (ColumnView column in context.Columns.Where(c => !c.Column.IsRegulariser && c.Column.Kind != ColumnKind.Termination && goal.ReadsSignals(c.Raw)))
        {
            away ??= context.Program.Where(new Condition(goal.Value, false), new Condition(context.Step.Find(OutputKind.Terminated), false));
            int raw = context.Step.Code[column.Raw].Type.Kind == IrKind.Bool ? -1 : column.Raw;
            if (Leads(away, raw))
            {
                return true;
            }
        }

        SumRules sum = context.Analysis.Spec.Sum;
        return sum.Total.Length > 0 && goal.ReadsSignals(context.Held.Income >= 0 ? context.Value("", ProbedPart.Income) : -1)
            && Leads(context.Held.Running(new Condition(goal.Value, false)), context.Held.Income);
    }

    /// <summary>A goal that nothing leads to, of which the least steps are not declared, and an episode in which they could be too many.</summary>
    private static void Ask(RuleContext context, GoalView goal)
    {
        EpisodeFacts episode = context.Episode;
        if (episode.HasDiscount && episode.Rest > 0 && (episode.Horizon == 0 || 1 / episode.Rest < episode.Horizon / (double)Reach)
            && (goal.Payoff.Hi > 0f || goal.Running.Count > 0) && !IsShaped(context, goal))
        {
            context.Missing.Say("RWD3008", "MinSteps of the goal '" + goal.Member.Name + "'");
        }
    }

    /// <summary>The next discount above with as many digits as it takes to keep apart from 1.</summary>
    private static double Nearest(double discount)
    {
        double unit = Math.Pow(10, Math.Floor(Math.Log10(1 - discount)) - 1);
        return Math.Round(1 - (Math.Floor((1 - discount) / unit * (1 + 1e-9)) * unit), 12);
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, string?> Data(double discount) => RangeData.None.Add("breakEven", Text(discount)).Add("discount", Text(discount));

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Share(double value) => value >= 0.001 ? RangeData.Short(value * 100) + " %" : RangeData.Short(value);
}
