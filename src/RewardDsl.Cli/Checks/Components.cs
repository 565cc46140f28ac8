using System;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;

namespace RewardDsl.Cli;

/// <summary>Finds analyzers and fixes as a compiler does: every class of that kind, so that a new one needs no entry here.</summary>
internal static class Components
{
    /// <summary>One of each concrete class derived from <typeparamref name="T"/>, by name.</summary>
    public static ImmutableArray<T> Of<T>(Assembly assembly) =>
    [
        .. assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract)
            .OrderBy(t => t.FullName, StringComparer.Ordinal)
            .Select(t => (T)Activator.CreateInstance(t)!),
    ];
}
