using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;
using RewardDsl.Frontend;
using Xunit;

namespace RewardDsl.Cli.Tests;

/// <summary>What <c>check --witness --save</c> writes into files.</summary>
public sealed class WitnessSaveTests
{
    [Fact]
    public async Task Every_type_of_signal_comes_back_from_the_text()
    {
        using var place = new Workplace();
        string path = place.Write("Types.cs", WitnessSources.Types);
        ToolRun shown = await place.RunAsync("check", "Types.cs", "--witness", "--format", "json");
        ToolRun saved = await place.RunAsync("check", "Types.cs", "--witness", "--save");
        Assert.Contains("rewarddsl: Types.cs now has NearMissed\n", saved.Error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        string text = await File.ReadAllTextAsync(path);
        string added = text[text.IndexOf("        /// <summary>Misses", StringComparison.Ordinal)..];

        // The member 'Gait' hides the enum, so all names are whole.
        foreach (string expected in new[]
        {
            "        [global::RewardDsl.Scenario(global::RewardDsl.ScenarioKind.Exploit)] static Types NearMissed => new()\n        {\n",
            "            Gap = 2f,\n", "            Bias = 1f,\n", "            Score = 3f,\n", "            Missing = null,\n", "            Ready = true,\n", "            Count = 7,\n",
            "            Mode = global::Robots.Deep.Gait.@event,\n", "            Plane = new(1f, -1f),\n", "            Up = new(1f, 0f, 0f),\n", "            Four = new(1f, -2f, 3f, -4f),\n",
            "            Turn = new(1f, 0f, 0f, 0f),\n", "            Joints = [1f, -1f, 1f],\n", "            Load = [9f, 9f],\n", "            Contact = [true, false],\n",
            "            Past = [1f, -1f],\n", "            @switch = [1f, 0f],\n", "            Bumps = [false, true, false],\n",
        })
        {
            Assert.Contains(expected, added.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }

        AssertReturns(path, shown);
    }

    /// <summary>Two projects with the same file: it is written once. And where one of two files cannot be, neither is.</summary>
    [Fact]
    public async Task A_shared_file_is_written_once_and_nothing_when_another_cannot_be()
    {
        using var place = new Workplace();
        const string Project = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><EnableDefaultCompileItems>false</EnableDefaultCompileItems></PropertyGroup><ItemGroup><Compile Include=\"../Place.cs\" /></ItemGroup></Project>";
        string path = place.Write("Place.cs", WitnessSources.Place);
        place.Write("a/A.csproj", Project);
        place.Write("b/B.csproj", Project);
        ToolRun saved = await place.RunAsync("check", "a/A.csproj", "b/B.csproj", "--witness", "--save");
        Assert.DoesNotContain("nothing was saved", saved.Error, StringComparison.Ordinal);
        Assert.Single(saved.Error.Split('\n'), static l => l.Contains(" now has ", StringComparison.Ordinal));
        string once = await File.ReadAllTextAsync(path);
        Assert.Contains("ScenarioKind.Exploit", once, StringComparison.Ordinal);

        File.Delete(path);
        place.Write("Place.cs", WitnessSources.Place);
        string other = place.Write("Other.cs", WitnessSources.Place.Replace("class Place", "class Other", StringComparison.Ordinal));
        place.Write("b/B.csproj", Project.Replace("Place.cs", "Other.cs", StringComparison.Ordinal));
        File.SetAttributes(other, FileAttributes.ReadOnly);
        ToolRun refused = await place.RunAsync("check", "a/A.csproj", "b/B.csproj", "--witness", "--save");
        Assert.Contains("nothing was saved", refused.Error, StringComparison.Ordinal);
        Assert.Equal(WitnessSources.Place, await File.ReadAllTextAsync(path));
        File.SetAttributes(other, FileAttributes.Normal);
    }

    [Fact]
    public async Task What_is_saved_returns_what_is_printed_and_the_kernel_pays_it()
    {
        using var place = new Workplace();
        string path = place.Write("Place.cs", WitnessSources.Place);
        ToolRun shown = await place.RunAsync("check", "Place.cs", "--witness", "--format", "json");
        Assert.Equal(WitnessSources.Place, await File.ReadAllTextAsync(path));
        await place.RunAsync("check", "Place.cs", "--witness", "--save");
        AssertReturns(path, shown);

        // The generated kernel, fed with the state of each scenario.
        Compilation complete = Complete(path, """
            public static class Runner
            {
                public static float Run(string name)
                {
                    var state = (Place)typeof(Place).GetProperty(name, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)!;
                    using var reward = new Place.Evaluator(1);
                    bool[] held = [state.Held];
                    float[] up = [state.Up.X, state.Up.Y, state.Up.Z], total = [0f], gap = [state.Gap], speed = [state.Speed], action = state.Action.Length == 0 ? [0f, 0f] : [state.Action[0], state.Action[1]];
                    var inputs = new Place.Inputs { Gap = gap, Speed = speed, Up = up, Held = held, Action = action };
                    reward.Reset(inputs);
                    reward.Step(inputs, new RewardDsl.StepEnds { Truncated = new bool[1] }, new RewardDsl.StepOutputs { Total = total });
                    return total[0];
                }
            }
            """);
        using var assembly = new MemoryStream();
        EmitResult emitted = complete.Emit(assembly);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        MethodInfo run = Assembly.Load(assembly.ToArray()).GetType("Runner")!.GetMethod("Run")!;
        Dictionary<string, double> printed = Printed(shown);
        Assert.Equal(4, printed.Count);
        Assert.All(printed, p => Assert.Equal(p.Value, (float)run.Invoke(null, [p.Key])!));
    }

    [Theory]
    [InlineData(nameof(WitnessSources.Edge))]
    [InlineData(nameof(WitnessSources.Dwell))]
    public async Task What_is_paid_once_or_depends_on_time_returns_what_is_printed(string spec)
    {
        using var place = new Workplace();
        string path = place.Write("Spec.cs", spec == nameof(WitnessSources.Edge) ? WitnessSources.Edge : WitnessSources.Dwell);
        ToolRun shown = await place.RunAsync("check", "Spec.cs", "--witness", "--format", "json");
        await place.RunAsync("check", "Spec.cs", "--witness", "--save");
        Assert.Equal(2, Printed(shown).Count);
        AssertReturns(path, shown);
    }

    [Theory]
    [InlineData("\n", false, "    ")]
    [InlineData("\r\n", false, "    ")]
    [InlineData("\r\n", true, "\t")]
    [InlineData("\n", true, "  ")]
    public async Task A_file_keeps_its_style(string newLine, bool hasMark, string indent)
    {
        using var place = new Workplace();
        string source = "// Größe\n" + WitnessSources.Dwell.ReplaceLineEndings("\n").Replace("    ", indent, StringComparison.Ordinal) + "\n\n// Ende\n";
        byte[] before = [.. hasMark ? new byte[] { 0xEF, 0xBB, 0xBF } : [], .. Encoding.UTF8.GetBytes(source.Replace("\n", newLine, StringComparison.Ordinal))];
        string path = place.Write("Dwell.cs", "");
        await File.WriteAllBytesAsync(path, before);
        ToolRun run = await place.RunAsync("check", "Dwell.cs", "--witness", "--save");
        Assert.NotEqual(2, run.ExitCode);
        byte[] after = await File.ReadAllBytesAsync(path);
        Assert.Equal(hasMark, after.AsSpan().StartsWith(new byte[] { 0xEF, 0xBB, 0xBF }));
        string text = Encoding.UTF8.GetString(after);
        Assert.Equal(text, text.ReplaceLineEndings(newLine));
        Assert.Contains(newLine + newLine + indent + "/// <summary>Misses 'Done' by For alone", text, StringComparison.Ordinal);
        Assert.Contains(newLine + indent + "[Scenario(ScenarioKind.Exploit, Steps = 49)] static Dwell DoneMissedByFor => new();" + newLine, text, StringComparison.Ordinal);

        // Without what was added it is what it was.
        int start = text.IndexOf(newLine + indent + "/// <summary>Misses", StringComparison.Ordinal);
        int end = text.LastIndexOf(';') + 1 + newLine.Length;
        Assert.Equal(before, Encoding.UTF8.GetBytes(text.Remove(start, end - start)));
        Assert.Equal(["Dwell.cs"], Directory.GetFiles(place.Folder).Select(Path.GetFileName));

        // Once more changes nothing.
        ToolRun again = await place.RunAsync("check", "Dwell.cs", "--witness", "--save");
        Assert.Equal(after, await File.ReadAllBytesAsync(path));
        Assert.Equal("", again.Error);
        Assert.Contains("scenario 'DoneMissedByFor' returns", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_encoding_with_a_mark_is_kept_and_one_without_is_refused()
    {
        using var place = new Workplace();
        string wide = place.Write("Wide.cs", "");
        await File.WriteAllTextAsync(wide, WitnessSources.Dwell, Encoding.Unicode);
        await place.RunAsync("check", "Wide.cs", "--witness", "--save");
        byte[] bytes = await File.ReadAllBytesAsync(wide);
        Assert.Equal([0xFF, 0xFE], bytes[..2]);
        Assert.Contains("DoneMissedByFor", Encoding.Unicode.GetString(bytes), StringComparison.Ordinal);

        string latin = place.Write("Latin.cs", "");
        byte[] before = [.. Encoding.Latin1.GetBytes("// Größe\n"), .. Encoding.ASCII.GetBytes(WitnessSources.Dwell)];
        await File.WriteAllBytesAsync(latin, before);
        ToolRun run = await place.RunAsync("check", "Latin.cs", "--witness", "--save");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Latin.cs is not UTF-8; nothing was saved", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(latin));
    }

    [Fact]
    public async Task A_read_only_file_stays_as_it_is()
    {
        using var place = new Workplace();
        string path = place.Write("Dwell.cs", WitnessSources.Dwell);
        new FileInfo(path).IsReadOnly = true;
        ToolRun run = await place.RunAsync("check", "Dwell.cs", "--witness", "--save");
        new FileInfo(path).IsReadOnly = false;
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Dwell.cs is read-only; nothing was saved. Make it writable", run.Error, StringComparison.Ordinal);
        Assert.Equal(WitnessSources.Dwell, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task One_file_that_cannot_be_written_leaves_all_as_they_are()
    {
        using var place = new Workplace();
        string first = place.Write("A.cs", WitnessSources.Dwell);
        string second = place.Write("B.cs", WitnessSources.Place);
        new FileInfo(second).IsReadOnly = true;
        ToolRun run = await place.RunAsync("check", ".", "--witness", "--save");
        new FileInfo(second).IsReadOnly = false;
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(WitnessSources.Dwell, await File.ReadAllTextAsync(first));
    }

    [Fact]
    public async Task A_link_still_links()
    {
        using var place = new Workplace();
        string path = place.Write("deep/Dwell.cs", WitnessSources.Dwell);
        string link = Path.Combine(place.Folder, "Dwell.cs");
        File.CreateSymbolicLink(link, path);
        await place.RunAsync("check", "Dwell.cs", "--witness", "--save");
        Assert.NotNull(new FileInfo(link).LinkTarget);
        Assert.Contains("DoneMissedByFor", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spec_that_does_not_compile_is_left_alone()
    {
        using var place = new Workplace();
        string source = WitnessSources.Dwell.Replace("Saturate(For)", "Saturat(For)", StringComparison.Ordinal);
        string path = place.Write("Dwell.cs", source);
        ToolRun run = await place.RunAsync("check", "Dwell.cs", "--witness", "--save");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(source, await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData("public sealed partial class Slim { [Signal(0, 1)] public float Gap { get; init; } [Goal(Tolerance = 0.1)] bool Done => Gap < 0.2f; [Term(1)] float Near => 1f - Gap; }", "DoneMissed")]
    [InlineData("public sealed partial class Slim\n{\n    [Signal(0, 1)] public float Gap { get; init; }\n    [Goal(Tolerance = 0.1)] bool Done => Gap < 0.2f;\n    [Term(1)] float Near => 1f - Gap;\n    float DoneMissed => 1f;\n    static int DoneMissed2() => 1;\n    class DoneMissed3;\n}", "DoneMissed4")]
    [InlineData("public sealed partial record Slim\n{\n    [Signal(0, 1)] public float Gap { get; init; }\n#if DEBUG\n    [Goal(Tolerance = 0.1)] bool Done => Gap < 0.2f;\n#endif\n    #region Paid\n    [Term(1)] private float Near => 1f - Gap;\n    #endregion\n    // The end.\n}", "DoneMissed")]
    [InlineData("public partial class @class\n{\n    [Signal(0, 1)] public float Gap { get; init; }\n    [Goal(Tolerance = 0.1)] bool @event => Gap < 0.2f;\n    [Term(1)] float Near => 1f - Gap;\n}", "eventMissed")]
    [InlineData("public partial class Slim\n{\n    [Signal(0, 1)] public float Gap { get; init; }\n    [Goal(Tolerance = 0.1)] bool Done => Gap < 0.2f;\n}\npublic partial class Slim\n{\n    [Term(1)] float Near => 1f - Gap;\n    float ScenarioKind => 1f;\n}", "DoneMissed")]
    public async Task It_fits_into_the_text_as_it_is_written(string declaration, string name)
    {
        using var place = new Workplace();
        string path = place.Write("Slim.cs", "using RewardDsl;\n\n[RewardSpec(Discount = 0.9, Horizon = 10, TimeLimit = TimeLimitKind.Truncates)]\n" + declaration + "\n");
        ToolRun run = await place.RunAsync("check", "Slim.cs", "--witness", "--save");
        Assert.Equal("rewarddsl: Slim.cs now has " + name + "\n", run.Error.ReplaceLineEndings("\n"));
        string text = await File.ReadAllTextAsync(path);
        Assert.Contains(" " + name + " => new() { Gap = 0.3f };\n", text, StringComparison.Ordinal);
        ToolRun again = await place.RunAsync("check", "Slim.cs", "--witness", "--save");
        Assert.Equal((run.ExitCode, ""), (again.ExitCode, again.Error));
        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Bases_other_files_and_several_specs_each_get_their_own()
    {
        using var place = new Workplace();
        const string Head = "using RewardDsl;\n";
        string first = place.Write("A.cs", Head + """
            [RewardSpec(Discount = 0.9, Horizon = 10, TimeLimit = TimeLimitKind.Truncates)]
            public partial class Reach
            {
                [Signal(0, 1)] public float Gap { get; init; }
                [Goal(Tolerance = 0.1)] public bool Done => Gap < 0.2f;
                [Term(1)] public float Near => 1f - Gap;
            }

            [RewardSpec(Discount = 0.9, Horizon = 10, TimeLimit = TimeLimitKind.Truncates)]
            public partial class Lift
            {
                [Signal(0, 1)] public float Height { get; init; }
                [Goal(Tolerance = 0.1)] public bool Up => Height > 0.5f;
                [Term(1)] public float High => Height;
            }
            """);
        string second = place.Write("B.cs", Head + """
            [RewardSpec(Discount = 0.9, Horizon = 10, TimeLimit = TimeLimitKind.Truncates)]
            public partial class ReachFirmly : Reach
            {
                [Signal(0, 1)] public float Grip { get; init; }
                [Term(1)] public float Firm => Grip;
            }
            """);
        ToolRun run = await place.RunAsync("check", ".", "--witness", "--save");
        Assert.Equal(3, run.Error.Split("now has").Length - 1);
        Assert.Contains("static Reach DoneMissed => new() { Gap = 0.3f };", await File.ReadAllTextAsync(first), StringComparison.Ordinal);
        Assert.Contains("static Lift UpMissed => new() { Height = 0.4f };", await File.ReadAllTextAsync(first), StringComparison.Ordinal);
        Assert.Contains("static ReachFirmly DoneMissed2 => new() { Gap = 0.3f, Grip = 1f };", await File.ReadAllTextAsync(second), StringComparison.Ordinal);
        Assert.Equal("", (await place.RunAsync("check", ".", "--witness", "--save")).Error);
    }

    private static void AssertReturns(string path, ToolRun shown)
    {
        Compilation complete = Complete(path);
        Assert.DoesNotContain(complete.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        INamedTypeSymbol type = Assert.Single(Checker.SpecTypes(complete, CancellationToken.None));
        Dictionary<string, double> returns = WitnessScenarios.Returns(type, RewardCompiler.AttributeOf(type)!, complete, CancellationToken.None).ToDictionary(r => r.Name, r => r.Return);
        Assert.Equal(Printed(shown), returns);
    }

    private static Dictionary<string, double> Printed(ToolRun shown) => shown.Json.GetProperty("witnesses")[0].GetProperty("goals").EnumerateArray()
        .SelectMany(g => g.GetProperty("misses").EnumerateArray()).Select(m => m.GetProperty("best"))
        .Where(b => b.GetProperty("scenario").ValueKind == JsonValueKind.String).DistinctBy(b => b.GetProperty("scenario").GetString())
        .ToDictionary(b => b.GetProperty("scenario").GetString()!, b => b.GetProperty("scenarioReturn").GetDouble());

    private static Compilation Complete(string path, string more = "")
    {
        ImmutableArray<SourceFile> files = [SourceCollector.ReadFile(path)];
        if (more.Length > 0)
        {
            files = files.Add(new SourceFile(Path.Combine(Path.GetDirectoryName(path)!, "More.cs"), Microsoft.CodeAnalysis.Text.SourceText.From(more, Encoding.UTF8)));
        }

        return Checker.Complete(new SourceSet("the files", files, CompilerSettings.Console), CancellationToken.None);
    }
}
