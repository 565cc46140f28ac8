using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.Cli;

/// <summary>A file to check.</summary>
/// <param name="Path">Absolute path; of standard input the path it would have in the current folder.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string Path, SourceText Text);

/// <summary>Files that are compiled together.</summary>
/// <param name="Name">What to call them in a message.</param>
/// <param name="Files">The files in the order in which they are compiled.</param>
/// <param name="Settings">How they are compiled.</param>
internal sealed record SourceSet(string Name, ImmutableArray<SourceFile> Files, CompilerSettings Settings)
{
    /// <summary>What of a project was left out, in sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Packages and projects that a project references and that the check lacks.</summary>
    public ImmutableArray<string> UnreadReferences { get; init; } = [];
}
