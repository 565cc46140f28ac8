using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Cli.Tests;

/// <summary>The reports for machines.</summary>
public sealed class ReportTests
{
    private static readonly string s_schema = File.ReadAllText(Path.Combine(Workplace.Repository, "docs", "check-schema.json"));
    private static readonly string s_page = File.ReadAllText(Path.Combine(Workplace.Repository, "docs", "check-schema.md"));

    /// <summary>A finding with data and one without a place, as rules to come may report them.</summary>
    private static readonly Report s_rich = new(
        ["rewards/a b.cs"],
        ["Tank"],
        [
            new Finding("RWD1000", FindingSeverity.Info, "A title", "A 'message'", new Place("rewards/a b.cs", 3, 5, 4, 1), "https://example.org/p", ImmutableSortedDictionary<string, string?>.Empty.Add("max", "2").Add("min", null), ["Do this", "Or that"]),
            new Finding("AD0001", FindingSeverity.Warning, "T", "M", null, null, ImmutableSortedDictionary<string, string?>.Empty, []),
        ],
        ["a note"],
        Compiles: true);

    [Fact]
    public async Task Json_tells_everything_of_a_finding()
    {
        using var place = new Workplace();
        place.Write("Leak.cs", Sources.WrongSign);
        ToolRun run = await place.RunAsync("check", "Leak.cs", "--format", "json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal((1, true), (run.Json.GetProperty("exitCode").GetInt32(), run.Json.GetProperty("compiles").GetBoolean()));
        JsonElement finding = Assert.Single(run.Json.GetProperty("findings").EnumerateArray());
        const string Expected =
            """{"id":"RWD0011","severity":"error","title":"A weight is negative or not finite","message":"The weight -2 of 'Lost' must be a finite number of at least 0 (the sign is the role: use [Penalty] for the opposite sign)","file":"Leak.cs","line":8,"column":6,"endLine":8,"endColumn":14,"help":"https://github.com/rewarddsl/rewarddsl/blob/main/analyzers/docs/RWD0011.md","properties":{},"fixes":["Use [Penalty] with a positive weight"]}""";
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Expected).RootElement, finding), finding.ToString());
        Assert.Empty(JsonSchema.Problems(s_schema, run.Output));
    }

    [Fact]
    public async Task Json_of_broken_and_of_clean_sources_fits_the_schema()
    {
        using var place = new Workplace();
        ToolRun broken = await place.RunAsync(Sources.Broken, ["check", "-", "--format", "json"]);
        Assert.Equal((2, 2, false), (broken.ExitCode, broken.Json.GetProperty("exitCode").GetInt32(), broken.Json.GetProperty("compiles").GetBoolean()));
        Assert.Empty(JsonSchema.Problems(s_schema, broken.Output));

        ToolRun clean = await place.RunAsync(Sources.Clean, ["check", "-", "--format", "json"]);
        Assert.Equal(0, clean.ExitCode);
        Assert.Empty(JsonSchema.Problems(s_schema, clean.Output));
    }

    [Fact]
    public void Json_passes_properties_through()
    {
        string json = Written(JsonReport.Write);
        Assert.Empty(JsonSchema.Problems(s_schema, json));
        JsonElement findings = JsonDocument.Parse(json).RootElement.GetProperty("findings");
        Assert.Equal("""{"max":"2","min":null}""", JsonSerializer.Serialize(findings[0].GetProperty("properties")));
        Assert.Equal(JsonValueKind.Null, findings[1].GetProperty("line").ValueKind);
    }

    [Fact]
    public async Task Json_carries_what_is_proven()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(Sources.Merge, ["check", "-", "--format", "json", "--severity", "info"]);
        Assert.Empty(JsonSchema.Problems(s_schema, run.Output));
        Assert.Equal(
            [
                "RWD9004 info 10 {}: Remove 'Wind'",
                "RWD9005 warning 11 {hi = 40, lo = 0, mayBeNaN = false}: ",
                "RWD9005 warning 13 {}: Remove 'TooClose'",
                "RWD1003 warning 16 {hi = 80, lo = 0, mayBeNaN = false, witness = Gap = 0}: Use SafeDiv: 0 where the denominator is 0",
                "RWD9004 warning 17 {signals = Jerk}: Say that 'Comfort' is only logged ('LogOnly = true')",
            ],
            run.Json.GetProperty("findings").EnumerateArray().Where(IsKnown).Select(Line));
    }

    [Theory]
    [InlineData("info", "info", "warning")]
    [InlineData("warning", "warning")]
    [InlineData("error")]
    public async Task Severity_decides_about_what_is_proven(string severity, params string[] reported)
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(Sources.Merge, ["check", "-", "--format", "json", "--severity", severity]);
        Assert.Equal(reported, run.Json.GetProperty("findings").EnumerateArray().Where(IsKnown).Select(f => f.GetProperty("severity").GetString()).Distinct().Order());
    }

    [Theory]
    [InlineData("\"exitCode\": 1", "\"exitCode\": 3")]
    [InlineData("\"severity\": \"info\"", "\"severity\": \"bad\"")]
    [InlineData("\"line\": 3", "\"line\": 0")]
    [InlineData("\"compiles\": true,", "")]
    [InlineData("\"compiles\": true,", "\"compiles\": true, \"more\": 1,")]
    [InlineData("\"max\": \"2\"", "\"max\": 2")]
    public void The_schema_refuses_another_shape(string before, string after)
    {
        string json = Written(JsonReport.Write);
        Assert.Contains(before, json, StringComparison.Ordinal);
        Assert.NotEmpty(JsonSchema.Problems(s_schema, json.Replace(before, after, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_page_describes_every_member_and_shows_a_report_that_fits()
    {
        Assert.All(JsonSchema.Names(s_schema), name => Assert.Contains("`" + name + "`", s_page, StringComparison.Ordinal));
        string example = s_page.Split("```json\n")[1].Split("```")[0];
        Assert.Empty(JsonSchema.Problems(s_schema, example));
    }

    [Fact]
    public async Task The_page_shows_what_the_tool_says()
    {
        using var place = new Workplace();
        string example = s_page.ReplaceLineEndings("\n").Split("```json\n")[1].Split("```")[0];
        string source = s_page.ReplaceLineEndings("\n").Split("```csharp\n")[1].Split("```")[0];
        ToolRun run = await place.RunAsync(source, ["check", "-", "--format", "json"]);
        Assert.Equal(example, run.Output);
    }

    [Fact]
    public async Task Sarif_has_the_required_members()
    {
        using var place = new Workplace();
        place.Write("Leak.cs", Sources.WrongSign);
        place.Write("Idle.cs", Sources.PaysNothing);
        ToolRun report = await place.RunAsync("check", "Leak.cs", "Idle.cs", "--format", "sarif");
        Assert.Equal(1, report.ExitCode);
        Assert.Equal("2.1.0", report.Json.GetProperty("version").GetString());
        Assert.EndsWith("sarif-schema-2.1.0.json", report.Json.GetProperty("$schema").GetString(), StringComparison.Ordinal);
        JsonElement run = Assert.Single(report.Json.GetProperty("runs").EnumerateArray());
        JsonElement driver = run.GetProperty("tool").GetProperty("driver");
        Assert.Equal("rewarddsl", driver.GetProperty("name").GetString());
        string[] rules = [.. driver.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];
        Assert.Equal(["RWD0011", "RWD0023"], rules);
        Assert.True(run.GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean());
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal(["RWD0023", "RWD0011"], results.Select(r => r.GetProperty("ruleId").GetString()));
        Assert.All(results, r => Assert.Equal(r.GetProperty("ruleId").GetString(), rules[r.GetProperty("ruleIndex").GetInt32()]));
        Assert.Equal(["warning", "error"], results.Select(r => r.GetProperty("level").GetString()));
        Assert.StartsWith("The weight -2", results[1].GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);
        JsonElement place1 = results[1].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("Leak.cs", place1.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("""{"startLine":8,"startColumn":6,"endLine":8,"endColumn":14}""", JsonSerializer.Serialize(place1.GetProperty("region")));
    }

    [Fact]
    public void Sarif_of_data_notes_and_findings_without_a_place()
    {
        JsonElement run = JsonDocument.Parse(Written(SarifReport.Write)).RootElement.GetProperty("runs")[0];
        JsonElement[] results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal("note", results[0].GetProperty("level").GetString());
        Assert.Equal("rewards/a%20b.cs", results[0].GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal("2", results[0].GetProperty("properties").GetProperty("customProperties").GetProperty("max").GetString());
        Assert.Equal(2, results[0].GetProperty("properties").GetProperty("fixTitles").GetArrayLength());
        Assert.False(results[1].TryGetProperty("locations", out _));
    }

    [Fact]
    public async Task Sarif_names_files_elsewhere_by_their_whole_path()
    {
        using var here = new Workplace();
        using var there = new Workplace();
        string path = there.Write("Leak.cs", Sources.WrongSign);
        ToolRun run = await here.RunAsync("check", path, "--format", "sarif");
        string uri = run.Json.GetProperty("runs")[0].GetProperty("artifacts")[0].GetProperty("location").GetProperty("uri").GetString()!;
        Assert.Equal(new Uri(path).AbsoluteUri, uri);
        Assert.StartsWith("file:///", uri, StringComparison.Ordinal);
    }

    /// <summary>Rules to come may find more in the same source.</summary>
    private static bool IsKnown(JsonElement finding) => finding.GetProperty("id").GetString() is "RWD1003" or "RWD9004" or "RWD9005";

    private static string Line(JsonElement finding) =>
        finding.GetProperty("id") + " " + finding.GetProperty("severity") + " " + finding.GetProperty("line")
        + " {" + string.Join(", ", finding.GetProperty("properties").EnumerateObject().Select(p => p.Name + " = " + p.Value)) + "}: "
        + string.Join("; ", finding.GetProperty("fixes").EnumerateArray());

    private static string Written(Action<Report, TextWriter> write)
    {
        using var writer = new StringWriter();
        write(s_rich, writer);
        return writer.ToString();
    }
}
