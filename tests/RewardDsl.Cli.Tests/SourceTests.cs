using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Cli.Tests;

/// <summary>What the arguments name: files, folders, projects, standard input.</summary>
public sealed class SourceTests
{
    private const string Spec = "using RewardDsl; [RewardSpec] public sealed partial class {0} { [Signal(0, 1)] public float Level { get; init; } [Term({1})] public float Full => Level; }";

    [Fact]
    public async Task Files_are_compiled_together()
    {
        using var place = new Workplace();
        place.Write("Limits.cs", "public static class Limits { public const float Full = 0.9f; }");
        place.Write("Tank.cs", Sources.Clean.Replace("MathF.Exp(Level)", "Level / Limits.Full", StringComparison.Ordinal));
        Assert.Equal(2, (await place.RunAsync("check", "Tank.cs")).ExitCode);
        ToolRun run = await place.RunAsync("check", "Tank.cs", "Limits.cs", "Tank.cs");
        Assert.Equal((0, "2 files, 1 reward spec: nothing found\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_folder_is_read_with_its_folders_but_not_with_what_was_built()
    {
        using var place = new Workplace();
        place.Write("rewards/Tank.cs", Sources.Clean);
        place.Write("rewards/deep/er/Leak.cs", Sources.WrongSign);
        place.Write("rewards/obj/Generated.cs", Sources.Broken);
        place.Write("rewards/deep/bin/Copy.cs", Sources.Broken);
        place.Write("rewards/.old/Old.cs", Sources.Broken);
        ToolRun run = await place.RunAsync("check", "rewards", "--format", "json");
        Assert.Equal(["RWD0011"], run.Ids);
        Assert.Equal(["rewards/Tank.cs", "rewards/deep/er/Leak.cs"], run.Json.GetProperty("files").EnumerateArray().Select(f => f.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(["Leak", "Tank"], run.Json.GetProperty("specs").EnumerateArray().Select(f => f.GetString()));
    }

    [Fact]
    public async Task Standard_input_is_a_file_of_the_current_folder()
    {
        using var place = new Workplace();
        ToolRun run = await place.RunAsync(Sources.WrongSign, ["check", "-", "--format", "json"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("stdin.cs", run.Json.GetProperty("findings")[0].GetProperty("file").GetString());

        place.Write(".editorconfig", "root = true\n[stdin.cs]\ndotnet_diagnostic.RWD0023.severity = none\n");
        Assert.Equal(0, (await place.RunAsync(Sources.PaysNothing, ["check", "-"])).ExitCode);
    }

    [Fact]
    public async Task A_program_beside_the_spec_compiles()
    {
        using var place = new Workplace();
        string source = Sources.Clean.Replace("using RewardDsl;", "using RewardDsl;\nusing var evaluator = new Tank.Evaluator(2);\nConsole.WriteLine(evaluator);", StringComparison.Ordinal);
        ToolRun run = await place.RunAsync(source, ["check", "-"]);
        Assert.Equal((0, "1 file, 1 reward spec: nothing found\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task A_project_is_read_as_it_stands()
    {
        using var place = new Workplace();
        place.Write("Directory.Build.props", "<Project><PropertyGroup><Nullable>enable</Nullable><DefineConstants>SHARED</DefineConstants></PropertyGroup></Project>");
        string project = place.Write("app/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <LangVersion>12</LangVersion>
                <ImplicitUsings>enable</ImplicitUsings>
                <DefineConstants>$(DefineConstants);WET</DefineConstants>
                <NoWarn>$(NoWarn);RWD0023</NoWarn>
              </PropertyGroup>
              <ItemGroup>
                <Compile Remove="Broken.cs;old/**" />
                <Compile Include="../shared/*.cs" Exclude="../shared/Broken*.cs" />
                <Using Include="RewardDsl" />
                <Using Include="RewardDsl.RewardMath" Static="true" />
              </ItemGroup>
            </Project>
            """);
        place.Write("app/Tank.cs", """
            #if !WET || !SHARED
            #error The constants are missing.
            #endif
            [RewardSpec]
            public sealed partial class Tank
            {
                [Signal(0, 1)] public float Level { get; init; }
                [Term(1)] public float Full => Exp(Level) + Shared.One;
                public static string? Name { get; } = Environment.NewLine;
            }
            """);
        place.Write("app/Idle.cs", Sources.PaysNothing);
        place.Write("app/Broken.cs", Sources.Broken);
        place.Write("app/old/deep/Broken.cs", Sources.Broken);
        place.Write("app/bin/Broken.cs", Sources.Broken);
        place.Write("shared/Shared.cs", "public static class Shared { public const float One = 1f; }");
        place.Write("shared/Broken1.cs", Sources.Broken);
        ToolRun run = await place.RunAsync("check", project);
        Assert.Equal((0, "3 files, 2 reward specs: nothing found\n", ""), (run.ExitCode, run.Output, run.Error));

        // The folder of a project is the project.
        Assert.Equal(run, await place.RunAsync("check", "app"));

        // The language version is the project's.
        place.Write("app/Newer.cs", "public class Newer { int Half { get => field; set; } }");
        Assert.Equal(2, (await place.RunAsync("check", "app")).ExitCode);
    }

    [Fact]
    public async Task What_a_project_leaves_to_the_build_is_named()
    {
        using var place = new Workplace();
        place.Write("Directory.Build.props", "<Project />");
        place.Write("App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="more.props" />
              <PropertyGroup Condition="'$(A)' == 'b'"><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup>
                <Compile Include="$(Elsewhere)/*.cs" />
                <Compile Include="gone/*.cs" />
                <PackageReference Include="RewardDsl" />
                <PackageReference Include="Newtonsoft.Json" />
              </ItemGroup>
            </Project>
            """);
        place.Write("Tank.cs", Sources.Clean.Replace("MathF", "System.MathF", StringComparison.Ordinal));
        ToolRun run = await place.RunAsync("check", "App.csproj", "--format", "json");
        Assert.Equal(0, run.ExitCode);
        string[] notes = [.. run.Json.GetProperty("notes").EnumerateArray().Select(n => n.GetString()!)];
        Assert.Equal(4, notes.Length);
        Assert.All(["more.props, which", "<Nullable> of", "$(Elsewhere)", "\"gone/*.cs\""], s => Assert.Contains(notes, n => n.Contains(s, StringComparison.Ordinal)));
        Assert.All(notes, n => Assert.Contains(n, run.Error, StringComparison.Ordinal));

        place.Write("Uses.cs", "public class Uses { Newtonsoft.Json.JsonConvert? a; }");
        Assert.Contains("references Newtonsoft.Json, which are not read", (await place.RunAsync("check", "App.csproj")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Project", "is not an MSBuild project")]
    [InlineData("<Other />", "is not an MSBuild project")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><Project>&b;</Project>", "is not an MSBuild project")]
    [InlineData("<Project />", "has no .cs files")]
    [InlineData("<Project><PropertyGroup><LangVersion>99</LangVersion></PropertyGroup></Project>", "LangVersion 99 is not known")]
    public async Task A_project_that_cannot_be_read_says_why(string text, string expected)
    {
        using var place = new Workplace();
        place.Write("App.csproj", text);
        ToolRun run = await place.RunAsync("check", "App.csproj");
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Projects_are_checked_one_by_one()
    {
        using var place = new Workplace();
        foreach (string name in new[] { "a", "b" })
        {
            place.Write(name + "/App.csproj", "<Project />");
            place.Write(name + "/Tank.cs", Spec.Replace("{0}", "Tank", StringComparison.Ordinal).Replace("{1}", "1", StringComparison.Ordinal));
        }

        ToolRun run = await place.RunAsync("check", "a", "b/App.csproj");
        Assert.Equal((0, "2 files, 2 reward specs: nothing found\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public void A_pattern_keeps_to_its_folder()
    {
        string root = Path.Combine(Path.GetTempPath(), "a");
        bool Fits(string pattern, string path) => new FilePattern(root, pattern).Matches(Path.GetFullPath(Path.Combine(root, path)));
        Assert.True(Fits("**/*.cs", "x.cs"));
        Assert.True(Fits("**\\*.cs", "b/c/x.cs"));
        Assert.True(Fits("b/**", "b/c/x.cs"));
        Assert.True(Fits("?.cs", "x.cs"));
        Assert.False(Fits("*.cs", "b/x.cs"));
        Assert.False(Fits("x+.cs", "xx.cs"));
        Assert.True(Fits("../q.cs", "../q.cs"));
    }
}
