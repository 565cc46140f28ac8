using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using RewardDsl.CodeFixes;

namespace RewardDsl.Cli;

/// <summary>Asks the code fixes what they would offer; nothing is changed.</summary>
internal sealed class FixTitles(Compilation compilation) : IDisposable
{
    private static readonly ImmutableArray<CodeFixProvider> s_providers = Components.Of<CodeFixProvider>(typeof(FlipSignFix).Assembly);

    private readonly AdhocWorkspace _workspace = new();
    private Solution? _solution;

    /// <summary>Titles of the fixes of a finding, in the order in which they are offered.</summary>
    public async Task<ImmutableArray<string>> OfAsync(Diagnostic finding, CancellationToken cancellation)
    {
        CodeFixProvider[] providers = [.. s_providers.Where(p => p.FixableDiagnosticIds.Contains(finding.Id))];
        if (providers.Length == 0 || finding.Location.SourceTree is not { } tree)
        {
            return [];
        }

        // A workspace takes longer to set up than most checks take: only for findings that may have a fix.
        _solution ??= ToSolution();
        if (_solution.GetDocumentIdsWithFilePath(tree.FilePath) is not [var id])
        {
            return [];
        }

        var titles = new List<string>();
        foreach (CodeFixProvider provider in providers)
        {
            await provider.RegisterCodeFixesAsync(new CodeFixContext(_solution.GetDocument(id)!, finding, (action, _) => titles.Add(action.Title), cancellation));
        }

        return [.. titles];
    }

    public void Dispose() => _workspace.Dispose();

    private Solution ToSolution()
    {
        Project project = _workspace.CurrentSolution.AddProject("Check", "Check", LanguageNames.CSharp)
            .WithParseOptions(compilation.SyntaxTrees.First().Options)
            .WithCompilationOptions(compilation.Options)
            .WithMetadataReferences(compilation.References);
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        }

        return project.Solution;
    }
}
