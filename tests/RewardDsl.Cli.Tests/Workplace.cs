using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;

namespace RewardDsl.Cli.Tests;

/// <summary>What a run of the tool left behind.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>The ids of the findings of a JSON report, in their order.</summary>
    public string[] Ids => [.. Json.GetProperty("findings").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];
}

/// <summary>A folder of its own for a test, and the tool running in it.</summary>
internal sealed class Workplace : IDisposable
{
    public static string Repository { get; } = typeof(Workplace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryFolder").Value!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("rewarddsl").FullName;

    /// <summary>Writes a file and gives its absolute path.</summary>
    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Runs the tool in this process, in the folder.</summary>
    public Task<ToolRun> RunAsync(params string[] arguments) => RunAsync("", arguments);

    /// <summary>Runs the tool in this process with a text on its standard input.</summary>
    public async Task<ToolRun> RunAsync(string input, string[] arguments, bool colour = false)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        int code = await CommandLine.RunAsync(arguments, new ToolStreams(stream, output, error, Folder, colour));
        return new ToolRun(code, output.ToString().ReplaceLineEndings("\n"), error.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
