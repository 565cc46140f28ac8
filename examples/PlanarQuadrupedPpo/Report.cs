using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using PlanarQuadrupedPpo.Training;
using PlanarQuadrupedPpo.World;
using RewardDsl;
using Spectre.Console;

namespace PlanarQuadrupedPpo;

/// <summary>What the console shows: progress while training, then what it brought.</summary>
internal static class Report
{
    public static void Begin(TrainingRun run)
    {
        if (Console.IsOutputRedirected)
        {
            // A file or a pipe gets plain text, whatever the terminal behind this process can show.
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.No,
                ColorSystem = ColorSystemSupport.NoColors,
                Interactive = InteractionSupport.No,
            });
        }

        Console.WriteLine($"Training, {run.Rounds} rounds: {run.Trainer.Plan}");
        if (run.Curve.Count > 0)
        {
            Console.WriteLine($"Resumed after {run.Trainer.RoundName} {run.Curve.Count}.");
        }
    }

    /// <summary>About ten lines of a run: what was earned, and what the episodes that ended were paid for.</summary>
    public static void Round(TrainingRun run)
    {
        int number = run.Curve.Count;
        if (number != 1 && number % Math.Max(1, run.Rounds / 10) != 0 && number != run.Rounds)
        {
            return;
        }

        RoundResult round = run.Curve[^1];
        EpisodeLog log = run.Trainer.Task.Log;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{run.Trainer.RoundName} {number,4}: {round.Mean,6:0.00} a second; {log.Episodes,5} episodes ended, {log.TerminatedShare,6:0.0 %} by a fall; {Terms(log)}"));
    }

    public static void Show(TrainingRun run, Examination standing, Examination trained)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title($"Mean of one episode, of {Examination.Robots} that training never saw");
        table.AddColumn("Paid for");
        table.AddColumn("As");
        table.AddColumn(new TableColumn("Standing").RightAligned());
        table.AddColumn(new TableColumn("Trained").RightAligned());
        IReadOnlyList<TermInfo> terms = WalkReward.Spec.Terms;
        for (int i = 0; i < terms.Count; i++)
        {
            AddRow(table, terms[i].Name, terms[i].Kind.ToString(), "0.00", standing.Paid[i], trained.Paid[i]);
        }

        table.AddEmptyRow();
        AddRow(table, "Return", "sum", "0.00", standing.Return, trained.Return);
        AddRow(table, "Length", "steps", "0.0", standing.Log.MeanLength, trained.Log.MeanLength);
        AddRow(table, "Falls", "share", "0.0 %", standing.Falls, trained.Falls);
        AddRow(table, "Way", "m", "0.00", standing.Distance, trained.Distance);
        AddRow(table, "Speed is off by", "m/s", "0.000", standing.SpeedError, trained.SpeedError);
        AnsiConsole.Write(table);
        if (run.Steps > 0)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Steps:#,0} robot-steps in {run.Elapsed.TotalSeconds:0.0} s: {run.Steps / run.Elapsed.TotalSeconds:#,0} per second, each of {QuadrupedWorld.Model.Substeps} steps of the physics."));
        }
    }

    private static string Terms(EpisodeLog log) =>
        log.Episodes == 0
            ? "no sums yet"
            : string.Join(", ", log.MeanPaid.Select((paid, i) => string.Create(CultureInfo.InvariantCulture, $"{WalkReward.Spec.Columns[i]} {paid:0.00}")));

    private static void AddRow(Table table, string name, string kind, string format, double standing, double trained) => table.AddRow(
        new Text(name),
        new Text(kind),
        new Text(standing.ToString(format, CultureInfo.InvariantCulture)),
        new Text(trained.ToString(format, CultureInfo.InvariantCulture)));
}
