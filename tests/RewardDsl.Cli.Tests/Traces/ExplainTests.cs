using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace RewardDsl.Cli.Tests.Traces;

/// <summary>What <c>explain</c> says of recorded episodes.</summary>
public sealed class ExplainTests
{
    [Fact]
    public async Task The_report_says_which_step_and_which_condition_decided()
    {
        ToolRun run = await ExplainAsync(TraceSources.Csv, "--end", "truncated", "--member", "Recover");
        const string Expected = """
            Demo.Walker: 12 steps, truncated

              Recover  G ((Up.Z < 0.7f) -> F[0,3] (Up.Z > 0.9f))
                fails at step 5, paid -2
                  'Up.Z < 0.7f' holds at step 2        Up.Z = 0.6
                  'Up.Z > 0.9f' fails at steps 2 to 5  Up.Z = 0.6
                robustness   ▁▁▁▁▁▁▁▁▁▁▁▁  -0.1; of the episode -0.1
                Up.Z < 0.7f  ··██████████
                Up.Z > 0.9f  ██··········
                                  ^


            """;
        Assert.Equal((1, Expected.ReplaceLineEndings("\n")), (run.ExitCode, run.Output));
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("Docked", "open", "holds at step 8, paid 5")]
    [InlineData("NoCrash", "open", "undecided after 12 steps; if the episode ended there it would hold")]
    [InlineData("NoCrash", "terminated", "holds by the termination at step 11, undecided until then")]
    [InlineData("NoCrash", "truncated", "undecided after 12 steps; if the episode ended there it would hold")]
    [InlineData("Calm", "truncated", "fails at step 8")]
    [InlineData("Landed", "open", "undecided after 12 steps; if the episode ended there it would fail")]
    [InlineData("Landed", "terminated", "holds by the termination at step 11, undecided until then")]
    public async Task Closing_rules_decide_what_no_step_did(string member, string end, string expected)
    {
        ToolRun run = await ExplainAsync(TraceSources.Csv, "--end", end, "--member", member);
        Assert.Equal(expected, run.Output.Split('\n')[3].Trim());
        Assert.Equal(expected.StartsWith("fails", StringComparison.Ordinal) ? 1 : 0, run.ExitCode);
    }

    [Fact]
    public async Task Reasons_have_the_signals_that_they_read()
    {
        ToolRun run = await ExplainAsync(TraceSources.Csv, "--format", "json");
        JsonElement[] formulas = [.. run.Json.GetProperty("episodes")[0].GetProperty("formulas").EnumerateArray()];
        Assert.Equal(["Recover", "Calm", "Landed", "Faster", "Docked", "NoCrash"], formulas.Select(static f => f.GetProperty("name").GetString()));
        string Reasons(string name) => string.Join("; ", formulas.Single(f => f.GetProperty("name").GetString() == name).GetProperty("reasons").EnumerateArray().Select(static r =>
            r.GetProperty("condition") + " " + r.GetProperty("holds") + " " + r.GetProperty("first") + "-" + r.GetProperty("last") + " "
            + string.Join(", ", r.GetProperty("signals").EnumerateArray().Select(static s => s.GetProperty("name") + ":" + string.Join('/', s.GetProperty("values").EnumerateArray().Select(static v => v.ToString()).Distinct())))));
        Assert.Equal("Max(Abs(Torque)) < 0.8f False 8-8 Torque[LeftHip]:0.8, Torque[RightHip]:-0.4", Reasons("Calm"));
        Assert.Equal("AtGoal True 6-6 Gap:0.05; Still True 6-8 Speed:0.1", Reasons("Docked"));
        Assert.Equal("Mode == Mode.Idle && (Height ?? 1f) < 0.5f False 0-11 Height:/0.75, Mode:Walk/Fall", Reasons("Landed"));
        Assert.Equal("Speed >= Previous.Speed False 5-5 Speed:0.1", Reasons("Faster"));
    }

