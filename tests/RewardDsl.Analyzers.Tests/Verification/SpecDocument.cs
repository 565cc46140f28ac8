using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using RewardDsl.Frontend;
using RewardDsl.Generators;
using RewardDsl.Testing;
using Xunit;

namespace RewardDsl.Analyzers.Tests;

/// <summary>A source with the generated surface beside it, on which refactorings are tried.</summary>
internal sealed class SpecDocument
{
    private static readonly CSharpCompilationOptions s_options = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private readonly Document _document;

    public SpecDocument(string text)
    {
#pragma warning disable CA2000 // The document lives as long as its workspace.
        Project project = new AdhocWorkspace().CurrentSolution.AddProject("Specs", "Specs", LanguageNames.CSharp)
#pragma warning restore CA2000
            .WithParseOptions(AnalyzerVerifier.ParseOptions).WithCompilationOptions(s_options).WithMetadataReferences(AnalyzerVerifier.References);
        foreach (SyntaxTree generated in Generate(text).SyntaxTrees.Skip(1))
        {
            project = project.AddDocument(generated.FilePath, SourceText.From(generated.ToString()), filePath: generated.FilePath).Project;
        }

        _document = project.AddDocument("Spec.cs", SourceText.From(text));
    }

    private SpecDocument(Document document) => _document = document;

    public string Text => _document.GetTextAsync().GetAwaiter().GetResult().ToString();

    /// <summary>The compilation of a source with what is generated for it.</summary>
    public static Compilation Generate(string text)
    {
        var compilation = CSharpCompilation.Create("Specs", [CSharpSyntaxTree.ParseText(text, AnalyzerVerifier.ParseOptions, "Spec.cs")], AnalyzerVerifier.References, s_options);
        CSharpGeneratorDriver.Create([new RewardGenerator().AsSourceGenerator()], parseOptions: AnalyzerVerifier.ParseOptions).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return output;
    }

    /// <summary>The formulas of each spec of a source, by the name of the class and the formula.</summary>
    public static Dictionary<string, FormulaFacts> Formulas(string text)
    {
        Compilation compilation = Generate(text);
        SemanticModel model = compilation.GetSemanticModel(compilation.SyntaxTrees.First());
        var found = new Dictionary<string, FormulaFacts>();
        foreach (INamedTypeSymbol type in model.SyntaxTree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax>().Select(t => model.GetDeclaredSymbol(t)!).Distinct(SymbolEqualityComparer.Default).Cast<INamedTypeSymbol>())
        {
            if (RewardCompiler.AttributeOf(type) is { } attribute)
            {
                var diagnostics = new RewardDiagnostics();
                RewardUnit unit = RewardCompiler.Compile(type, attribute, compilation, diagnostics, CancellationToken.None);
                Assert.True(unit.Lowered is not null, string.Join("\n", diagnostics.All) + "\n" + text);
                foreach (FormulaFacts facts in unit.Lowered!.Formulas)
                {
                    found.Add(type.Name + "." + facts.Name, facts);
                }
            }
        }

        return found;
    }

    /// <summary>The source after a refactoring at the first place of a text; null when none is offered there.</summary>
    public async Task<SpecDocument?> TryAsync(CodeRefactoringProvider refactoring, string at)
    {
        int place = Text.IndexOf(at, StringComparison.Ordinal);
        Assert.True(place >= 0, "'" + at + "' is not in\n" + Text);
        var actions = new List<CodeAction>();
        await refactoring.ComputeRefactoringsAsync(new CodeRefactoringContext(_document, new TextSpan(place, 0), actions.Add, CancellationToken.None));
        if (actions.Count == 0)
        {
            return null;
        }

        CodeAction action = Assert.Single(actions);
        Assert.Equal(refactoring.GetType().Name, action.EquivalenceKey);
        Solution solution = (await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return new SpecDocument(solution.GetDocument(_document.Id)!);
    }
}
