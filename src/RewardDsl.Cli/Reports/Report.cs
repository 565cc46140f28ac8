using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace RewardDsl.Cli;

/// <summary>What is reported of a run, in every format.</summary>
/// <param name="Files">The checked files.</param>
/// <param name="Specs">Full names of the reward specs in them.</param>
/// <param name="Findings">The findings at or above the asked severity.</param>
/// <param name="Notes">What of a project was left out.</param>
/// <param name="Compiles">Whether the C# compiles.</param>
internal sealed record Report(ImmutableArray<string> Files, ImmutableArray<string> Specs, ImmutableArray<Finding> Findings, ImmutableArray<string> Notes, bool Compiles)
{
    /// <summary>What the search for states that pay without the goal found, where it was asked for.</summary>
    public ImmutableArray<SpecWitnesses> Witnesses { get; init; } = [];

    /// <summary>Why the scenarios could not be saved, or null.</summary>
    public string? Unsaved { get; init; }

    /// <summary>The tool's version, three numbers.</summary>
    public static string Version { get; } = typeof(Report).Assembly.GetName().Version!.ToString(3);

    /// <summary>What the process ends with.</summary>
    public int ExitCode => !Compiles || Unsaved is not null ? Cli.ExitCode.NoVerdict : Findings.IsEmpty ? Cli.ExitCode.Clean : Cli.ExitCode.Findings;

    /// <summary>Puts the results of all source sets together.</summary>
    public static Report Of(IReadOnlyList<CheckResult> results, FindingSeverity severity) => new(
        [.. results.SelectMany(r => r.Files)],
        [.. results.SelectMany(r => r.Specs)],
        [.. results.SelectMany(r => r.Findings).Where(f => f.Severity >= severity)],
        [.. results.SelectMany(r => r.Sources.Notes)],
        results.All(r => r.Compiles));

    /// <summary>How many findings have a severity.</summary>
    public int Count(FindingSeverity severity) => Findings.Count(f => f.Severity == severity);

    /// <summary>The name of a severity in reports and arguments.</summary>
    public static string NameOf(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };
}
