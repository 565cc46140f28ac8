using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis.CSharp;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>The tool's entry: reads the arguments and runs what they name.</summary>
public static class CommandLine
{
    private const string About =
        "Checks reward specs: compiles C# in memory with the RewardDsl generator and analyzers and reports what they and the compiler find. The checked code is never run.\n\n"
        + "Files and folders that are given together are compiled together, as a console project of this framework would be (implicit usings, nullable). "
        + "A project, or a folder with one project in it, is read without running MSBuild: its .cs files, plain <Compile> and <Using> items, and LangVersion, Nullable, "
        + "ImplicitUsings, DefineConstants, NoWarn and AllowUnsafeBlocks where they are written out, there or in the nearest Directory.Build.props; its references are not read. "
        + "Suppressions in the source and .editorconfig files count.\n\n"
        + "Exit code: 0 nothing found, 1 findings at or above --severity, 2 no verdict (the C# does not compile, a file is missing, a wrong argument, --save could not write).";

    private const string GraphAbout =
        "Draws the automata of specs: for each [Objective], [Constraint] and [RewardMachine] the states that it can be in, what leads from one to the next in the words of the source, what is still to do, and what is paid where it is decided.\n\n"
        + "Exit code: 0 drawn, 2 a spec does not compile, there is no such formula, or it is too large.";

    private const string ExplainAbout =
        "Explains recorded episodes: runs the spec's own program over them and says of each formula whether it came out as holding, at which step, which conditions decided it, with the signals there, and how robust it was over time.\n\n"
        + "Columns are called as the signals: Speed, Up.X, Joint[0] or Joint[LeftHip]. Signals that no formula reads may be left out. Columns Terminated and Truncated mark the ends of episodes, Reset a row that is the observation of a reset, "
        + "Episode numbers them. A row is a step; without a Reset row the reset is given the first one.\n\n"
        + "Exit code: 0 no formula failed, 1 one did, 2 nothing could be run.";

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The arguments as a shell would split them.</param>
    /// <param name="streams">What the tool reads and writes.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, ToolStreams streams, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(streams);
        ParseResult parsed = Root(streams).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                await streams.Error.WriteLineAsync("rewarddsl: " + error.Message);
            }

            string command = parsed.CommandResult.Command.Name;
            await streams.Error.WriteLineAsync("Run 'rewarddsl " + (command == "rewarddsl" ? "" : command + " ") + "--help' to see the arguments.");
            return ExitCode.NoVerdict;
        }

        try
        {
            var configuration = new InvocationConfiguration { Output = streams.Output, Error = streams.Error, EnableDefaultExceptionHandler = false };
            return await parsed.InvokeAsync(configuration, cancellation);
        }
        catch (Exception problem) when (problem is UsageException or IOException or UnauthorizedAccessException)
        {
            await streams.Error.WriteLineAsync("rewarddsl: " + problem.Message);
        }
        catch (InsufficientExecutionStackException)
        {
            await streams.Error.WriteLineAsync("rewarddsl: an expression is too long for the compiler; split it");
        }
