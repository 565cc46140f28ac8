using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RewardDsl.Frontend;

namespace RewardDsl.Analyzers;

/// <summary>
/// Reports what the frontend finds in a spec: declarations (RWD00xx), unsupported C# (RWD01xx) and failures of
/// RewardDsl itself (RWD09xx). A spec is lowered once for all of them.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => RuleCatalogue.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            // No attribute, no work: the package may be referenced by projects without a spec. Only one assembly is asked: to look for a
            // name in all of them takes longer than to analyse a reward.
            if (start.Compilation.SourceModule.ReferencedAssemblySymbols.Any(static a => a.Name == nameof(RewardDsl) && a.GetTypeByMetadataName(RewardCompiler.SpecAttribute) is not null))
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
                start.RegisterSymbolAction(AnalyzeFunction, SymbolKind.Method);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var diagnostics = new RewardDiagnostics();
        if (RewardCompiler.AttributeOf(type) is { } attribute)
        {
            RewardCompiler.Check(type, attribute, context.Compilation, diagnostics, context.CancellationToken);
        }
        else
        {
            RewardCompiler.CheckOutsideSpec(type, diagnostics);
        }

        Report(context, diagnostics, type);
    }

    private static void AnalyzeFunction(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (RewardCompiler.IsFunction(method))
        {
            var diagnostics = new RewardDiagnostics();
            FunctionCompiler.Compile(method, context.Compilation, diagnostics, context.CancellationToken);
            Report(context, diagnostics, method.ContainingType);
        }
    }

    private static void Report(SymbolAnalysisContext context, RewardDiagnostics diagnostics, INamedTypeSymbol type)
    {
        if (diagnostics.All.Count == 0)
        {
            return;
        }

        var compilerErrors = new CompilerErrors(context.Compilation, context.CancellationToken);
        IReadOnlyList<INamedTypeSymbol> bases = RewardCompiler.BasesOf(type);
        foreach (Diagnostic finding in diagnostics.All.Where(f => !IsReportedAtBase(f.Location, type, bases, context.CancellationToken) && !compilerErrors.Cover(f)))
        {
            context.ReportDiagnostic(finding);
        }
    }

    /// <summary>Whether a finding lies in a base spec and not in the type itself: there the base reports it, once for all that derive from it.</summary>
    private static bool IsReportedAtBase(Location place, INamedTypeSymbol type, IReadOnlyList<INamedTypeSymbol> bases, CancellationToken cancellation) =>
        bases.Any(b => Contains(b, place, cancellation)) && !Contains(type, place, cancellation);

    private static bool Contains(INamedTypeSymbol type, Location place, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == place.SourceTree && r.GetSyntax(cancellation).FullSpan.Contains(place.SourceSpan));
}
