using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Cli.Tests;

/// <summary>Text that nobody meant as a reward ends in a verdict or a message, and nothing of it ever runs.</summary>
public sealed class HostileTests
{
    private const int Megabyte = 1 << 20;

    [Fact]
    public async Task An_empty_file_is_clean()
    {
        using var place = new Workplace();
        place.Write("Empty.cs", "");
        ToolRun run = await place.RunAsync("check", "Empty.cs");
        Assert.Equal((0, "1 file, no class is marked [RewardSpec]: nothing found\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_binary_file_is_refused()
    {
        using var place = new Workplace();
        File.WriteAllBytes(Path.Combine(place.Folder, "Image.cs"), [0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0, 1]);
        ToolRun run = await place.RunAsync("check", "Image.cs");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("is not text; give C# source in UTF-8", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_is_a_list_of_compiler_errors()
    {
        using var place = new Workplace();
        var random = new Random(3);
        File.WriteAllBytes(Path.Combine(place.Folder, "Garbage.cs"), [.. Enumerable.Range(0, 20000).Select(_ => (byte)random.Next(1, 256))]);
        ToolRun run = await place.RunAsync("check", "Garbage.cs", "--format", "json");
        Assert.Equal(2, run.ExitCode);
        Assert.NotEmpty(run.Ids);
        Assert.All(run.Ids, id => Assert.StartsWith("CS", id, StringComparison.Ordinal));
    }

    public static TheoryData<string, int, string> LongTexts() => new()
    {
        { "// " + new string('x', Megabyte), 0, "" },
        { Sources.Clean + string.Concat(Enumerable.Repeat("\n// water", Megabyte / 9)), 0, "" },
        { new string('a', Megabyte), 2, "does not compile" },
        { "class A { int x = " + new string('(', Megabyte), 2, "nests brackets deeper than 1000 levels at line 1, column 1018" },
        { new string('[', Megabyte), 2, "nests brackets deeper" },
        { "class A { " + string.Concat(Enumerable.Repeat("A<", Megabyte / 2)), 2, "nests brackets deeper" },
        { "class A { int x = a" + string.Concat(Enumerable.Repeat(".a", Megabyte / 2)) + "; }", 2, "too long for the compiler" },
    };

    [Theory]
    [MemberData(nameof(LongTexts))]
    public async Task A_megabyte_of_text_ends_in_a_verdict(string text, int exitCode, string error)
    {
        using var place = new Workplace();
        place.Write("Long.cs", text);
        ToolRun run = await place.RunAsync("check", "Long.cs");
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_term_of_many_operators_is_a_finding()
    {
        using var place = new Workplace();
        string sum = string.Concat(Enumerable.Repeat(" + Level", 20000));
        ToolRun run = await place.RunAsync(Sources.Clean.Replace("MathF.Exp(Level)", "Level" + sum, StringComparison.Ordinal), ["check", "-", "--format", "json"]);
        Assert.Equal(["RWD0111"], run.Ids);
        Assert.Contains("too many operators in one another", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comparisons_in_one_statement_are_no_nesting()
    {
        using var place = new Workplace();
        string chain = string.Concat(Enumerable.Range(10, 90).Select(i => "Level < 0.0" + i + "f ? 1f : "));
        ToolRun run = await place.RunAsync(Sources.Clean.Replace("MathF.Exp(Level)", chain + "0f", StringComparison.Ordinal), ["check", "-"]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Nothing_of_the_source_is_executed()
    {
        using var place = new Workplace();
        string trace = Path.Combine(place.Folder, "executed.txt");
        string source = $$"""
            using System.Runtime.CompilerServices;
            using RewardDsl;

            public static class Start
            {
                [ModuleInitializer] public static void Run() => Trace.Write();
            }

            public static class Trace
            {
                public static float Write() { File.WriteAllText(@"{{trace}}", ""); return 1f; }
            }

            [RewardSpec]
            public sealed partial class Tank
            {
                private static readonly float s_one = Trace.Write();

                static Tank() { Trace.Write(); }

                public Tank() { Trace.Write(); }

                [Signal(0, 1)] public float Level { get; init; }

                [Term(1)] public float Full => Level;
            }
            """;
        ToolRun run = await place.RunAsync(source, ["check", "-"]);
        Assert.True(run.ExitCode is 0 or 1, run.Output + run.Error);
        Assert.Contains("1 reward spec", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(trace));
    }
}
