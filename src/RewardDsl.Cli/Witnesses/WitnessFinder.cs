using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>Searches the specs of a source set.</summary>
internal static class WitnessFinder
{
    /// <summary>Searches each spec.</summary>
    public static ImmutableArray<SpecWitnesses> Find(CheckResult result, CancellationToken cancellation)
    {
        var found = new List<SpecWitnesses>();
        foreach (INamedTypeSymbol type in Checker.SpecTypes(result.Complete, cancellation).OrderBy(static t => RewardCompiler.BasesOf(t).Count))
        {
            WitnessReport report = WitnessSearch.Run(type, RewardCompiler.AttributeOf(type)!, result.Complete, cancellation);
            found.Add(new SpecWitnesses(result.Sources, report, Plan(result, type, report, found, isQualified: false, cancellation)));
        }

        // All at once, which mostly is all there is to prove.
        if (WitnessProof.Problem(result, [.. found.Select(w => (w.Report.Spec, w.Plan))], cancellation) is not null)
        {
            for (int i = 0; i < found.Count; i++)
            {
                found[i] = found[i] with { Plan = Proven(result, found[i], found, cancellation) };
            }
        }

        return [.. found.OrderBy(w => w.Report.Spec, StringComparer.Ordinal)];
    }

    /// <summary>The scenarios with short names, or with whole names where the spec calls something else so.</summary>
    private static ScenarioPlan Proven(CheckResult result, SpecWitnesses witness, IReadOnlyList<SpecWitnesses> all, CancellationToken cancellation)
    {
        if (WitnessProof.Problem(result, [(witness.Report.Spec, witness.Plan)], cancellation) is null)
        {
            return witness.Plan;
        }

        INamedTypeSymbol type = Checker.SpecTypes(result.Complete, cancellation).First(t => t.ToDisplayString() == witness.Report.Spec);
        ScenarioPlan whole = Plan(result, type, witness.Report, all, isQualified: true, cancellation);
        return WitnessProof.Problem(result, [(witness.Report.Spec, whole)], cancellation) is { } problem ? whole with { Tree = null, Code = "", Problem = problem } : whole;
    }

    /// <summary>The scenarios of a spec, with other names than those that its bases get.</summary>
    private static ScenarioPlan Plan(CheckResult result, INamedTypeSymbol type, WitnessReport report, IReadOnlyList<SpecWitnesses> all, bool isQualified, CancellationToken cancellation)
    {
        string[] bases = [.. RewardCompiler.BasesOf(type).Select(static t => t.ToDisplayString())];
        IEnumerable<string> taken = all.Where(w => bases.Contains(w.Report.Spec)).SelectMany(w => w.Plan.Scenarios).Select(s => s.Name);
        return WitnessScenarios.Plan(type, RewardCompiler.AttributeOf(type)!, result.Complete, report, isQualified, taken, cancellation);
    }
}
