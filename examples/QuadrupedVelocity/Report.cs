using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using RewardDsl;
using Spectre.Console;

namespace QuadrupedVelocity;

/// <summary>What the console shows.</summary>
internal static class Report
{
    public static void Prepare()
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
    }

    public static void ShowChecks(IReadOnlyList<Check> checks)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title("One step against the expected values");
        table.AddColumn("Contact sensor");
        foreach (IGrouping<int, Check> size in checks.GroupBy(check => check.Golden.Count))
        {
            table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"{size.Key} robots")).RightAligned());
        }

        foreach (IGrouping<string, Check> layout in checks.GroupBy(check => check.Layout))
        {
            table.AddRow([layout.Key, .. layout.Select(check => check.Differences.Count == 0 ? "agrees" : "differs")]);
        }

        AnsiConsole.Write(table);
        foreach (Check check in checks)
        {
            foreach (string difference in check.Differences)
            {
                AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{check.Golden.Count} robots, {check.Layout}: {difference}"));
            }
        }
    }

    public static void ShowTerms(Payment paid)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title("Mean of one step");
        table.AddColumn("Paid for");
        table.AddColumn("As");
        table.AddColumn(new TableColumn("Weight per second").RightAligned());
        table.AddColumn(new TableColumn("Paid").RightAligned());
        IReadOnlyList<TermInfo> terms = VelocityReward.Spec.Terms;
        using var evaluator = new VelocityReward.Evaluator(1);
        for (int i = 0; i < terms.Count; i++)
        {
            AddRow(
                table,
                terms[i].Name,
                terms[i].Kind.ToString(),
                evaluator.Parameters[terms[i].Parameter].ToString("G3", CultureInfo.InvariantCulture),
                paid.TermSum(i) / paid.Total.Length);
        }

        table.AddEmptyRow();
        AddRow(table, "Reward", "sum", "", paid.TotalSum() / paid.Total.Length);
        AnsiConsole.Write(table);
    }

    public static void ShowTimes(int count, IReadOnlyList<(string Layout, double Nanoseconds)> times)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title("Rough time of a step");
        table.AddColumn("Contact sensor");
        table.AddColumn(new TableColumn("ns a robot").RightAligned());
        foreach ((string layout, double nanoseconds) in times)
        {
            table.AddRow(new Text(layout), new Text(nanoseconds.ToString("0.0", CultureInfo.InvariantCulture)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"A rough number: {count} robots, one thread, one moment of this machine."));
    }

    private static void AddRow(Table table, string name, string kind, string weight, double paid) => table.AddRow(
        new Text(name),
        new Text(kind),
        new Text(weight),
        new Text(paid.ToString("0.00000", CultureInfo.InvariantCulture)));
}
