using System.Collections.Immutable;
using System.Linq;
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
            // No attribute, no work: the package may be referenced by projects without a spec.
            if (!start.Compilation.GetTypesByMetadataName(RewardCompiler.SpecAttribute).IsEmpty)
            {
                start.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
                start.RegisterSymbolAction(AnalyzeFunction, SymbolKind.Method);
            }
        });
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (RewardCompiler.AttributeOf(type) is not { } attribute)
        {
            return;
        }

        var diagnostics = new RewardDiagnostics();
        RewardCompiler.Compile(type, attribute, context.Compilation, diagnostics, context.CancellationToken);
        Report(context, diagnostics);
    }

    private static void AnalyzeFunction(SymbolAnalysisContext context)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (RewardCompiler.IsFunction(method))
        {
            var diagnostics = new RewardDiagnostics();
            FunctionCompiler.Compile(method, context.Compilation, diagnostics, context.CancellationToken);
            Report(context, diagnostics);
        }
    }

    private static void Report(SymbolAnalysisContext context, RewardDiagnostics diagnostics)
    {
        var compilerErrors = new CompilerErrors(context.Compilation, context.CancellationToken);
        foreach (Diagnostic finding in diagnostics.All.Where(f => !compilerErrors.Cover(f.Location)))
        {
            context.ReportDiagnostic(finding);
        }
    }
}
