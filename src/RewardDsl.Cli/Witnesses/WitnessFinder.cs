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
        foreach (INamedTypeSymbol type in Checker.SpecTypes(result.Complete, cancellation))
        {
            AttributeData attribute = RewardCompiler.AttributeOf(type)!;
            WitnessReport report = WitnessSearch.Run(type, attribute, result.Complete, cancellation);
            found.Add(new SpecWitnesses(result.Sources, report, WitnessScenarios.Plan(type, attribute, result.Complete, report, isQualified: false, cancellation)));
        }

        // All at once, which mostly is all there is to prove.
        return WitnessProof.Problem(result, [.. found.Select(w => (w.Report.Spec, w.Plan))], cancellation) is null
            ? [.. found]
            : [.. found.Select(w => w with { Plan = Proven(result, w, cancellation) })];
    }

    /// <summary>Whether two states are the same.</summary>
    public static bool IsSame(ImmutableArray<ImmutableArray<float>> a, ImmutableArray<ImmutableArray<float>> b) =>
        a.Length == b.Length && a.Zip(b).All(p => p.First.AsSpan().SequenceEqual(p.Second.AsSpan()));

    /// <summary>The scenarios with short names, or with whole names where the spec calls something else so.</summary>
    private static ScenarioPlan Proven(CheckResult result, SpecWitnesses witness, CancellationToken cancellation)
    {
        if (WitnessProof.Problem(result, [(witness.Report.Spec, witness.Plan)], cancellation) is null)
        {
            return witness.Plan;
        }

        INamedTypeSymbol type = Checker.SpecTypes(result.Complete, cancellation).First(t => t.ToDisplayString() == witness.Report.Spec);
        ScenarioPlan whole = WitnessScenarios.Plan(type, RewardCompiler.AttributeOf(type)!, result.Complete, witness.Report, isQualified: true, cancellation);
        return WitnessProof.Problem(result, [(witness.Report.Spec, whole)], cancellation) is { } problem ? whole with { Tree = null, Code = "", Problem = problem } : whole;
    }
}
