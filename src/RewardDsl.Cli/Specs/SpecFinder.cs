using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Frontend;
using RewardDsl.Ir;

namespace RewardDsl.Cli;

/// <summary>The specs of the given sources that can be run.</summary>
internal static class SpecFinder
{
    /// <summary>Compiles the sources and prepares their specs, or the one that is named.</summary>
    /// <param name="paths">What to compile.</param>
    /// <param name="name">Its name, with or without its namespace; null for all.</param>
    /// <param name="streams">What the tool reads and writes.</param>
    /// <param name="problems">What could not be prepared, a sentence each.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="UsageException">There is no such spec.</exception>
    public static ImmutableArray<SpecTracer> Find(IReadOnlyList<string> paths, string? name, ToolStreams streams, List<string> problems, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<SpecTracer>();
        var known = new List<string>();
        foreach (SourceSet set in SourceCollector.Collect(paths, streams))
        {
            Compilation complete = Checker.Complete(set, cancellation);
            foreach (INamedTypeSymbol type in Checker.SpecTypes(complete, cancellation))
            {
                known.Add(type.ToDisplayString());
                if (name is not null && !IsCalled(type, name))
                {
                    continue;
                }

                if (SpecTracer.Of(type, RewardCompiler.AttributeOf(type)!, complete, out string? problem, cancellation) is { } tracer)
                {
                    found.Add(tracer);
                }
                else
                {
                    problems.Add(type.ToDisplayString() + " cannot be compiled: " + problem + (set.UnreadReferences.IsEmpty ? "" : " (" + string.Join(", ", set.UnreadReferences) + " are not read)"));
                }
            }
        }

        if (found.Count == 0 && problems.Count == 0)
        {
            throw new UsageException(
                known.Count == 0 ? "there is no [RewardSpec] in these sources"
                : "there is no spec '" + name + "'; " + Instead(name!, known.Concat(known.Select(static k => k[(k.LastIndexOf('.') + 1)..])), known));
        }

        return found.ToImmutable();
    }

    /// <summary>What to say of a name that is not known.</summary>
    public static string Instead(string name, IEnumerable<string> names, IReadOnlyCollection<string> known) =>
        EditDistance.Nearest(name, names) is { } nearest ? "did you mean '" + nearest + "'?" : "there is " + string.Join(", ", known.Take(12));

    private static bool IsCalled(INamedTypeSymbol type, string name) => type.ToDisplayString() == name || type.Name == name;
}
