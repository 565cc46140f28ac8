using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Analyzers;
using RewardDsl.Generators;
using Xunit;

namespace RewardDsl.Testing;

/// <summary>What the compiler and the analyzers say about a source.</summary>
/// <param name="Output">The compilation with the generated code.</param>
/// <param name="Source">The tree of the source itself.</param>
/// <param name="Compiler">Warnings and errors of the C# compiler, in the source and in the generated code.</param>
/// <param name="Findings">Findings of the analyzers in the order of the text.</param>
public sealed record Analysis(Compilation Output, SyntaxTree Source, ImmutableArray<Diagnostic> Compiler, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>The errors among the compiler's messages.</summary>
    public IEnumerable<Diagnostic> CompilerErrors => Compiler.Where(d => d.Severity == DiagnosticSeverity.Error);
}

/// <summary>Runs generator and analyzers over a source as a build does and compares the findings with the markup.</summary>
public static class AnalyzerVerifier
{
    /// <summary>A consumer's language version.</summary>
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.Parse);

    /// <summary>References of a consumer: the framework that runs the tests and, last, the runtime library.</summary>
    public static ImmutableArray<MetadataReference> References { get; } = [.. Framework(), MetadataReference.CreateFromFile(typeof(RewardSpecAttribute).Assembly.Location)];

    /// <summary>Compiles a source with the generator and analyses it.</summary>
    /// <param name="source">C# without markup.</param>
    /// <param name="severities">Severities as an editorconfig would set them.</param>
    /// <param name="withRuntime">False to leave out the runtime library.</param>
    public static async Task<Analysis> AnalyzeAsync(string source, IReadOnlyDictionary<string, ReportDiagnostic>? severities = null, bool withRuntime = true)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(source, ParseOptions, "Spec.cs");
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            warningLevel: 9999,
            specificDiagnosticOptions: severities);
        var compilation = CSharpCompilation.Create("Specs", [tree], withRuntime ? References : References.Take(References.Length - 1), options);
        CSharpGeneratorDriver.Create([new RewardGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> generator);
        Assert.Empty(generator);
        ImmutableArray<Diagnostic> findings = await output
            .WithAnalyzers([new SpecAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return new Analysis(
            output,
            tree,
            [.. output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)],
            [.. findings.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Location.SourceSpan.Length).ThenBy(d => d.Id, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Checks that exactly the marked findings are reported: rule, place, and the messages where given, in the order of the text.
    /// Rules about what a reward pays (RWD1xxx and above) count where the test names them: a short source gives reason to several.
    /// A source without an expected error must also compile.
    /// </summary>
    /// <param name="markup">C# with markup.</param>
    /// <param name="id">The rule of <c>[|…|]</c>.</param>
    /// <param name="messages">The expected messages, or none to leave them open.</param>
    public static async Task<Analysis> VerifyAsync(string markup, string id = "", params string[] messages)
    {
        MarkupSource source = MarkupSource.Parse(markup);
        Analysis analysis = await AnalyzeAsync(source.Text);
        analysis = analysis with { Findings = [.. analysis.Findings.Where(f => IsTested(f.Id))] };
        bool IsTested(string found) => found.StartsWith("RWD0", StringComparison.Ordinal) || !found.StartsWith("RWD", StringComparison.Ordinal) || found == id || source.Expected.Any(e => e.Id == found);
        Assert.Equal(
            source.Expected.Select(e => Line(source.Text, e.Id.Length == 0 ? id : e.Id, e.Span)).Order(StringComparer.Ordinal),
            analysis.Findings.Select(f => Line(source.Text, f.Id, f.Location.SourceSpan)).Order(StringComparer.Ordinal));
        if (messages.Length > 0)
        {
            Assert.Equal(messages, analysis.Findings.Select(f => f.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
        }

        if (source.Expected.IsEmpty)
        {
            AssertCompiles(analysis);
        }

        return analysis;
    }

    /// <summary>Fails unless source and generated code compile without errors and warnings.</summary>
    public static void AssertCompiles(Analysis analysis) =>
        Assert.True(analysis.Compiler.IsEmpty, string.Join("\n", analysis.Compiler.Select(d => d.ToString())));

    private static IEnumerable<MetadataReference> Framework()
    {
        // The reference packages are not on every feed; the assemblies that run the tests are always there.
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(p => Path.GetDirectoryName(p) == folder)
            .Select(p => (MetadataReference)MetadataReference.CreateFromFile(p));
    }

    private static string Line(string text, string id, Microsoft.CodeAnalysis.Text.TextSpan span) => id + " " + span + " '" + text.Substring(span.Start, span.Length) + "'";
}
