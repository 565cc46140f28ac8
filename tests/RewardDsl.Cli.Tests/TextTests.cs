using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Cli.Tests;

public sealed class TextTests
{
    [Fact]
    public async Task A_clean_file_is_a_line_and_zero()
    {
        using var place = new Workplace();
        place.Write("Tank.cs", Sources.Clean);
        ToolRun run = await place.RunAsync("check", "Tank.cs");
        Assert.Equal((0, "1 file, 1 reward spec: nothing found\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_finding_is_a_line_with_place_fix_and_page()
    {
        using var place = new Workplace();
        place.Write("rewards/Leak.cs", Sources.WrongSign);
        ToolRun run = await place.RunAsync("check", "rewards/Leak.cs");
        string[] lines = run.Output.Split('\n');
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("rewards/Leak.cs(8,6): error RWD0011: The weight -2 of 'Lost' must", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" [fix: Use [Penalty] with a positive weight; https://github.com/rewarddsl/rewarddsl/blob/main/analyzers/docs/RWD0011.md]", lines[0], StringComparison.Ordinal);
        Assert.Equal(["1 file, 1 reward spec: 1 error", ""], lines[1..]);
    }

    [Fact]
    public async Task Colour_is_for_terminals_only()
    {
        using var place = new Workplace();
        place.Write("Leak.cs", Sources.WrongSign);
        Assert.DoesNotContain('\u001b', (await place.RunAsync("", ["check", "Leak.cs"])).Output);
        Assert.Contains("\u001b[", (await place.RunAsync("", ["check", "Leak.cs"], colour: true)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_quotes_control_characters_stays_one_line()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(Sources.Clean.Replace("[Term(1)]", "[Term(1, Gate = \"a\\u001b[31m\\nb\")]", StringComparison.Ordinal), ["check", "-"]);
        Assert.Contains("RWD0015: Gate = \"a\\u001B[31m\\u000Ab\"", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Equal(3, run.Output.Split('\n').Length);
    }

    [Theory]
    [InlineData("info", 1)]
    [InlineData("warning", 1)]
    [InlineData("error", 0)]
    public async Task Severity_decides_what_is_reported_and_the_exit_code(string severity, int exitCode)
    {
        using var place = new Workplace();
        place.Write("Idle.cs", Sources.PaysNothing);
        ToolRun run = await place.RunAsync("check", "Idle.cs", "--severity", severity);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode == 1, run.Output.Contains("warning RWD0023", StringComparison.Ordinal));
        Assert.EndsWith(exitCode == 1 ? ": 1 warning\n" : ": nothing found\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none", 0, "")]
    [InlineData("suggestion", 0, "")]
    [InlineData("error", 1, "error RWD0023")]
    public async Task An_editorconfig_beside_the_file_counts(string severity, int exitCode, string expected)
    {
        using var place = new Workplace();
        place.Write("Idle.cs", Sources.PaysNothing);
        place.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.RWD0023.severity = " + severity + "\n");
        ToolRun run = await place.RunAsync("check", "Idle.cs");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(expected, run.Output, StringComparison.Ordinal);

        ToolRun all = await place.RunAsync("check", "Idle.cs", "--severity", "info");
        Assert.Equal(severity == "suggestion", all.Output.Contains("info RWD0023", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_editorconfig_above_counts_up_to_the_root()
    {
        using var place = new Workplace();
        place.Write(".editorconfig", "[*.cs]\ndotnet_diagnostic.RWD0023.severity = none\n");
        place.Write("a/Idle.cs", Sources.PaysNothing);
        Assert.Equal(0, (await place.RunAsync("check", "a/Idle.cs")).ExitCode);

        place.Write("a/.editorconfig", "root = true\n");
        Assert.Equal(1, (await place.RunAsync("check", "a/Idle.cs")).ExitCode);
    }

    [Fact]
    public async Task A_severity_that_does_not_exist_is_reported()
    {
        using var place = new Workplace();
        place.Write("Tank.cs", Sources.Clean);
        place.Write(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.RWD0023.severity = loud\n");
        ToolRun run = await place.RunAsync("check", "Tank.cs");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("warning InvalidSeverityInAnalyzerConfig", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#pragma warning disable RWD0023\n{0}")]
    [InlineData("{0}", "[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Declaration\", \"RWD0023\")] ")]
    public async Task A_suppressed_finding_is_not_reported(string frame, string attribute = "")
    {
        using var place = new Workplace();
        string source = frame.Replace("{0}", Sources.PaysNothing.Replace("[RewardSpec]", attribute + "[RewardSpec]", StringComparison.Ordinal), StringComparison.Ordinal);
        ToolRun run = await place.RunAsync(source, ["check", "-", "--severity", "info"]);
        Assert.Equal((0, "1 file, 1 reward spec: nothing found\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_source_without_a_spec_says_so()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync("public class Plain;", ["check", "-"]);
        Assert.Equal((0, "1 file, no class is marked [RewardSpec]: nothing found\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task C_sharp_that_does_not_compile_is_no_verdict()
    {
        using var place = new Workplace();
        place.Write("Broken.cs", Sources.Broken);
        place.Write("Leak.cs", Sources.WrongSign);
        ToolRun run = await place.RunAsync("check", "Broken.cs", "Leak.cs");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Broken.cs(1,35): error CS1525: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Leak.cs(8,6): error RWD0011: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("the C# does not compile; fix the CS errors first", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evaluator.Reset(new Tank.Inputs { Level = null });", 1)]
    [InlineData("evaluator.Reset(new Tank.Inputs { Level = missing });", 2)]
    public async Task What_follows_from_a_reward_that_was_not_generated_is_a_finding(string use, int exitCode)
    {
        using var place = new Workplace();
        string source = Sources.Clean
            .Replace("MathF.Exp(Level)", "(float)(Level * 2.0)", StringComparison.Ordinal)
            .Replace("using RewardDsl;", "using RewardDsl;\nusing var evaluator = new Tank.Evaluator(2);\n" + use, StringComparison.Ordinal);
        ToolRun run = await place.RunAsync(source, ["check", "-", "--format", "json"]);
        Assert.Equal((exitCode, exitCode == 1), (run.ExitCode, run.Json.GetProperty("compiles").GetBoolean()));
        Assert.Contains("RWD0103", run.Ids);
        Assert.Contains("CS0619", run.Ids);
        Assert.Contains("CS1061", run.Ids);
    }

    [Theory]
    [InlineData("'missing.cs' does not exist; give a .cs file, a folder, a .csproj, or - for standard input", "check", "missing.cs")]
    [InlineData("'Notes.md' is neither a .cs file nor a .csproj", "check", "Notes.md")]
    [InlineData("the folder 'empty' holds no .cs files", "check", "empty")]
    [InlineData("Argument 'xml' not recognized", "check", "Notes.md", "--format", "xml")]
    [InlineData("Argument 'loud' not recognized", "check", "Notes.md", "--severity", "loud")]
    [InlineData("'--fast' does not exist", "check", "--fast", "--format", "text")]
    [InlineData("Required argument missing", "check")]
    [InlineData("Required command was not provided")]
    public async Task A_wrong_argument_says_what_to_do(string expected, params string[] arguments)
    {
        using var place = new Workplace();
        place.Write("Notes.md", "");
        Directory.CreateDirectory(Path.Combine(place.Folder, "empty"));
        ToolRun run = await place.RunAsync(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_says_what_is_read_and_what_the_exit_codes_mean()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync("check", "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.All(["without running MSBuild", "never run", "Exit code: 0", "rewarddsl check <path>", "[default: warning]"], s => Assert.Contains(s, run.Output, StringComparison.Ordinal));
    }
}
