using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RewardDsl.Frontend;

namespace RewardDsl.Cli;

/// <summary>Compiles sources with the scenarios that are to be added and compares what these return with what was found.</summary>
internal static class WitnessProof
{
    /// <summary>What is wrong with some scenarios, or null.</summary>
    public static string? Problem(CheckResult result, IReadOnlyList<(string Spec, ScenarioPlan Plan)> plans, CancellationToken cancellation)
    {
        SourceSet changed = result.Sources with { Files = [.. result.Sources.Files.Select(f => f with { Text = Changed(f, plans) })] };
        Compilation after = Checker.Complete(changed, cancellation);
        var before = new HashSet<string>(Errors(result.Complete, cancellation));
        if (Errors(after, cancellation).FirstOrDefault(e => !before.Contains(e)) is { } error)
        {
            return "the scenarios do not compile: " + error;
        }

        foreach ((string spec, ScenarioPlan plan) in plans)
        {
            INamedTypeSymbol? type = Checker.SpecTypes(after, cancellation).FirstOrDefault(t => t.ToDisplayString() == spec);
            ImmutableArray<ScenarioReturn> returns = type is null ? [] : WitnessScenarios.Returns(type, RewardCompiler.AttributeOf(type)!, after, cancellation);
            foreach (PlannedScenario planned in plan.Scenarios)
            {
                if (returns.LastOrDefault(r => r.Name == planned.Name) is not { } found)
                {
                    return "the scenario '" + planned.Name + "' is not one that '" + spec + "' can have";
                }

                if (BitConverter.DoubleToInt64Bits(found.Return) != BitConverter.DoubleToInt64Bits(planned.State.Return))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"the scenario '{planned.Name}' returns {found.Return} instead of {planned.State.Return}");
                }
            }
        }

        return null;
    }

    /// <summary>What is to be added to a file.</summary>
    public static IEnumerable<TextChange> Changes(SourceFile file, IEnumerable<ScenarioPlan> plans) =>
        plans.Where(p => p.Tree?.FilePath == file.Path).OrderBy(p => p.Position).Select(p => new TextChange(new TextSpan(p.Position, 0), p.Text));

    private static SourceText Changed(SourceFile file, IReadOnlyList<(string Spec, ScenarioPlan Plan)> plans) => file.Text.WithChanges(Changes(file, plans.Select(p => p.Plan)));

    private static IEnumerable<string> Errors(Compilation compilation, CancellationToken cancellation) =>
        compilation.GetDiagnostics(cancellation).Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.Id + ": " + d.GetMessage(CultureInfo.InvariantCulture));
}
