using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using RewardDsl.Cli.Tests.Traces;
using Xunit;

namespace RewardDsl.Cli.Tests.Graphs;

/// <summary>What <c>graph</c> draws of specs.</summary>
public sealed class GraphCommandTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Workplace.Repository, "docs", "graph.md")).ReplaceLineEndings("\n");

    [Fact]
    public async Task A_formula_is_drawn_in_the_words_of_the_source()
    {
        ToolRun run = await GraphAsync("--member", "Recover");
        const string Expected = """
            digraph "Demo.Walker.Recover" {
              rankdir=LR;
              label="Demo.Walker.Recover\nG ((Up.Z < 0.7f) -> F[0,3] (Up.Z > 0.9f))\nConstraint: -2 if it fails, when it is decided. Open at a termination: what the states say; at a truncation: stays open.";
            """;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith(Expected.ReplaceLineEndings("\n"), run.Output, StringComparison.Ordinal);
        string[] edges = [.. run.Output.Split('\n').Where(static l => l.Contains(" -> s", StringComparison.Ordinal) && l.Contains("label", StringComparison.Ordinal)).Select(static l => l.Trim())];
        Assert.Contains("s0 -> s1 [label=\"(Up.Z < 0.7f) & !(Up.Z > 0.9f)\"];", edges);
        Assert.Single(edges, static e => e.EndsWith("[label=\"!(Up.Z > 0.9f) / -2\"];", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_formulas_of_all_specs_are_drawn()
    {
        ToolRun run = await GraphAsync();
        Assert.Equal(
            ["Recover", "Calm", "Landed", "Faster", "Docked", "NoCrash"],
            run.Output.Split('\n').Where(static l => l.StartsWith("digraph", StringComparison.Ordinal)).Select(static l => l.Split('"')[1]["Demo.Walker.".Length..]));
        Assert.Contains("label=\"Crash / -10, ends the episode\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_gets_a_file_for_each()
    {
        using var place = new Workplace();
        place.Write("Walker.cs", TraceSources.Walker);
        ToolRun run = await place.RunAsync("graph", "Walker.cs", "--format", "svg", "--output", "pictures/");
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Contains("rewarddsl: wrote pictures/Demo.Walker.Docked.svg", run.Error, StringComparison.Ordinal);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(place.Folder, "pictures"), "*.svg").Length);

        ToolRun one = await place.RunAsync("graph", "Walker.cs", "--member", "Docked", "--format", "mermaid", "-o", "docked.mmd");
        Assert.Equal(0, one.ExitCode);
        Assert.Contains("stateDiagram-v2", await File.ReadAllTextAsync(Path.Combine(place.Folder, "docked.mmd")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Windows_are_drawn_in_full_on_request()
    {
        string source = TraceSources.Walker.Replace("within: 3", "within: 30", StringComparison.Ordinal);
        using var place = new Workplace();
        ToolRun folded = await place.RunAsync(source, ["graph", "-", "--member", "Recover"]);
        ToolRun full = await place.RunAsync(source, ["graph", "-", "--member", "Recover", "--full"]);
        int States(ToolRun run) => run.Output.Split('\n').Count(static l => l.Contains("tooltip=", StringComparison.Ordinal));
        Assert.Equal((5, 32), (States(folded), States(full)));
        Assert.Contains("… 28 more, a step each", folded.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6 pictures do not go into one file; choose one with --spec and --member, or give a folder to --output", "--format", "svg")]
    [InlineData("6 pictures do not go into one file", "--format", "mermaid", "--output", "all.mmd")]
    [InlineData("there is no formula and no machine 'recover'; did you mean 'Recover'?", "--member", "recover")]
    [InlineData("there is no formula and no machine 'Xyz'; there is Recover, Calm", "--member", "Xyz")]
    [InlineData("there is no spec 'Demo.Woker'; did you mean 'Demo.Walker'?", "--spec", "Demo.Woker")]
    public async Task What_cannot_be_drawn_is_said_so(string message, params string[] arguments)
    {
        ToolRun run = await GraphAsync(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Specs_without_formulas_or_with_errors_are_named()
    {
        using var place = new Workplace();
        ToolRun plain = await place.RunAsync(Sources.Clean, ["graph", "-"]);
        Assert.Equal((2, "", "rewarddsl: there is no temporal formula and no reward machine; declare one with [Objective], [Constraint] or [RewardMachine]\n"), (plain.ExitCode, plain.Output, plain.Error.ReplaceLineEndings("\n")));
        ToolRun broken = await place.RunAsync(TraceSources.Walker.Replace("G !Crash", "G !Crsh", StringComparison.Ordinal), ["graph", "-"]);
        Assert.Equal((2, ""), (broken.ExitCode, broken.Output));
        Assert.Contains("Demo.Walker cannot be compiled: RWD", broken.Error, StringComparison.Ordinal);
        ToolRun none = await place.RunAsync("class A;", ["graph", "-"]);
        Assert.Contains("there is no [RewardSpec] in these sources", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reward_machine_is_drawn_by_the_names_of_its_enum()
    {
        using var place = new Workplace();
        string corpus = Path.Combine(Workplace.Repository, "tests", "RewardDsl.Specs", "Machines.cs");
        ToolRun run = await place.RunAsync("graph", corpus, "--spec", "Patrol", "--member", "Rooms");
        const string Expected = """
              s0 [label="ToA", tooltip="ToA"];
              s1 [label="ToB", tooltip="ToB"];
              s2 [label="ToC", tooltip="ToC"];
              s3 [label="Done", peripheries=2, tooltip="Done: final"];
              start -> s0;
              s0 -> s1 [label="A / +0.75"];
              s1 -> s2 [label="B / +0.75"];
              s2 -> s3 [label="C / +3"];
            }

            """;
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith(Expected.ReplaceLineEndings("\n"), run.Output, StringComparison.Ordinal);
        Assert.Contains("Reward machine; a final state ends the episode. Where no edge can be taken it stays and pays nothing.", run.Output, StringComparison.Ordinal);

        ToolRun full = await place.RunAsync("graph", corpus, "--spec", "Patrol", "--member", "Rooms", "--full");
        Assert.Contains("s0 -> s0 [label=\"!A\"];", full.Output, StringComparison.Ordinal);
        ToolRun all = await place.RunAsync("graph", corpus, "--format", "svg", "-o", "all/");
        Assert.Equal(0, all.ExitCode);
    }

    [Fact]
    public async Task The_page_shows_what_the_tool_says()
    {
        using var place = new Workplace();
        place.Write("Walker.cs", Block("csharp"));
        place.Write("run.csv", Block("csv"));
        Assert.Equal(Block("mermaid"), (await place.RunAsync("graph", "Walker.cs", "--member", "Recover", "--format", "mermaid")).Output);
        Assert.Equal(Block("text"), (await place.RunAsync("explain", "Walker.cs", "--trace", "run.csv")).Output.TrimEnd('\n') + "\n");
        ToolRun json = await place.RunAsync("explain", "Walker.cs", "--trace", "run.csv", "--format", "json");
        Assert.All(JsonNames(json.Json), name => Assert.Contains("`" + name + "`", s_page, StringComparison.Ordinal));
        // The picture beside it is that of the example.
        string picture = await File.ReadAllTextAsync(Path.Combine(Workplace.Repository, "docs", "graph.svg"));
        Assert.Equal((await place.RunAsync("graph", "Walker.cs", "--member", "Recover", "--format", "svg")).Output, picture.ReplaceLineEndings("\n").TrimEnd('\n'));
    }

    private static string Block(string language) => s_page.Split("```" + language + "\n")[1].Split("```")[0];

    private static string[] JsonNames(System.Text.Json.JsonElement element) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(static p => JsonNames(p.Value).Append(p.Name)).Distinct()],
        System.Text.Json.JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(JsonNames).Distinct()],
        _ => [],
    };

    private static async Task<ToolRun> GraphAsync(params string[] arguments)
    {
        using var place = new Workplace();
        place.Write("Walker.cs", TraceSources.Walker);
        return await place.RunAsync(["graph", "Walker.cs", .. arguments]);
    }
}
