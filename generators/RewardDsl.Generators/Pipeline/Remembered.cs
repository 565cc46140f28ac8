using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace RewardDsl.Generators;

/// <summary>
/// Results that depend on the meaning of code and not on its text alone. The driver asks for them again after each edit anywhere in the
/// project; most edits are inside a body that the result never read, and then it is the one of before.
/// </summary>
/// <typeparam name="T">The result, a model of values.</typeparam>
internal sealed class Remembered<T>
    where T : class?
{
    private readonly ConditionalWeakTable<SyntaxNode, Entry> _entries = new();

    /// <summary>Computes the result again.</summary>
    /// <param name="files">The files of which bodies were read, and those that declare what was asked about.</param>
    public delegate T Compute(out IReadOnlyCollection<SyntaxTree> files);

    /// <summary>The result of a declaration: the one of before, or computed.</summary>
    /// <param name="declaration">What is asked about. An edit of its file makes another node of it.</param>
    /// <param name="compilation">The compilation that it is in.</param>
    /// <param name="compute">Computes it.</param>
    public T Of(SyntaxNode declaration, Compilation compilation, Compute compute)
    {
        ProjectState now = ProjectState.Of(compilation);
        Entry entry = _entries.GetOrCreateValue(declaration);
        if (entry.Last is { } last && now.EditedBodiesSince(last.State) is { } edited && !last.Files.Any(edited.Contains))
        {
            // Older states keep older files alive.
            entry.Last = last with { State = now };
            return last.Result;
        }

        T result = compute(out IReadOnlyCollection<SyntaxTree> files);
        entry.Last = new Known(now, files, result);
        return result;
    }

    private sealed class Entry
    {
        public volatile Known? Last;
    }

    private sealed record Known(ProjectState State, IReadOnlyCollection<SyntaxTree> Files, T Result);
}
