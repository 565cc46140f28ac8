using System;
using System.Collections.Generic;
using System.Globalization;
using RewardDsl;
using Spectre.Console;

namespace CartPole;

/// <summary>What the console shows: progress while training, then what it brought.</summary>
internal static class Report
{
    public static TrainingResult WithProgress(TrainingPlan plan, Func<Action<Generation>, TrainingResult> train)
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

        string size = string.Create(
            CultureInfo.InvariantCulture, $"{plan.Generations} generations of {plan.Population} policies, {plan.EpisodesEach} episodes each");
        AnsiConsole.WriteLine($"Training: {size}, all in one batch.");
        return AnsiConsole.Profile.Capabilities.Interactive
            ? WithBar(plan, train)
            : WithLines(plan, train);
    }

    public static void Show(TrainingResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title("Mean of one episode");
        table.AddColumn("Paid for");
        table.AddColumn("As");
        table.AddColumn(new TableColumn("Before").RightAligned());
        table.AddColumn(new TableColumn("After").RightAligned());
        IReadOnlyList<TermInfo> terms = CartPoleReward.Spec.Terms;
        for (int i = 0; i < terms.Count; i++)
        {
            AddRow(table, terms[i].Name, terms[i].Kind.ToString(), result.Before.TermReturns[i], result.After.TermReturns[i]);
        }

        table.AddEmptyRow();
        AddRow(table, "Return", "sum", result.Before.Return, result.After.Return);
        AddRow(table, "Length", "steps", result.Before.Length, result.After.Length);
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.EnvironmentSteps:#,0} environment-steps in {result.Elapsed.TotalSeconds:0.0} s: {result.EnvironmentSteps / result.Elapsed.TotalSeconds:#,0} per second."));
    }

    private static TrainingResult WithBar(TrainingPlan plan, Func<Action<Generation>, TrainingResult> train) =>
        AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask("mean return …", maxValue: plan.Generations);
                return train(generation =>
                {
                    task.Description = string.Create(CultureInfo.InvariantCulture, $"mean return {generation.MeanReturn,7:0.0}");
                    task.Increment(1);
                });
            });

    /// <summary>A log has no use for a bar: about ten plain lines.</summary>
    private static TrainingResult WithLines(TrainingPlan plan, Func<Action<Generation>, TrainingResult> train)
    {
        int number = 0;
        int every = Math.Max(1, plan.Generations / 10);
        return train(generation =>
        {
            if (++number == 1 || number % every == 0 || number == plan.Generations)
            {
                AnsiConsole.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"generation {number,3}: mean return {generation.MeanReturn,7:0.0}, best {generation.BestReturn,7:0.0}"));
            }
        });
    }

    private static void AddRow(Table table, string name, string kind, double before, double after) => table.AddRow(
        new Text(name),
        new Text(kind),
        new Text(before.ToString("0.00", CultureInfo.InvariantCulture)),
        new Text(after.ToString("0.00", CultureInfo.InvariantCulture)));
}
