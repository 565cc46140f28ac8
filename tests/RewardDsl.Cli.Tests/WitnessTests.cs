using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Cli.Tests;

/// <summary>What <c>check --witness</c> finds and prints.</summary>
public sealed class WitnessTests
{
    private static readonly string s_schema = File.ReadAllText(Path.Combine(Workplace.Repository, "docs", "check-schema.json"));

    [Fact]
    public async Task The_table_says_what_pays_without_the_goal()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(WitnessSources.Place, ["check", "-", "--witness"]);
        string table = run.Output[run.Output.IndexOf("Place, goal", StringComparison.Ordinal)..run.Output.IndexOf("  To paste", StringComparison.Ordinal)];
        const string Expected = """
            Place, goal 'Placed', which ends the episode and pays 10 once
              missed                      a step pays  at most  returns  state
              nothing: at the goal        1.75         1.75     11.75    Gap = 0 m, Speed = 0 m/s, Up = (0, 0, 1), Held = false
                pays Placed 10 once, Touched 2 once, Near 1, Upright 0.5, Slow 0.25
              any of it, by 0.01          1.7408       1.7408   172.94   Gap = 0 m, Speed = 0.11 m/s, Up = (0, 0, 1), Held = false
                pays Touched 2 once, Near 1, Upright 0.5, Slow 0.24083; scenario 'PlacedMissedBySpeed' returns 3.7408
              only Gap < 0.02f, by 0.01   1.4908       1.4908   148.1    Gap = 0.03 m, Speed = 0 m/s, Up = (0, 0, 1), Held = false
                pays Touched 2 once, Near 0.74082, Upright 0.5, Slow 0.25; scenario 'PlacedMissedByGap' returns 3.4908
              only Speed < 0.1f, by 0.01  1.7408       1.7408   172.94   Gap = 0 m, Speed = 0.11 m/s, Up = (0, 0, 1), Held = false
                pays Touched 2 once, Near 1, Upright 0.5, Slow 0.24083; scenario 'PlacedMissedBySpeed' returns 3.7408
              only !Held                  1.65         1.65     163.92   Gap = 0 m, Speed = 0 m/s, Up = (0, 0, 1), Held = true
                pays Touched 2 once, Near 1, Upright 0.5, Slow 0.25, Grasped -0.1; scenario 'PlacedMissedByHeld' returns 3.65
              only Up.Z > 0.9f, by 0.01   1.695        1.695    168.39   Gap = 0 m, Speed = 0 m/s, Up = (0, 0.456, 0.89), Held = false
                pays Touched 2 once, Near 1, Upright 0.445, Slow 0.25; scenario 'PlacedMissedByUp' returns 3.695
              Returns are of staying there, discounted at γ = 0.99 over 500 steps; the goal returns its step and what it pays once.


            """;
        Assert.Equal(Expected.ReplaceLineEndings("\n"), table);
        Assert.Contains("    [Scenario(ScenarioKind.Exploit)] static Place PlacedMissedBySpeed => new() { Speed = 0.11f, Up = new(0f, 0f, 1f) };\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_option_nothing_is_searched()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(WitnessSources.Place, ["check", "-"]);
        Assert.DoesNotContain("goal 'Placed'", run.Output, StringComparison.Ordinal);
        ToolRun json = await place.RunAsync(WitnessSources.Place, ["check", "-", "--format", "json"]);
        Assert.Equal(0, json.Json.GetProperty("witnesses").GetArrayLength());
    }

