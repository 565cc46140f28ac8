using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace RewardDsl.Cli.Tests;

/// <summary>The tool as a user starts it.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task The_process_reads_a_pipe_and_ends_with_the_verdict()
    {
        using var place = new Workplace();
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "check", "-", "--format", "json"])
        {
            WorkingDirectory = place.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(Sources.WrongSign + "\n// Übergröße");
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        var run = new ToolRun(process.ExitCode, await output, await error);
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        Assert.Equal(["RWD0011"], run.Ids);
    }

    [Fact]
    public void The_runtime_library_lies_beside_the_tool() =>
        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(typeof(CommandLine).Assembly.Location)!, "RewardDsl.dll")));
}
