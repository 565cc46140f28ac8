using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Analyzers;
using RewardDsl.Frontend;
using RewardDsl.Generators;

namespace RewardDsl.Cli;

/// <summary>Compiles a source set in memory with the generator and the analyzers. Nothing is emitted and nothing of it runs.</summary>
internal static class Checker
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers = Components.Of<DiagnosticAnalyzer>(typeof(SpecAnalyzer).Assembly);

    public static async Task<CheckResult> CheckAsync(SourceSet sources, ToolStreams streams, CancellationToken cancellation)
    {
        var configs = EditorConfigs.Around(sources.Files.Select(f => f.Path));
        (CSharpCompilation authored, Compilation complete, ImmutableArray<Diagnostic> ofGenerator) = Generate(sources, configs, cancellation);
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([], configs.Options), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false);
        ImmutableArray<Diagnostic> ofBuild = await new CompilationWithAnalyzers(complete, s_analyzers, options).GetAllDiagnosticsAsync(cancellation);

        using var fixes = new FixTitles(complete);
        var findings = new List<Finding>();
        foreach (Diagnostic diagnostic in ofBuild.Concat(ofGenerator).Concat(configs.Problems(sources.Files.Select(f => f.Path))))
        {
            if (diagnostic.Severity != DiagnosticSeverity.Hidden && !diagnostic.IsSuppressed)
            {
                findings.Add(ToFinding(diagnostic, await fixes.OfAsync(diagnostic, cancellation), streams));
            }
        }

        return new CheckResult(
            sources,
            [.. sources.Files.Select(f => streams.Display(f.Path))],
            [.. SpecTypes(authored, cancellation).Select(t => t.ToDisplayString())],
            [.. findings.OrderBy(f => f.Place?.File, StringComparer.Ordinal).ThenBy(f => f.Place?.Line).ThenBy(f => f.Place?.Column).ThenBy(f => f.Id, StringComparer.Ordinal)],
            complete);
    }

    /// <summary>The sources with what the generator adds.</summary>
    public static Compilation Complete(SourceSet sources, CancellationToken cancellation) => Generate(sources, EditorConfigs.Around(sources.Files.Select(f => f.Path)), cancellation).Complete;

    /// <summary>The reward specs of a compilation, by name.</summary>
    public static IEnumerable<INamedTypeSymbol> SpecTypes(Compilation compilation, CancellationToken cancellation) =>
        compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type, cancellation)
            .OfType<INamedTypeSymbol>()
            .Where(t => RewardCompiler.AttributeOf(t) is not null)
            .OrderBy(t => t.ToDisplayString(), StringComparer.Ordinal);

    private static (CSharpCompilation Authored, Compilation Complete, ImmutableArray<Diagnostic> OfGenerator) Generate(SourceSet sources, EditorConfigs configs, CancellationToken cancellation)
    {
        CSharpCompilation authored = Compile(sources, configs, cancellation);
        CSharpGeneratorDriver.Create([new RewardGenerator().AsSourceGenerator()], parseOptions: sources.Settings.ParseOptions, optionsProvider: configs.Options)
            .RunGeneratorsAndUpdateCompilation(authored, out Compilation complete, out ImmutableArray<Diagnostic> ofGenerator, cancellation);
        return (authored, complete, ofGenerator);
    }

    private static CSharpCompilation Compile(SourceSet sources, EditorConfigs configs, CancellationToken cancellation)
    {
        CSharpParseOptions parse = sources.Settings.ParseOptions;
        List<SyntaxTree> trees = [.. sources.Files.Select(f => CSharpSyntaxTree.ParseText(f.Text, parse, f.Path, cancellation))];
        bool isProgram = trees.Any(t => ((CompilationUnitSyntax)t.GetRoot(cancellation)).Members.Any(m => m is GlobalStatementSyntax));
        if (sources.Settings.GlobalUsings is { Length: > 0 } usings)
        {
            trees.Add(CSharpSyntaxTree.ParseText(usings, parse, "GlobalUsings.g.cs", cancellationToken: cancellation));
        }

        var options = new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: sources.Settings.AllowUnsafe,
            nullableContextOptions: sources.Settings.Nullable,
            specificDiagnosticOptions: sources.Settings.NoWarn.Distinct().ToDictionary(Id, _ => ReportDiagnostic.Suppress),
            warningLevel: 10);
        return CSharpCompilation.Create("Check", trees, References.All, options.WithSyntaxTreeOptionsProvider(configs.Severities));
    }

    /// <summary>MSBuild takes the number alone for a warning of the compiler.</summary>
    private static string Id(string written) => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? "CS" + number.ToString("0000", CultureInfo.InvariantCulture) : written;

    private static Finding ToFinding(Diagnostic diagnostic, ImmutableArray<string> fixes, ToolStreams streams) => new(
        diagnostic.Id,
        diagnostic.Severity switch
        {
            DiagnosticSeverity.Error => FindingSeverity.Error,
            DiagnosticSeverity.Warning => FindingSeverity.Warning,
            _ => FindingSeverity.Info,
        },
        diagnostic.Descriptor.Title.ToString(CultureInfo.InvariantCulture),
        diagnostic.GetMessage(CultureInfo.InvariantCulture),
        PlaceOf(diagnostic.Location, streams),
        diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } help ? help : null,
        diagnostic.Properties.ToImmutableSortedDictionary(StringComparer.Ordinal),
        fixes);

    /// <summary>The place in the file that was given: a <c>#line</c> in it would point somewhere else.</summary>
    private static Place? PlaceOf(Location location, ToolStreams streams)
    {
        if (location.SourceTree is not { } tree)
        {
            return null;
        }

        FileLinePositionSpan span = location.GetLineSpan();
        return new Place(
            System.IO.Path.IsPathRooted(tree.FilePath) ? streams.Display(tree.FilePath) : tree.FilePath,
            span.StartLinePosition.Line + 1,
            span.StartLinePosition.Character + 1,
            span.EndLinePosition.Line + 1,
            span.EndLinePosition.Character + 1);
    }
}
