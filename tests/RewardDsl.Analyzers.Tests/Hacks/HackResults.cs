using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using RewardDsl.Frontend;

namespace RewardDsl.Analyzers.Tests;

/// <summary>What became of a case.</summary>
internal enum HackVerdict
{
    /// <summary>A rule warns of it at its place.</summary>
    Caught,

    /// <summary>A rule says something at its place, but does not warn.</summary>
    Hinted,

    /// <summary>A rule should and does not.</summary>
    Missed,

    /// <summary>No rule of this project can see it.</summary>
    Unseen,

    /// <summary>The rules that would see it do not exist yet.</summary>
    Pending,

    /// <summary>It cannot be written in the language yet.</summary>
    Unexpressed,

    /// <summary>A control: nothing to see, and nothing is said.</summary>
    Silent,

    /// <summary>A control of which a rule warns.</summary>
    Noisy,
}

/// <summary>The results of the corpus as a page.</summary>
internal static class HackResults
{
    /// <summary>What became of a case.</summary>
    public static HackVerdict Verdict(HackRun run) => run switch
    {
        { Case.Unexpressed: not null } => HackVerdict.Unexpressed,
        { Case.Visibility: HackVisibility.No } => run.Hacked.Any(f => f.Counts && !run.Case.Also.Any(f.Is)) ? HackVerdict.Noisy : HackVerdict.Silent,
        { Case.Unseen: not null } => HackVerdict.Unseen,
        { IsCaught: true } => HackVerdict.Caught,
        _ when run.Case.Expected.Count > 0 => run.Missing.Count() < run.Case.Expected.Count ? HackVerdict.Hinted : HackVerdict.Missed,
        _ => HackVerdict.Pending,
    };

    /// <summary>Whether the rules that exist decide of a hack: the others are counted apart.</summary>
    public static bool IsDecided(HackRun run) => Verdict(run) is HackVerdict.Caught or HackVerdict.Hinted or HackVerdict.Missed or HackVerdict.Unseen;

    /// <summary>Writes the page.</summary>
    /// <param name="runs">All cases in the order of their ids.</param>
    /// <param name="good">What the rules find in good published rewards: spec, rule, severity and the reason.</param>
    /// <param name="goodCount">How many good rewards there are.</param>
    public static string Page(IReadOnlyList<HackRun> runs, IReadOnlyDictionary<string, string> good, int goodCount)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # What the rules see of published hacks

            Written by

            ```sh
            REWARDDSL_UPDATE_SNAPSHOTS=1 dotnet test tests/RewardDsl.Analyzers.Tests --filter HackResultsTests    # this file
            dotnet test tests/RewardDsl.Analyzers.Tests --filter HackCorpusTests                                  # each case by name
            ```

            Each file beside this one is a reward that was published and went wrong, or would have: its source, its formula and numbers, and what a careful
            author can declare of it. A case is **caught** when a rule that it names warns (default severity, warning or error) in the member that is wrong.
            Every other warning on it must be listed with its reason, and the mended version, where the way out is clear, must be free of the case's rules.
            *Visible* says how much of the mistake is in the text and the declarations at all: `yes`, `partly` (a hint, or with a declaration that not every author
            writes), or `no`: these are controls, which must stay silent.