    [Theory]
    [InlineData("[Term(1)] float Near => Gap;", "it has no goal: mark what success means with [Goal], then what pays without it can be searched")]
    [InlineData("[Term(1)] float Near => Gap; [Goal] bool Done => Gap > 3f;", "it holds in no state of the declared ranges, so there is nothing to compare with")]
    [InlineData("[Term(1)] float Near => Gap; [Goal] bool Done => Gap >= 0f;", "no state misses it while the episode goes on")]
    [InlineData("[Term(1)] float Near => Gap; [Goal(Kind = GoalKind.Survive)] bool Fine => !Lost; [Termination(EpisodeEnd.Failure, Reward = -1)] bool Lost => Gap < 0.5f;", "no state misses it while the episode goes on")]
    [InlineData("[Term(1)] float Near => Free; [Goal(Tolerance = 0.1)] bool Done => Gap > 0.5f;", "what a step pays at the goal has no bound, because 'Free' has no range: declare [Signal(min, max)]")]
    [InlineData("[Term(1)] float Near => Gap > 0.5f ? 1f : Free; [Goal(Tolerance = 0.1)] bool Done => Gap > 0.5f;", "what a step pays there has no bound, because 'Free' has no range: declare [Signal(min, max)]")]
    [InlineData("[Term(1)] float Near => Gap; [Goal] bool Done => Gap > 0.5f; [Assume] bool No => Gap > 2f;", "what it assumes excludes every state")]
    [InlineData("[Term(1)] float Near => Gap; [Goal] bool Done => Gap > 0.5f && Free > 0f;", "'Done' declares no Tolerance: missing this narrowly is no different from meeting it")]
    [InlineData("[Term(1)] float Near => Gap; [Goal] bool Done => Gap > 0.5f;", "'Done' declares no Tolerance: states count that miss it by next to nothing")]
    [InlineData("[Term(1)] float Near => Gap / Initial.Gap; [Goal(Tolerance = 0.1)] bool Done => Gap > 0.5f;", "has no proven bound")]
    [InlineData("[Term(1)] float Near => Gap - Initial.Gap; [Goal(Tolerance = 0.1)] bool Done => Gap > 0.5f;", "the bound also covers what earlier steps can have left, such as Initial or a [State]")]
    public async Task What_cannot_be_said_is_said_so(string members, string message)
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(Spec(members), ["check", "-", "--witness"]);
        Assert.Contains(message, run.Output, StringComparison.Ordinal);
        ToolRun json = await place.RunAsync(Spec(members), ["check", "-", "--witness", "--format", "json"]);
        Assert.Empty(JsonSchema.Problems(s_schema, json.Output));
        Assert.Contains(message, json.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_everything_of_a_witness()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(WitnessSources.Place, ["check", "-", "--witness", "--format", "json"]);
        Assert.Empty(JsonSchema.Problems(s_schema, run.Output));
        JsonElement spec = Assert.Single(run.Json.GetProperty("witnesses").EnumerateArray());
        JsonElement goal = Assert.Single(spec.GetProperty("goals").EnumerateArray());
        JsonElement held = goal.GetProperty("misses")[3];
        const string Expected =
            """
            {"condition":"!Held","tolerance":0,"best":{"bound":1.65,"paid":1.65,"state":[{"signal":"Gap","value":"0","unit":"m","code":"0f"},{"signal":"Speed","value":"0","unit":"m/s","code":"0f"},
            {"signal":"Up","value":"(0, 0, 1)","unit":"","code":"new(0f, 0f, 1f)"},{"signal":"Held","value":"true","unit":"","code":"true"}],
            "payments":[{"name":"Touched","paid":2,"repeats":false},{"name":"Near","paid":1,"repeats":true},{"name":"Upright","paid":0.5,"repeats":true},{"name":"Slow","paid":0.25,"repeats":true},{"name":"Grasped","paid":-0.1,"repeats":true}],
            "steps":1,"scenario":"PlacedMissedByHeld","scenarioReturn":3.6500000953674316},"stayReturn":163.9159,"goalReturn":11.75,"note":null}
            """;
        Assert.Equal(Rounded(JsonDocument.Parse(Expected).RootElement), Rounded(held));
        Assert.Equal((true, 10.0, false), (goal.GetProperty("endsEpisode").GetBoolean(), goal.GetProperty("paidOnce").GetDouble(), spec.GetProperty("saved").GetBoolean()));
    }

    [Fact]
    public async Task Assumptions_are_followed_to_where_it_pays_most()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(WitnessSources.Edge, ["check", "-", "--witness", "--format", "json"]);
        JsonElement miss = run.Json.GetProperty("witnesses")[0].GetProperty("goals")[0].GetProperty("misses")[1].GetProperty("best");

