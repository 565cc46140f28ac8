using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Cli;

/// <summary>Writes scenarios into the sources that they belong to.</summary>
internal static class WitnessSaver
{
    /// <summary>Prepares the files of a source set, after checking all of its scenarios together. Writes nothing.</summary>
    /// <exception cref="UsageException">The scenarios do not hold, or a file cannot be changed.</exception>
    public static IReadOnlyList<SourceUpdate> Prepare(CheckResult result, ImmutableArray<SpecWitnesses> witnesses, ToolStreams streams, CancellationToken cancellation)
    {
        List<SpecWitnesses> toSave = [.. witnesses.Where(w => w.Plan.Tree is not null)];
        foreach (SpecWitnesses witness in witnesses.Where(w => w.Plan.Problem is not null))
        {
            throw new UsageException("nothing was saved: " + witness.Report.Spec + ": " + witness.Plan.Problem);
        }

        if (toSave.Count == 0)
        {
            return [];
        }

        if (WitnessProof.Problem(result, [.. toSave.Select(w => (w.Report.Spec, w.Plan))], cancellation) is { } problem)
        {
            throw new UsageException("nothing was saved: " + problem);
        }

        List<(SourceFile File, List<TextChange> Changes)> files =
            [.. result.Sources.Files.Select(f => (File: f, Changes: WitnessProof.Changes(f, toSave.Select(w => w.Plan)).ToList())).Where(f => f.Changes.Count > 0)];
        return [.. files.Select(f => SourceUpdate.Prepare(f.File, f.Changes, streams))];
    }

    /// <summary>Says what a file has got.</summary>
    public static void Announce(SpecWitnesses witness, ToolStreams streams) =>
        streams.Error.WriteLine("rewarddsl: " + streams.Display(witness.Plan.Tree!.FilePath) + " now has " + string.Join(", ", witness.Plan.Scenarios.Where(s => s.IsNew).Select(s => s.Name)));
}