            """.ReplaceLineEndings("\n"));
        Summary(page, runs);
        ByRule(page, runs);
        ByCase(page, runs);
        NotSeen(page, runs);
        Good(page, good, goodCount);
        return page.ToString();
    }

    private static void Summary(StringBuilder page, IReadOnlyList<HackRun> runs)
    {
        page.Append("| visible | cases | decided by the rules there are | caught | share | only a note | missed | cannot be seen | rule to come | not expressible |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (HackVisibility visibility in new[] { HackVisibility.Yes, HackVisibility.Partly })
        {
            HackRun[] these = [.. runs.Where(r => r.Case.Visibility == visibility)];
            int decided = these.Count(IsDecided);
            int caught = Count(HackVerdict.Caught);
            Row(
                page,
                visibility.ToString().ToLowerInvariant(),
                Number(these.Length),
                Number(decided),
                Number(caught),
                decided == 0 ? "–" : Number(100.0 * caught / decided) + " %",
                Number(Count(HackVerdict.Hinted)),
                Number(Count(HackVerdict.Missed)),
                Number(Count(HackVerdict.Unseen)),
                Number(Count(HackVerdict.Pending)),
                Number(Count(HackVerdict.Unexpressed)));
            int Count(HackVerdict verdict) => these.Count(r => Verdict(r) == verdict);
        }

        HackRun[] controls = [.. runs.Where(r => r.Case.Visibility == HackVisibility.No)];
        HackRun[] mended = [.. runs.Where(r => r.Case.HasFix)];
        page.Append("\nControls: ").Append(Number(controls.Count(c => Verdict(c) == HackVerdict.Silent))).Append(" of ").Append(Number(controls.Count(c => c.Case.HasSpec))).Append(" silent. ")
            .Append("Mended versions: ").Append(Number(mended.Length)).Append(", of which ").Append(Number(mended.Count(r => !r.Fixed.Any(f => f.Counts)))).Append(" without any warning.\n");
    }

    private static void ByRule(StringBuilder page, IReadOnlyList<HackRun> runs)
    {
        page.Append("\n## By rule\n\n| rule | title | found | cases |\n|---|---|---:|---|\n");
        Dictionary<string, DiagnosticDescriptor> catalogue = RuleCatalogue.All.ToDictionary(r => r.Id);
        IEnumerable<IGrouping<string, (HackRun Run, bool IsFound)>> rules = runs
            .SelectMany(r => r.Case.Expected.GroupBy(e => e.Rule).Select(g => (g.Key, Entry: (Run: r, IsFound: g.All(e => r.Hacked.Any(f => f.Is(e))))))
                .Concat(r.Case.Pending.Where(p => r.Case.Expected.All(e => e.Rule != p.Rule)).Select(p => (Key: p.Rule, Entry: (Run: r, IsFound: false)))))
            .GroupBy(e => e.Key, e => e.Entry)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (IGrouping<string, (HackRun Run, bool IsFound)> rule in rules)
        {
            bool exists = catalogue.TryGetValue(rule.Key, out DiagnosticDescriptor? descriptor);
            Row(
                page,
                exists ? "[" + rule.Key + "](../../analyzers/docs/" + rule.Key + ".md)" : rule.Key,
                exists ? descriptor!.Title.ToString(CultureInfo.InvariantCulture) : "*to come*",
                exists ? Number(rule.Count(e => e.IsFound)) + " of " + Number(rule.Count()) : "0 of " + Number(rule.Count()),
                string.Join(", ", rule.Select(e => exists && !e.IsFound ? e.Run.Case.Id + " (not found)" : e.Run.Case.Id)));
        }
    }

    private static void ByCase(StringBuilder page, IReadOnlyList<HackRun> runs)
    {
        page.Append("\n## By case\n\n| case | what happened | visible | result | by | also true |\n|---|---|---|---|---|---|\n");
        foreach (HackRun run in runs)
        {
            string[] by =
            [
                .. run.Case.Expected.Select(e => run.Hacked.FirstOrDefault(f => f.Is(e)) is { } found ? Text(e.Rule, found.Severity, e.Member) : "not found: " + Text(e.Rule, null, e.Member)),
                .. run.Case.Pending.Select(p => "to come: " + p.Rule),
            ];
            Row(
                page,
                "[" + run.Case.Id + "](" + run.Case.File + ")",
                run.Case.Title,
                run.Case.Visibility.ToString().ToLowerInvariant(),
                Word(Verdict(run)),
                string.Join("; ", by),
                string.Join("; ", run.Case.Also.Select(a => Text(a.Rule, null, a.Member) + ": " + a.Reason)));
        }
    }

    private static void NotSeen(StringBuilder page, IReadOnlyList<HackRun> runs)
    {
        page.Append("\n## What is not caught, and why\n\n");
        HackRun[] missing = [.. runs.Where(r => r.Case.Visibility != HackVisibility.No && Verdict(r) != HackVerdict.Caught)];
        foreach (HackRun run in missing)
        {
            string reason = Verdict(run) switch
            {
                HackVerdict.Unexpressed => "cannot be written yet: " + run.Case.Unexpressed,
                HackVerdict.Unseen => "cannot be seen: " + run.Case.Unseen,
                HackVerdict.Hinted => "a note only: " + string.Join(", ", run.Case.Expected.Select(e => e.Rule)),
                HackVerdict.Missed => "missed: " + string.Join(", ", run.Missing),
                _ => "to come: " + string.Join("; ", run.Case.Pending.Select(p => p.Rule + " " + p.Reason)),
            };
            page.Append("- **").Append(run.Case.Id).Append("** ").Append(run.Case.Title).Append(" (").Append(run.Case.Visibility.ToString().ToLowerInvariant()).Append("): ").Append(reason).Append('\n');
        }

        page.Append(missing.Length == 0 ? "Nothing.\n" : "").Append("\nRules that one could expect and that rightly say nothing:\n\n");
        foreach (HackRun run in runs.Where(r => r.Case.Dropped.Count > 0))
        {
            page.Append("- ").Append(run.Case.Id).Append(": ").Append(string.Join("; ", run.Case.Dropped.Select(d => d.Rule + " (" + d.Reason + ")"))).Append('\n');
        }
    }

    private static void Good(StringBuilder page, IReadOnlyDictionary<string, string> good, int goodCount)
    {
        page.Append("\n## Good published rewards\n\nIn ").Append(Number(goodCount)).Append(" published rewards that work (`tests/RewardDsl.Specs/Published`) the rules find nothing but this, each with the reason why it is true:\n\n| spec | rule | severity | why |\n|---|---|---|---|\n");
        foreach (KeyValuePair<string, string> listed in good.OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Row(page, [.. listed.Key.Split(' '), listed.Value]);
        }
    }

    private static string Word(HackVerdict verdict) => verdict switch
    {
        HackVerdict.Caught => "caught",
        HackVerdict.Hinted => "a note only",
        HackVerdict.Missed => "**missed**",
        HackVerdict.Unseen => "cannot be seen",
        HackVerdict.Pending => "rule to come",
        HackVerdict.Unexpressed => "not expressible",
        HackVerdict.Silent => "silent",
        _ => "**not silent**",
    };

    private static string Text(string rule, DiagnosticSeverity? severity, string member) =>
        rule + (severity is null ? "" : " " + severity.ToString()!.ToLowerInvariant()) + " at " + (member == HackCase.ClassItself ? "the class" : "`" + member + "`");

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static void Row(StringBuilder page, params string[] cells) => page.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