    [Fact]
    public async Task Json_has_each_step()
    {
        ToolRun run = await ExplainAsync(TraceSources.Csv, "--format", "json", "--end", "terminated");
        JsonElement episode = Assert.Single(run.Json.GetProperty("episodes").EnumerateArray());
        Assert.Equal(("Demo.Walker", 12, "terminated"), (run.Json.GetProperty("spec").GetString(), episode.GetProperty("steps").GetInt32(), episode.GetProperty("end").GetString()));
        JsonElement calm = episode.GetProperty("formulas")[1];
        Assert.Equal(("fails", 8, false), (calm.GetProperty("verdict").GetString(), calm.GetProperty("decidedAt").GetInt32(), calm.GetProperty("decidedByEnd").GetBoolean()));
        JsonElement steps = calm.GetProperty("steps");
        float[] margins = [.. steps.GetProperty("conditions")[0].GetProperty("margin").EnumerateArray().Select(static m => m.GetSingle())];
        Assert.Equal(Enumerable.Range(0, 12).Select(static t => MathF.Round(0.8f - (0.1f * t), 4)), margins.Select(static m => MathF.Round(m, 4) + 0f));
        // Always: the least from each step on, and so far.
        Assert.All(steps.GetProperty("robustness").EnumerateArray(), m => Assert.Equal(margins.Min(), m.GetSingle()));
        Assert.Equal(Enumerable.Range(1, 12).Select(n => margins[..n].Min()), steps.GetProperty("upper").EnumerateArray().Select(static m => m.GetSingle()));
        Assert.Equal("-Infinity", steps.GetProperty("lower")[0].GetString());
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1], steps.GetProperty("verdict").EnumerateArray().Select(static v => v.GetInt32()));
        // What holds by the end is paid there.
        JsonElement noCrash = episode.GetProperty("formulas")[5];
        Assert.Equal(("holds", 11, true), (noCrash.GetProperty("verdict").GetString(), noCrash.GetProperty("decidedAt").GetInt32(), noCrash.GetProperty("decidedByEnd").GetBoolean()));
        Assert.Equal(0f, noCrash.GetProperty("paid").GetSingle());
        Assert.Equal(5f, episode.GetProperty("formulas")[4].GetProperty("paid").GetSingle());
    }

    [Fact]
    public async Task A_table_has_a_row_for_each_step()
    {
        ToolRun run = await ExplainAsync(TraceSources.Csv, "--format", "csv", "--member", "Recover");
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("Episode,Step,Recover.State,Recover.Verdict,Recover.Paid,Recover.Robustness,Recover.Lower,Recover.Upper,Recover: Up.Z < 0.7f,Recover: Up.Z > 0.9f", lines[0]);
        Assert.Equal(13, lines.Length);
        string[] fifth = lines[6].Split(',');
        Assert.Equal(("1", "5", "-1", "-2"), (fifth[0], fifth[1], fifth[3], fifth[4]));
        Assert.Equal(0.1f, float.Parse(fifth[8], CultureInfo.InvariantCulture), 4);
        Assert.Equal(-0.3f, float.Parse(fifth[9], CultureInfo.InvariantCulture), 4);
        Assert.Equal("-inf", lines[1].Split(',')[6]);
    }

    [Fact]
    public async Task A_picture_shows_the_robustness_and_the_conditions()
    {
        using var place = new Workplace();
        place.Write("Walker.cs", TraceSources.Walker);
        place.Write("run.csv", TraceSources.Csv);
        ToolRun run = await place.RunAsync("explain", "Walker.cs", "--trace", "run.csv", "--format", "svg", "-o", "pictures");
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Equal(6, Directory.GetFiles(Path.Combine(place.Folder, "pictures")).Length);
        XNamespace svg = "http://www.w3.org/2000/svg";
        XElement root = XDocument.Load(Path.Combine(place.Folder, "pictures", "Demo.Walker.Recover.svg")).Root!;
        Assert.StartsWith("fails at step 5, paid -2. 'Up.Z < 0.7f' holds at step 2", root.Element(svg + "desc")!.Value, StringComparison.Ordinal);
        XElement[] bands = [.. root.Elements(svg + "g").Where(static g => g.Attribute("class")!.Value == "condition")];
        Assert.Equal(["Up.Z < 0.7f", "Up.Z > 0.9f"], bands.Select(b => b.Element(svg + "title")!.Value));
        // Two steps of twelve, then ten.
        double[] widths = [.. bands[0].Elements(svg + "rect").Where(static r => r.Attribute("class")!.Value != "mark").Select(static r => double.Parse(r.Attribute("width")!.Value, CultureInfo.InvariantCulture))];
        Assert.Equal(5, widths[1] / widths[0], 2);
        Assert.Single(bands[1].Elements(svg + "rect"), static r => r.Attribute("class")!.Value == "mark");
        double[] sheet = [.. root.Attribute("viewBox")!.Value.Split(' ').Select(static n => double.Parse(n, CultureInfo.InvariantCulture))];
        Assert.All(root.Descendants(svg + "text"), t => Assert.True(double.Parse(t.Attribute("y")!.Value, CultureInfo.InvariantCulture) <= sheet[3]));
        Assert.Single(root.Elements(svg + "g"), static g => g.Attribute("class")!.Value == "decided");
    }

    [Fact]
    public async Task Episodes_are_told_apart()
    {
        const string Runs = """
            Episode,Reset,Gap,Speed,Truncated,Terminated
            a,true,5,1,,
            a,,0.05,0.1,,
            a,,0.05,0.1,,
            a,,0.05,0.1,,
            b,,0.05,0.1,,
            b,,0.05,0.1,1,
            b,,9.8,1,false,
            b,,9.9,1,,
            b,,1,1,,TRUE
            """;
        ToolRun run = await ExplainAsync(Runs, "--format", "json", "--member", "Docked");
        Assert.Equal(
            ["1 3 open holds", "2 2 truncated undecided", "3 1 terminated fails"],
            run.Json.GetProperty("episodes").EnumerateArray().Select(static e => e.GetProperty("episode") + " " + e.GetProperty("steps") + " " + e.GetProperty("end") + " " + e.GetProperty("formulas")[0].GetProperty("verdict")));
        Assert.Contains("run.csv, episode 3: 'NoCrash' ends it at step 0; the 2 steps after it are not run", run.Error, StringComparison.Ordinal);

        ToolRun second = await ExplainAsync(Runs, "--episode", "2", "--member", "Docked");
        Assert.StartsWith("Demo.Walker, episode 2: 2 steps, truncated\n", second.Output, StringComparison.Ordinal);
        ToolRun third = await ExplainAsync(Runs, "--episode", "3", "--member", "NoCrash");
        Assert.StartsWith("Demo.Walker, episode 3: 1 step, terminated by 'NoCrash'\n", third.Output, StringComparison.Ordinal);
        Assert.Contains("fails at step 0, paid -10\n      'Crash' holds at step 0  Gap = 9.8 m\n", third.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_is_what_the_first_step_remembers()
    {
        // Without the reset Previous is the first step itself.
        ToolRun with = await ExplainAsync("Reset,Speed\n1,2\n0,1\n0,1.5\n", "--member", "Faster", "--format", "csv");
        ToolRun without = await ExplainAsync("Speed\n1\n1.5\n", "--member", "Faster", "--format", "csv");
        string Margin(ToolRun run, int step) => run.Output.Split('\n')[step + 1].Split(',')[^1];
        Assert.Equal(("-1", "0.5"), (Margin(with, 0), Margin(with, 1)));
        Assert.Equal(("0", "0.5"), (Margin(without, 0), Margin(without, 1)));
    }

    [Theory]
    [InlineData("""[{"Gap": 5, "Speed": 1}, {"Gap": 0.05, "Speed": 0.1}, {"Gap": 0.05, "Speed": 0.1}, {"Gap": 0.05, "Speed": 0.1}]""")]
    [InlineData("""{"Gap": [5, 0.05, 0.05, 0.05], "Speed": [1, 0.1, 0.1, 0.1]}""")]
    [InlineData("{\"Gap\": 5, \"Speed\": 1}\n{\"Gap\": 0.05, \"Speed\": 0.1}\n{\"Gap\": 0.05, \"Speed\": 0.1}\n{\"Gap\": 0.05, \"Speed\": 0.1}\n")]
    [InlineData("Gap;Speed\n5;1\n0.05;0.1\n0.05;0.1\n0.05;0.1")]
    [InlineData("\"gap\" \tspeed\n5\t1\n0.05\t0.1\n0.05\t0.1\n\n0.05\t0.1\n")]
    public async Task A_recording_has_many_forms(string text)
    {
        ToolRun run = await ExplainAsync(text, "--member", "Docked");
        Assert.Equal("", run.Error);
        Assert.Contains("holds at step 3, paid 5", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"Torque": [0.1, 0.9]}]""", "fails at step 0")]
    [InlineData("""[{"Torque": {"LeftHip": 1, "RightHip": 0}}]""", "fails at step 0")]
    [InlineData("Arm,Leg\n0.1,0.2", "has no column 'Torque[LeftHip]', 'Torque[RightHip]', which the formulas read; it has 'Arm', 'Leg'")]
    [InlineData("Torque[0],torque[righthip]\n0.1,0.2", "undecided")]
    [InlineData("Torque[LeftHip],Torque[2]\n0.1,0.2", "did you mean 'Torque[")]
    public async Task Elements_have_several_names(string text, string expected)
    {
        ToolRun run = await ExplainAsync(text, "--member", "Calm");
        Assert.Contains(expected, run.Output + run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Up.Y,Speed\n1,1\n", "Recover", "'run.csv' has no column 'Up.Z', which the formulas read")]
    [InlineData("UpZ\n1\n", "Recover", "'run.csv' has a column 'UpZ', which is no signal; did you mean 'Up.Z'?")]
    [InlineData("Gap,Spead\n1,1\n", "Docked", "'run.csv' has a column 'Spead', which is no signal; did you mean 'Speed'?")]
    [InlineData("Gap,Speed\n1,fast\n", "Docked", "'run.csv', line 2, column 'Speed': 'fast' is no number")]
    [InlineData("Gap,Speed\n1,\n", "Docked", "'run.csv', line 2, column 'Speed': there is no value")]
    [InlineData("Gap,Speed\n\n1,2,3\n", "Docked", "run.csv")]
    [InlineData("Gap,Gap\n1,2\n", "Docked", "two columns are called 'Gap'")]
    [InlineData("Height,Mode\n1,Wolk\n", "Landed", "'run.csv', line 2, column 'Mode': 'Wolk' is none of Idle, Walk, Fall; did you mean 'Walk'?")]
    [InlineData("Height,Mode\n1,0.5\n", "Landed", "'0.5' is no whole number")]
    [InlineData("Gap,Speed,Truncated\n1,1,maybe\n", "Docked", "column 'Truncated': 'maybe' is neither true nor false")]
    [InlineData("Gap,Speed\n", "Docked", "'run.csv' has no rows")]
    [InlineData("", "Docked", "run.csv")]
    [InlineData("[1, 2]", "Docked", "a step is no object of signals")]
    [InlineData("{\"Gap\": [1, 2], \"Speed\": [1]}", "Docked", "'Speed' has 1 steps and another signal 2")]
    [InlineData("[{]", "Docked", "'run.csv' is no JSON")]
    [InlineData("Reset,Gap,Speed\n1,1,1\n", "Docked", "a reset is followed by no step")]
    public async Task What_cannot_be_read_is_said_so(string text, string member, string message)
    {
        ToolRun run = await ExplainAsync(text, "--member", member);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("report this", run.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("there is no formula 'Dokked'; did you mean 'Docked'?", "Walker.cs", "--trace", "run.csv", "--member", "Dokked")]
    [InlineData("there is no spec 'Walkr'; did you mean 'Walker'?", "Walker.cs", "--trace", "run.csv", "--spec", "Walkr")]
    [InlineData("'none.csv' does not exist; give a .csv or .json file", "Walker.cs", "--trace", "none.csv")]
    [InlineData("standard input is either the source or the trace", "-", "--trace", "-")]
    [InlineData("'run.csv' has no episode 2; it has 1", "Walker.cs", "--trace", "run.csv", "--episode", "2")]
    [InlineData("6 pictures do not go into one file", "Walker.cs", "--trace", "run.csv", "--format", "svg")]
    [InlineData("Run 'rewarddsl explain --help'", "Walker.cs")]
    public async Task Arguments_that_cannot_be_followed_are_refused(string message, params string[] arguments)
    {
        using var place = new Workplace();
        place.Write("Walker.cs", TraceSources.Walker);
        place.Write("run.csv", TraceSources.Csv);
        ToolRun run = await place.RunAsync(["explain", .. arguments]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_of_nothing_are_named()
    {
        ToolRun run = await ExplainAsync("Gap,Speed,Reward,T\n1,1,0.5,3\n", "--member", "Docked");
        Assert.Equal("rewarddsl: run.csv: not read, because no signal is called so: Reward\n", run.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Long_episodes_share_characters()
    {
        string text = "Gap,Speed\n" + string.Concat(Enumerable.Range(0, 200).Select(static t => t == 100 ? "1,1\n" : "0.05,1\n"));
        ToolRun run = await ExplainAsync(text, "--member", "Docked");
        string[] lines = run.Output.Split('\n');
        string strip = lines.Single(static l => l.TrimStart().StartsWith("AtGoal ", StringComparison.Ordinal)).Trim()[6..].Trim();
        Assert.Equal(new string('█', 25) + "▒" + new string('█', 24), strip);
        Assert.Contains("    (4 steps a character: the least of them, ▒ where some hold)", lines);
    }

    private static async Task<ToolRun> ExplainAsync(string trace, params string[] arguments)
    {
        using var place = new Workplace();
        place.Write("Walker.cs", TraceSources.Walker);
        place.Write("run.csv", trace);
        return await place.RunAsync(["explain", "Walker.cs", "--trace", "run.csv", .. arguments]);
    }
}
