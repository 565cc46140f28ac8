using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using RewardDsl.CodeFixes;
using RewardDsl.Generators;
using RewardDsl.Testing;

namespace RewardDsl.Analyzers.Tests;

/// <summary>Runs generator, analyzers and fixes over many sources in one compilation and says what failed.</summary>
internal static class HostileRun
{
    /// <summary>Ids of a generator, an analyzer and a spec that failed.</summary>
    private static readonly string[] s_failures = ["CS8785", "CS8784", "AD0001", "RWD0901"];

    private static readonly string[] s_kernels = [".Explain.g.cs", ".Evaluator.g.cs", ".Cpu512.g.cs", ".Cpu128.g.cs"];

    private static readonly ImmutableArray<CodeFixProvider> s_fixes =
    [
        .. typeof(MakePartialFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeFixProvider)) && !t.IsAbstract).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!),
    ];

    private static readonly ImmutableArray<CodeRefactoringProvider> s_refactorings =
    [
        .. typeof(MakePartialFix).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(CodeRefactoringProvider)) && !t.IsAbstract).Select(t => (CodeRefactoringProvider)Activator.CreateInstance(t)!),
    ];

    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>Everything that failed, each with the name of its source where it is known.</summary>
    /// <param name="sources">File names with their texts.</param>
    /// <param name="generator">The generator.</param>
    /// <param name="analyzers">The analyzers.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static async Task<HostileResult> RunAsync(
        IReadOnlyList<(string Name, string Text)> sources, IIncrementalGenerator generator, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancellation)
    {
        List<SyntaxTree> trees = [.. sources.Select(s => Parse(s.Name, s.Text, cancellation))];
        var compilation = CSharpCompilation.Create("Hostile", [.. trees, .. HostileCorpus.Shared.Select((text, i) => Parse("Shared" + i + ".cs", text, cancellation))], AnalyzerVerifier.References, s_options);
        long before = GC.GetAllocatedBytesForCurrentThread();
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: AnalyzerVerifier.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> generated, cancellation);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var failures = new List<string>(Failures(generated));

        // A failure of one spec is caught and becomes its stub.
        ImmutableArray<GeneratedSourceResult> files = driver.GetRunResult().Results.SelectMany(static r => r.GeneratedSources.IsDefault ? [] : r.GeneratedSources).ToImmutableArray();
        failures.AddRange(files.Where(static f => f.HintName.EndsWith(".Stub.g.cs", StringComparison.Ordinal) && f.SourceText.ToString().Contains("RWD0901", StringComparison.Ordinal)).Select(static f => f.HintName + ": " + f.SourceText));

        // The surface is all that the sources can name; binding the kernels would take most of the time, and the analyzers skip them.
        output = output.RemoveSyntaxTrees(output.SyntaxTrees.Where(static t => s_kernels.Any(k => t.FilePath.EndsWith(k, StringComparison.Ordinal))));
        ImmutableArray<Diagnostic> findings = await output.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync(cancellation);
        failures.AddRange(Failures(findings));
        int offered = await OfferAsync(sources, output, trees, findings, failures, cancellation);
        return new HostileResult(
            failures,
            findings.Length,
            offered,
            files.Count(static f => f.HintName.EndsWith(".Evaluator.g.cs", StringComparison.Ordinal)),
            files.Select(static f => f.SourceText.Length).DefaultIfEmpty().Max(),
            allocated);
    }

    private static SyntaxTree Parse(string name, string text, CancellationToken cancellation) => CSharpSyntaxTree.ParseText(text, AnalyzerVerifier.ParseOptions, name, cancellationToken: cancellation);

    private static IEnumerable<string> Failures(IEnumerable<Diagnostic> all) => all.Where(static d => s_failures.Contains(d.Id)).Select(static d => d.ToString());

    /// <summary>Asks every fix for its change of every finding, and makes the change.</summary>
    private static async Task<int> OfferAsync(
        IReadOnlyList<(string Name, string Text)> sources, Compilation output, List<SyntaxTree> trees, ImmutableArray<Diagnostic> findings, List<string> failures, CancellationToken cancellation)
    {
        using var workspace = new AdhocWorkspace();
        Project project = workspace.CurrentSolution.AddProject("Hostile", "Hostile", LanguageNames.CSharp)
            .WithParseOptions(AnalyzerVerifier.ParseOptions).WithCompilationOptions(s_options).WithMetadataReferences(AnalyzerVerifier.References);
        foreach (SyntaxTree other in output.SyntaxTrees.Except(trees))
        {
            project = project.AddDocument(other.FilePath, await other.GetTextAsync(cancellation)).Project;
        }

        var ids = new Dictionary<SyntaxTree, DocumentId>();
        for (int i = 0; i < trees.Count; i++)
        {
            Document document = project.AddDocument(sources[i].Name, SourceText.From(sources[i].Text));
            ids.Add(trees[i], document.Id);
            project = document.Project;
        }

        await RewriteAsync(project, ids, failures, cancellation);
        int offered = 0;
        foreach (Diagnostic finding in findings.Where(f => f.Location.SourceTree is { } tree && ids.ContainsKey(tree)))
        {
            Document document = project.GetDocument(ids[finding.Location.SourceTree!])!;
            foreach (CodeFixProvider fix in s_fixes.Where(f => f.FixableDiagnosticIds.Contains(finding.Id)))
            {
                try
                {
                    var actions = new List<CodeAction>();
                    await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), cancellation));
                    foreach (CodeAction action in actions)
                    {
                        await action.GetOperationsAsync(cancellation);
                        offered++;
                    }
                }
#pragma warning disable CA1031 // What is looked for.
                catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
                {
                    failures.Add(document.Name + ": " + fix.GetType().Name + ": " + failure);
                }
            }
        }

        return offered;
    }

    /// <summary>Asks every refactoring for its change at every formula, and makes the change.</summary>
    private static async Task RewriteAsync(Project project, Dictionary<SyntaxTree, DocumentId> ids, List<string> failures, CancellationToken cancellation)
    {
        foreach ((SyntaxTree tree, DocumentId id) in ids)
        {
            Document document = project.GetDocument(id)!;
            foreach (AttributeSyntax attribute in (await tree.GetRootAsync(cancellation)).DescendantNodes().OfType<AttributeSyntax>().Where(static a => a.Name.ToString() is "Objective" or "Constraint"))
            {
                foreach (CodeRefactoringProvider refactoring in s_refactorings)
                {
                    try
                    {
                        var actions = new List<CodeAction>();
                        await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(document, attribute.Name.Span, actions.Add, cancellation));
                        foreach (CodeAction action in actions)
                        {
                            await action.GetOperationsAsync(cancellation);
                        }
                    }
#pragma warning disable CA1031 // What is looked for.
                    catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
                    {
                        failures.Add(document.Name + ": " + refactoring.GetType().Name + ": " + failure);
                    }
                }
            }
        }
    }
}

/// <summary>What a run saw.</summary>
/// <param name="Failures">What failed.</param>
/// <param name="Findings">How many findings the analyzers had.</param>
/// <param name="Fixes">How many changes the fixes made.</param>
/// <param name="Evaluators">How many specs became evaluators.</param>
/// <param name="LongestFile">Length of the longest generated file.</param>
/// <param name="Allocated">Bytes that the generator allocated: its work, whatever else the machine does.</param>
internal sealed record HostileResult(IReadOnlyList<string> Failures, int Findings, int Fixes, int Evaluators, int LongestFile, long Allocated);