        // exp(−0.35) × 2 × 0.02; Gap² + Low² > 1 keeps one signal from moving without the other.
        Assert.InRange(miss.GetProperty("paid").GetDouble(), 0.02815, 0.028188);
        Assert.InRange(miss.GetProperty("bound").GetDouble(), 0.028187, 0.0282);
        Assert.Equal(["Some False", "Near True"], miss.GetProperty("payments").EnumerateArray().Select(p => p.GetProperty("name") + " " + p.GetProperty("repeats")));
    }

    [Fact]
    public async Task What_lasts_is_held_for_as_long_as_it_pays_most()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(WitnessSources.Dwell, ["check", "-", "--witness", "--format", "json"]);
        JsonElement[] misses = [.. run.Json.GetProperty("witnesses")[0].GetProperty("goals")[0].GetProperty("misses").EnumerateArray()];

        // 0.02 s a step: after 49 the second is still missed by 0.02, after 51 it is over.
        Assert.Equal([51, 49, 51], misses.Select(m => m.GetProperty("best").GetProperty("steps").GetInt32()));
        Assert.Contains("[Scenario(ScenarioKind.Exploit, Steps = 49)] static Dwell DoneMissedByFor => new();", run.Json.GetProperty("witnesses")[0].GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_published_rewards_states_pay_what_is_possible_and_mostly_what_is_proven()
    {
        using var place = new Workplace();
        string folder = Path.Combine(Workplace.Repository, "tests", "RewardDsl.Specs", "Published");
        ToolRun run = await place.RunAsync("check", Path.Combine(folder, "Manipulation.cs"), Path.Combine(folder, "Others.cs"), "--witness", "--format", "json");
        Assert.Empty(JsonSchema.Problems(s_schema, run.Output));
        var found = new List<(string Name, double Paid, double Bound)>();
        foreach (JsonElement spec in run.Json.GetProperty("witnesses").EnumerateArray())
        {
            Assert.True(spec.GetProperty("problem").ValueKind == JsonValueKind.Null || spec.GetProperty("problem").GetString()!.StartsWith("it has no goal", StringComparison.Ordinal), spec.ToString());
            foreach (JsonElement goal in spec.GetProperty("goals").EnumerateArray())
            {
                // Where earlier steps count, the bound is of more than the states of a scenario.
                IEnumerable<JsonElement> steps = goal.GetProperty("misses").EnumerateArray()
                    .Where(m => m.GetProperty("note").GetString() is not { } note || !note.StartsWith("the bound also", StringComparison.Ordinal)).Select(m => m.GetProperty("best")).Prepend(goal.GetProperty("atGoal"));
                found.AddRange(steps.Where(s => s.GetProperty("paid").ValueKind == JsonValueKind.Number).Select(s => (
                    spec.GetProperty("spec").GetString() + " " + s.GetProperty("scenario"), s.GetProperty("paid").GetDouble(), s.GetProperty("bound").GetDouble())));
            }
        }

        Assert.True(found.Count > 20, found.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.All(found, f => Assert.True(f.Paid <= f.Bound, f.ToString()));
        int near = found.Count(f => f.Bound - f.Paid <= 0.02 * Math.Max(Math.Abs(f.Bound), 1));
        Assert.True(near >= found.Count * 0.9, near + " of " + found.Count + ": " + string.Join("; ", found.Where(f => f.Bound - f.Paid > 0.02 * Math.Max(Math.Abs(f.Bound), 1))));
    }

    [Theory]
    [InlineData("--save goes with --witness", "check", "A.cs", "--save")]
    [InlineData("standard input cannot be saved to", "check", "-", "--witness", "--save")]
    [InlineData("SARIF has no place for witnesses", "check", "A.cs", "--witness", "--format", "sarif")]
    public async Task Arguments_that_do_not_go_together_are_refused(string message, params string[] arguments)
    {
        using var place = new Workplace();
        place.Write("A.cs", WitnessSources.Dwell);
        ToolRun run = await place.RunAsync(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal(WitnessSources.Dwell, await File.ReadAllTextAsync(Path.Combine(place.Folder, "A.cs")));
    }

    [Fact]
    public async Task Help_explains_both_options()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync("check", "--help");
        string help = string.Join(' ', run.Output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("--witness Also search each spec that has a [Goal]", help, StringComparison.Ordinal);
        Assert.Contains("--save With --witness: write these states into the sources, as [Scenario(ScenarioKind.Exploit)] properties", help, StringComparison.Ordinal);
    }

    private static string Spec(string members) => """
        using RewardDsl;
        using static RewardDsl.RewardMath;

        [RewardSpec(Discount = 0.9, Horizon = 10, TimeLimit = TimeLimitKind.Truncates)]
        public sealed partial class Plain
        {
            [Signal(0, 1, Unit = "m")] public float Gap { get; init; }
            [Signal] public float Free { get; init; }

        """ + "    " + members + "\n}\n";

    private static string Rounded(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", element.EnumerateObject().Select(p => p.Name + ":" + Rounded(p.Value))) + "}",
        JsonValueKind.Array => "[" + string.Join(",", element.EnumerateArray().Select(Rounded)) + "]",
        JsonValueKind.Number => element.GetDouble().ToString("G6", System.Globalization.CultureInfo.InvariantCulture),
        _ => element.GetRawText(),
    };
}
