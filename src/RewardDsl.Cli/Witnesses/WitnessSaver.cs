using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Cli;

/// <summary>Writes scenarios into the sources that they belong to.</summary>
internal static class WitnessSaver
{
    /// <summary>Writes the scenarios of a source set, after checking all of them together.</summary>
    /// <exception cref="UsageException">A file cannot be written; those before it are.</exception>
    public static void Save(CheckResult result, ImmutableArray<SpecWitnesses> witnesses, ToolStreams streams, CancellationToken cancellation)
    {
        List<SpecWitnesses> toSave = [.. witnesses.Where(w => w.Plan.Tree is not null)];
        foreach (SpecWitnesses witness in witnesses.Where(w => w.Plan.Problem is not null))
        {
            throw new UsageException("nothing was saved: " + witness.Report.Spec + ": " + witness.Plan.Problem);
        }

        if (toSave.Count == 0)
        {
            return;
        }

        if (WitnessProof.Problem(result, [.. toSave.Select(w => (w.Report.Spec, w.Plan))], cancellation) is { } problem)
        {
            throw new UsageException("nothing was saved: " + problem);
        }

        List<(SourceFile File, List<TextChange> Changes)> files =
            [.. result.Sources.Files.Select(f => (File: f, Changes: WitnessProof.Changes(f, toSave.Select(w => w.Plan)).ToList())).Where(f => f.Changes.Count > 0)];
        List<SourceUpdate> updates = [.. files.Select(f => SourceUpdate.Prepare(f.File, f.Changes, streams))];
        foreach (SourceUpdate update in updates)
        {
            update.Write();
        }

        foreach (SpecWitnesses witness in toSave)
        {
            IEnumerable<string> names = witness.Plan.Scenarios.Where(s => s.IsNew).Select(s => s.Name);
            streams.Error.WriteLine("rewarddsl: " + streams.Display(witness.Plan.Tree!.FilePath) + " now has " + string.Join(", ", names));
        }
    }
}
