using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary><c>rewarddsl import</c>: reads a reward machine or an automaton and prints it as C#.</summary>
internal static class ImportCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="path">The file, or - for standard input.</param>
    /// <param name="format">How to read it.</param>
    /// <param name="streams">Where the C# and the notes go.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public static async Task<int> RunAsync(string path, MachineFormat format, ToolStreams streams, CancellationToken cancellation)
    {
        bool isInput = path == "-";
        string file = isInput ? "stdin" : Path.GetFullPath(Path.Combine(streams.Folder, path));
        if (!isInput && !File.Exists(file))
        {
            throw new UsageException("'" + path + "' does not exist; give an automaton (.hoa), an edge list (.txt), or - for standard input");
        }

        using var input = new StreamReader(isInput ? streams.Input : File.OpenRead(file), leaveOpen: isInput);
        string text = await input.ReadToEndAsync(cancellation);
        string name = isInput ? file : streams.Display(file);
        var options = new AutomatonOptions { Cancellation = cancellation };
        ImportedMachine? machine = text.TrimStart().StartsWith("HOA:", System.StringComparison.Ordinal)
            ? HoaReader.Read(text, format.Pay, format.Accepted, format.Rejected, options, out ImportError? error)
            : EdgeListReader.Read(text, format.Holes, options, out error);
        if (machine is null)
        {
            throw new UsageException(name + "(" + Literals.Integer(error!.Line) + "," + Literals.Integer(error.Column) + "): " + error.Message);
        }

        foreach (string note in machine.Notes)
        {
            await streams.Error.WriteLineAsync("rewarddsl: " + name + ": " + note);
        }

        IReadOnlyList<MachineFinding> findings = MachineChecks.Check(machine.Machine, options, wantsHoles: false, out _) ?? [];
        foreach (MachineFinding finding in findings)
        {
            await streams.Error.WriteLineAsync("rewarddsl: " + name + ": " + finding.Message);
        }

        await streams.Output.WriteAsync(MachineCode.Print(machine, format.Name, isInput ? "standard input" : Path.GetFileName(file)));
        return findings.Any(static f => f.Kind == MachineFindingKind.Overlap) ? ExitCode.Findings : ExitCode.Clean;
    }
}
