using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Applies code fixes until nothing is left to fix and compares the text.</summary>
internal static class FixVerifier
{
    private const int MaximumSteps = 20;

    /// <summary>Fixes one finding after the other.</summary>
    public static Task VerifyAsync(string before, string after, params CodeFixProvider[] fixes) => VerifyAsync(before, after, null, fixes);

    /// <summary>Fixes one finding after the other, in a project with measured ranges.</summary>
    public static async Task VerifyAsync(string before, string after, Measured? measured, params CodeFixProvider[] fixes)
    {
        string text = before;
        for (int step = 0; await StepAsync(text, fixes, measured) is { } changed; step++)
        {
            Assert.True(step < MaximumSteps, "The fix never ends:\n" + changed);
            Assert.NotEqual(text, changed);
            text = changed;
        }

        Assert.NotEqual(before, text);
        Assert.Equal(after, text);
        Assert.Null(await StepAsync(after, fixes, measured));
        await AssertFixedAsync(after, fixes);
    }

    /// <summary>Fixes all findings of the document at once.</summary>
    public static async Task VerifyAllAsync(string before, string after, CodeFixProvider fix, Measured? measured = null)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(before);
        ImmutableArray<Diagnostic> findings = Fixable(analysis, fix);
        Assert.True(findings.Length > 1, "Fix-all needs more than one finding.");
        Document document = DocumentOf(analysis, before, measured);
        SyntaxTree tree = (await document.GetSyntaxTreeAsync())!;
        var inDocument = findings.Select(f => Diagnostic.Create(f.Descriptor, Location.Create(tree, f.Location.SourceSpan), properties: f.Properties)).ToImmutableArray();
        var context = new FixAllContext(document, fix, FixAllScope.Document, fix.GetType().Name, fix.FixableDiagnosticIds, new Findings(inDocument), CancellationToken.None);
        CodeAction? action = await fix.GetFixAllProvider()!.GetFixAsync(context);
        Assert.Equal(after, await ApplyAsync(document, action!));
        await AssertFixedAsync(after, [fix]);
    }

    /// <summary>Checks that no fix is offered although there is a finding.</summary>
    public static async Task VerifyNoneAsync(string source, CodeFixProvider fix, Measured? measured = null)
    {
        Assert.NotEmpty(Fixable(await AnalyzerVerifier.AnalyzeAsync(source), fix));
        Assert.Null(await StepAsync(source, [fix], measured));
    }

    private static async Task AssertFixedAsync(string text, CodeFixProvider[] fixes)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(text);
        Assert.Empty(analysis.CompilerErrors);
        Assert.All(fixes, f => Assert.Empty(Fixable(analysis, f)));
    }

    private static async Task<string?> StepAsync(string text, CodeFixProvider[] fixes, Measured? measured)
    {
        Analysis analysis = await AnalyzerVerifier.AnalyzeAsync(text);
        Document document = DocumentOf(analysis, text, measured);
        foreach (CodeFixProvider fix in fixes)
        {
            foreach (Diagnostic finding in Fixable(analysis, fix))
            {
                var actions = new List<CodeAction>();
                await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), CancellationToken.None));
                if (actions.Count > 0)
                {
                    CodeAction action = Assert.Single(actions);
                    Assert.Equal(fix.GetType().Name, action.EquivalenceKey);
                    return await ApplyAsync(document, action);
                }
            }
        }

        return null;
    }

    private static ImmutableArray<Diagnostic> Fixable(Analysis analysis, CodeFixProvider fix) =>
        [.. analysis.Findings.Where(f => fix.FixableDiagnosticIds.Contains(f.Id) && f.Location.SourceTree == analysis.Source)];

    private static async Task<string> ApplyAsync(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    /// <summary>The source as a document, with the generated code beside it so that everything binds.</summary>
    private static Document DocumentOf(Analysis analysis, string text, Measured? measured)
    {
#pragma warning disable CA2000 // The document lives as long as its workspace.
        Project project = new AdhocWorkspace().CurrentSolution.AddProject("Specs", "Specs", LanguageNames.CSharp)
#pragma warning restore CA2000
            .WithParseOptions(AnalyzerVerifier.ParseOptions)
            .WithCompilationOptions(analysis.Output.Options)
            .WithMetadataReferences(AnalyzerVerifier.References);
        foreach (SyntaxTree generated in analysis.Output.SyntaxTrees.Where(t => t != analysis.Source))
        {
            project = project.AddDocument(generated.FilePath, SourceText.From(generated.ToString())).Project;
        }

        if (measured is not null)
        {
            project = project.AddAdditionalDocument(measured.File, measured.Text).Project;
        }

        return project.AddDocument("Spec.cs", SourceText.From(text));
    }

    /// <summary>An additional file with measured ranges.</summary>
    internal sealed record Measured(string File, string Text);

    /// <summary>The findings of a fix-all.</summary>
    private sealed class Findings(ImmutableArray<Diagnostic> all) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(all);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
