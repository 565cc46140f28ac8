using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>The states that pay without the goal, as a table for each goal.</summary>
internal static class WitnessTable
{
    public static void Write(Report report, TextWriter writer)
    {
        foreach (SpecWitnesses witness in report.Witnesses)
        {
            writer.Write("\n");
            if (witness.Report.Problem is { } problem)
            {
                writer.Write(witness.Report.Spec + ": no witness: " + problem + "\n");
            }

            foreach (GoalWitnesses goal in witness.Report.Goals)
            {
                Goal(witness, goal, writer);
            }

            if (witness.Plan.Problem is { } unsaved)
            {
                writer.Write("  No scenarios: " + unsaved + "\n");
            }
            else if (!witness.IsSaved && witness.Plan.Code.Length > 0)
            {
                writer.Write("\n  To paste into '" + witness.Report.Spec + "', or written there by --save:\n\n" + witness.Plan.Code + "\n");
            }
        }
    }

    private static void Goal(SpecWitnesses witness, GoalWitnesses goal, TextWriter writer)
    {
        string name = witness.Report.Spec + ", goal '" + goal.Goal + "'";
        if (goal.Problem is { } problem)
        {
            writer.Write(name + ": no witness: " + problem + "\n");
            return;
        }

        string once = goal.PaidOnce != 0f ? "pays " + Number(goal.PaidOnce) + " once" : "";
        string ends = goal.EndsEpisode ? "ends the episode" : "";
        writer.Write(name + (once.Length + ends.Length > 0 ? ", which " : "") + ends + (once.Length > 0 && ends.Length > 0 ? " and " : "") + once + "\n");
        bool hasReturns = goal.Misses.Any(m => m.StayReturn is not null);
        var rows = new List<string[]> { new[] { "missed", "a step pays", "at most", hasReturns ? "returns" : "", "state" } };
        rows.Add(["nothing: at the goal", Paid(goal.AtGoal), Number(goal.AtGoal.Bound), hasReturns ? Returns(goal.Misses.First(m => m.GoalReturn is not null).GoalReturn) : "", State(goal.AtGoal)]);
        rows.AddRange(goal.Misses.Select(m => new[] { Missed(m), Paid(m.Best), float.IsNaN(m.Best.Bound) ? "" : Number(m.Best.Bound), Returns(m.StayReturn), State(m.Best) }));
        int[] widths = [.. Enumerable.Range(0, 4).Select(c => rows.Max(r => r[c].Length))];
        for (int i = 0; i < rows.Count; i++)
        {
            string line = "  " + string.Concat(Enumerable.Range(0, 4).Where(c => widths[c] > 0).Select(c => rows[i][c].PadRight(widths[c] + 2))) + rows[i][4];
            writer.Write(line.TrimEnd() + "\n");
            WitnessStep? step = i == 0 ? null : i == 1 ? goal.AtGoal : goal.Misses[i - 2].Best;
            if (step?.State is { } state)
            {
                writer.Write("    " + Payments(state) + (i > 1 ? "; scenario '" + witness.ScenarioOf(state).Name + "' returns " + Number((float)state.Return) : "") + "\n");
            }

            if (i > 1 && goal.Misses[i - 2].Note is { Length: > 0 } note)
            {
                writer.Write("    (" + note + ")\n");
            }
        }

        if (hasReturns)
        {
            writer.Write("  Returns are of staying there, " + witness.Report.Steps + (goal.EndsEpisode ? "; the goal returns its step and what it pays once" : "") + ".\n");
        }
    }

    private static string Missed(GoalMiss miss) =>
        (miss.Condition.Length == 0 ? "any of it" : "only " + miss.Condition) + (miss.Tolerance > 0f ? ", by " + Number(miss.Tolerance) : "");

    private static string Paid(WitnessStep step) => step.State is { } state ? Number(state.Paid) : "";

    private static string Returns(double? value) => value is { } number ? Number((float)number) : "";

    private static string State(WitnessStep step) => step.State is not { } state ? ""
        : state.Signals.IsEmpty ? "everything at rest"
        : string.Join(", ", state.Signals.Select(s => s.Name + " = " + s.Value + (s.Unit.Length > 0 && s.Value != "absent" ? " " + s.Unit : ""))) + (state.Steps > 1 ? string.Create(CultureInfo.InvariantCulture, $", held for {state.Steps} steps") : "");

    private static string Payments(WitnessState state) =>
        state.Payments.IsEmpty ? "nothing pays" : "pays " + string.Join(", ", state.Payments.Select(p => p.Name + " " + Number(p.Paid) + (p.Repeats ? "" : " once")));

    private static string Number(float value) =>
        float.IsPositiveInfinity(value) ? "∞" : float.IsNaN(value) ? "?" : Math.Round(value, 9) == 0 && Math.Abs(value) < 1e-30 ? "0" : value.ToString("G5", CultureInfo.InvariantCulture);
}
