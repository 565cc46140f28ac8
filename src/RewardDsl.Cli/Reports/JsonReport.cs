using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>The report for programs and language models: <c>docs/check-schema.md</c> says what each member means.</summary>
internal static class JsonReport
{
    private const int SchemaVersion = 2;

    /// <summary>How every JSON of the tool is written: with the characters of the message, since it goes into no web page.</summary>
    public static JsonSerializerOptions Options { get; } = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Report report, TextWriter writer)
    {
        var document = new
        {
            schemaVersion = SchemaVersion,
            tool = new { name = "rewarddsl", version = Report.Version },
            exitCode = report.ExitCode,
            compiles = report.Compiles,
            files = report.Files,
            specs = report.Specs,
            summary = new
            {
                errors = report.Count(FindingSeverity.Error),
                warnings = report.Count(FindingSeverity.Warning),
                infos = report.Count(FindingSeverity.Info),
            },
            findings = report.Findings.Select(f => new
            {
                id = f.Id,
                severity = Report.NameOf(f.Severity),
                title = f.Title,
                message = f.Message,
                file = f.Place?.File,
                line = f.Place?.Line,
                column = f.Place?.Column,
                endLine = f.Place?.EndLine,
                endColumn = f.Place?.EndColumn,
                help = f.Help,
                properties = f.Properties,
                fixes = f.Fixes,
            }),
            notes = report.Notes,
            witnesses = report.Witnesses.Select(Witness),
        };
        writer.Write(JsonSerializer.Serialize(document, Options) + "\n");
    }

    private static object Witness(SpecWitnesses witness) => new
    {
        spec = witness.Report.Spec,
        problem = witness.Report.Problem ?? witness.Plan.Problem,
        returns = witness.Report.Steps.Length > 0 ? witness.Report.Steps : null,
        goals = witness.Report.Goals.Select(g => new
        {
            goal = g.Goal,
            problem = g.Problem,
            endsEpisode = g.EndsEpisode,
            paidOnce = Number(g.PaidOnce),
            atGoal = Step(g.AtGoal, null),
            misses = g.Misses.Select(m => new
            {
                condition = m.Condition.Length > 0 ? m.Condition : null,
                tolerance = Number(m.Tolerance),
                best = Step(m.Best, m.Best.State is { } state ? witness.ScenarioOf(state) : null),
                stayReturn = Number(m.StayReturn),
                goalReturn = Number(m.GoalReturn),
                note = m.Note.Length > 0 ? m.Note : null,
            }),
        }),
        code = witness.Plan.Code.Length > 0 ? witness.Plan.Code : null,
        saved = witness.IsSaved,
    };

    private static object Step(WitnessStep step, PlannedScenario? scenario) => new
    {
        bound = Number(step.Bound),
        paid = Number(step.State?.Paid),
        state = step.State?.Signals.Select(s => new { signal = s.Name, value = s.Value, unit = s.Unit, code = s.Code }),
        payments = step.State?.Payments.Select(p => new { name = p.Name, paid = Number(p.Paid), repeats = p.Repeats }),
        steps = step.State?.Steps,
        scenario = scenario?.Name,
        scenarioReturn = Number(step.State?.Return),
    };

    /// <summary>A number; JSON has none for what is not finite.</summary>
    private static double? Number(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    /// <summary>The number that the float is written as, not the nearest double's seventeen digits.</summary>
    private static double? Number(float? value) => value is { } number && float.IsFinite(number) ? double.Parse(Literals.Display(number), CultureInfo.InvariantCulture) : null;
}