#pragma warning disable CA1031 // The code of an unhandled exception would read as a verdict of its own.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            await streams.Error.WriteLineAsync("rewarddsl failed. Please report this with the checked source.\n" + failure);
        }

        return ExitCode.NoVerdict;
    }

    private static Command Root(ToolStreams streams)
    {
        Argument<string[]> paths = Paths();
        Option<string> format = Choice("--format", "How to report (the JSON is described in docs/check-schema.md)", "text", "json", "sarif");
        Option<string> severity = Choice("--severity", "The least severity that is reported", "warning", "info", "error");
        var witness = new Option<bool>("--witness")
        {
            Description = "Also search each spec that has a [Goal] for the states that pay most without it: anywhere the goal is missed, and with one of its conditions missed by its Tolerance while the others hold. "
                + "Prints what such a step pays at most (proven) and in the state found, what the goal pays, and the state as a [Scenario] to paste. Takes seconds",
        };
        var save = new Option<bool>("--save")
        {
            Description = "With --witness: write these states into the sources, as [Scenario(ScenarioKind.Exploit)] properties at the end of the spec, after checking that they compile and return what is printed. "
                + "What is there already is not written again; a file is replaced as a whole or not at all",
        };
        var check = new Command("check", About) { paths, format, severity, witness, save };
        check.Validators.Add(result =>
        {
            if (result.GetValue(save) && !result.GetValue(witness))
            {
                result.AddError("--save goes with --witness");
            }
        });
        check.SetAction((parsed, cancellation) => CheckCommand.RunAsync(
            parsed.GetRequiredValue(paths),
            Enum.Parse<ReportFormat>(parsed.GetRequiredValue(format), ignoreCase: true),
            Enum.Parse<FindingSeverity>(parsed.GetRequiredValue(severity), ignoreCase: true),
            parsed.GetValue(save) ? WitnessMode.Save : parsed.GetValue(witness) ? WitnessMode.Show : WitnessMode.Off,
            streams,
            cancellation));

        (Command graph, Command explain) = (Graph(streams), Explain(streams));

        // A root command would call itself after the assembly.
        return new Command("rewarddsl", "Tools for rewards written with RewardDsl.") { check, graph, explain, Import(streams), new HelpOption(), new VersionOption() };
    }

    private static Command Import(ToolStreams streams)
    {
        var path = new Argument<string>("path") { Description = "An automaton in the Hanoi Omega-Automata format (.hoa), an edge list of a reward machine (.txt), or - for standard input" };
        var name = new Option<string>("--name") { Description = "Name of the property", DefaultValueFactory = static _ => "Task" };
        name.Validators.Add(static result =>
        {
            if (!SyntaxFacts.IsValidIdentifier(result.GetValueOrDefault<string>()))
            {
                result.AddError("--name wants a C# name, not '" + result.GetValueOrDefault<string>() + "'");
            }
        });
        Option<string> holes = Choice("--holes", "Of an edge list: what happens where no edge of a state holds (the published implementation ends the task without pay)", "end", "stay");
        Option<string> pay = Choice("--pay", "Of an automaton: pay the step that decides acceptance, or each visit of its acceptance set", "decided", "visits");
        var accepted = new Option<float>("--accepted") { Description = "Of an automaton: what acceptance pays, or a visit", DefaultValueFactory = static _ => 1 };
        var rejected = new Option<float>("--rejected") { Description = "Of an automaton: what rejection pays, or a visit of what is to be visited seldom" };
        var import = new Command(
            "import",
            "Prints a reward machine as C#: an enum and a spec whose atoms are signals. Reads the edge lists of github.com/RodrigoToroIcarte/reward_machines, and deterministic automata in the Hanoi "
                + "Omega-Automata format (version 1, acceptance t, f, Inf or Fin of one set), which Spot and others write. What the file leaves open is said on standard error.\n\n"
                + "Exit code: 0 printed, 1 printed though two edges of a state can be taken at once, 2 not read.")
        {
            path, name, holes, pay, accepted, rejected,
        };
        import.SetAction((parsed, cancellation) => ImportCommand.RunAsync(
            parsed.GetRequiredValue(path),
            new MachineFormat(
                parsed.GetRequiredValue(name),
                parsed.GetValue(holes) == "stay" ? EdgeListHoles.Stay : EdgeListHoles.End,
                parsed.GetValue(pay) == "visits" ? HoaPay.EachVisit : HoaPay.WhenDecided,
                parsed.GetValue(accepted),
                parsed.GetValue(rejected)),
            streams,
            cancellation));
        return import;
    }

    private static Command Graph(ToolStreams streams)
    {
        Argument<string[]> paths = Paths();
        Option<string> format = Choice("--format", "What to write: the language of Graphviz, a state diagram of Mermaid, or a picture", "dot", "mermaid", "svg");
        var spec = new Option<string?>("--spec") { Description = "Only this spec" };
        var member = new Option<string?>("--member") { Description = "Only the formula or reward machine of this name" };
        var output = new Option<string?>("--output", "-o") { Description = "A file, or a folder to write a file for each into; standard output otherwise" };
        var full = new Option<bool>("--full") { Description = "Draw each state. Otherwise states in a row that only count, as those of a window do, are drawn as one" };
        var graph = new Command("graph", GraphAbout) { paths, spec, member, format, output, full };
        graph.SetAction((parsed, cancellation) => Task.FromResult(GraphCommand.Run(
            parsed.GetRequiredValue(paths),
            parsed.GetValue(spec),
            parsed.GetValue(member),
            Enum.Parse<GraphFormat>(parsed.GetRequiredValue(format), ignoreCase: true),
            parsed.GetValue(output),
            parsed.GetValue(full),
            streams,
            cancellation)));
        return graph;
    }

    private static Command Explain(ToolStreams streams)
    {
        Argument<string[]> paths = Paths();
        var trace = new Option<string>("--trace") { Description = "The recording: CSV or JSON with a column for each signal, or - for standard input", Required = true };
        var spec = new Option<string?>("--spec") { Description = "The spec, where several have formulas" };
        var member = new Option<string?>("--member") { Description = "Only the formula of this name" };
        var episode = new Option<int?>("--episode") { Description = "Only this episode of the recording, from 1" };
        Option<string> end = Choice("--end", "How the last episode ends where the recording does not say so", "open", "terminated", "truncated");
        Option<string> format = Choice("--format", "How to report", "text", "json", "csv", "svg");
        var output = new Option<string?>("--output", "-o") { Description = "A file, or a folder to write a picture for each formula into; standard output otherwise" };
        var explain = new Command("explain", ExplainAbout) { paths, trace, spec, member, episode, end, format, output };
        explain.SetAction((parsed, cancellation) => Task.FromResult(ExplainCommand.Run(
            new ExplainRequest(
                parsed.GetRequiredValue(paths),
                parsed.GetRequiredValue(trace),
                parsed.GetValue(spec),
                parsed.GetValue(member),
                parsed.GetValue(episode),
                Enum.Parse<TraceEnding>(parsed.GetRequiredValue(end), ignoreCase: true),
                Enum.Parse<TraceFormat>(parsed.GetRequiredValue(format), ignoreCase: true),
                parsed.GetValue(output)),
            streams,
            cancellation)));
        return explain;
    }

    private static Argument<string[]> Paths() => new("path")
    {
        Description = "Files (.cs), folders, projects (.csproj), or - for source on standard input",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>An option with a fixed set of values, the first of which is the default.</summary>
    private static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
