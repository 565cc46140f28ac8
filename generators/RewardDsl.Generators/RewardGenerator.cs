using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using RewardDsl.Frontend;

namespace RewardDsl.Generators;

/// <summary>
/// Turns each <c>[RewardSpec]</c> class into its scalar side and its batched evaluator. Reports nothing: the analyzers do,
/// from the same lowering. A spec that cannot be lowered gets a stub that no code can use.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class RewardGenerator : IIncrementalGenerator
{
    /// <summary>Names of the tracked steps.</summary>
    public static class Steps
    {
        /// <summary>Discovery and lowering of each attributed class.</summary>
        public const string Lower = "Lower";

        /// <summary>Lowering of each reward function.</summary>
        public const string Function = "Function";

        /// <summary>Facts of the compilation that decide what can be printed.</summary>
        public const string Host = "Host";

        /// <summary>Optimization and layout.</summary>
        public const string Plan = "Plan";
    }

    private static readonly Remembered<RewardUnit> s_units = new();
    private static readonly Remembered<StoredFunction?> s_functions = new();

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<RewardUnit> units = context.SyntaxProvider
            .ForAttributeWithMetadataName(RewardCompiler.SpecAttribute, static (node, _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax, Lower)
            .WithTrackingName(Steps.Lower);
        IncrementalValueProvider<HostFacts> host = context.CompilationProvider
            .Select(static (compilation, _) => HostFacts.Of(compilation))
            .WithTrackingName(Steps.Host);
        IncrementalValuesProvider<Printable> plans = units.Combine(host)
            .Select(static (pair, _) => Printable.Create(pair.Left, pair.Right))
            .WithTrackingName(Steps.Plan);
        context.RegisterSourceOutput(plans, Print);

        // What the tensor code of all specs shares. Two facts decide, so that an edit of a spec leaves it alone.
        IncrementalValueProvider<HostFacts?> tensors = plans.Where(static p => p.Host.HasTorch && p.Kernel is not null && p.Unit.Surface.CanEmit).Collect()
            .Select(static (all, _) => all.IsEmpty ? null : all[0].Host);
        context.RegisterSourceOutput(tensors, static (output, host) =>
        {
            if (host is not null)
            {
                output.AddSource("RewardDsl.Torch.g.cs", SourceText.From(TorchSupport.Emit(host.HasCuda), Names.Utf8));
            }
        });

        // What other assemblies may inline. Syntax alone decides the cost of an edit elsewhere, as for specs.
        IncrementalValuesProvider<StoredFunction?> functions = context.SyntaxProvider
            .ForAttributeWithMetadataName(FunctionCompiler.FunctionAttribute, static (node, _) => node is MethodDeclarationSyntax, static (attributed, cancellation) =>
                s_functions.Of(attributed.TargetNode, attributed.SemanticModel.Compilation, (out IReadOnlyCollection<SyntaxTree> files) =>
                    FunctionCompiler.Compile((IMethodSymbol)attributed.TargetSymbol, attributed.SemanticModel.Compilation, new RewardDiagnostics(), out files, cancellation)))
            .WithTrackingName(Steps.Function);
        context.RegisterSourceOutput(functions.Collect(), static (output, all) =>
        {
            if (all.Any(static f => f is not null))
            {
                output.AddSource("RewardFunctions.g.cs", SourceText.From(FunctionEmitter.Emit(all), Names.Utf8));
            }
        });
    }

    private static RewardUnit Lower(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        s_units.Of(context.TargetNode, context.SemanticModel.Compilation, (out IReadOnlyCollection<SyntaxTree> files) => Lower(context, out files, cancellation));

    private static RewardUnit Lower(GeneratorAttributeSyntaxContext context, out IReadOnlyCollection<SyntaxTree> files, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        Compilation original = context.SemanticModel.Compilation;
        AttributeData attribute = context.Attributes[0];
        if (RewardCompiler.AttributeOf(type)?.ApplicationSyntaxReference is { } first && !context.TargetNode.Span.Contains(first.Span))
        {
            // The attribute stands on two parts: an error of C#. One of them is enough.
            RewardDeclaration twice = RewardCompiler.Read(type, attribute, new RewardDiagnostics());
            files = twice.Files;
            return new RewardUnit(twice.Surface with { CanEmit = false }, twice.Contract, null, "", "");
        }

        RewardDeclaration declaration = RewardCompiler.Read(type, attribute, new RewardDiagnostics());
        RewardUnit unit = RewardCompiler.Compile(declaration, SurfaceCompilation.With(original, type, declaration.Surface, declaration.Contract, cancellation), cancellation);
        files = declaration.Files;
        return unit;
    }

    private static void Print(SourceProductionContext context, Printable item)
    {
        RewardUnit unit = item.Unit;
        if (!unit.Surface.CanEmit)
        {
            // Generated members would only add errors of their own to the one that the analyzer reports.
            return;
        }

        void Add(string name, string text) => context.AddSource(unit.Surface.HintName + name, SourceText.From(text, Names.Utf8));
        Add(".Scalar.g.cs", SurfaceEmitter.Emit(unit.Surface, unit.Contract, unit.Lowered, item.Kernel?.Proven));
        if (item.Kernel is null)
        {
            Add(".Stub.g.cs", StubEmitter.Emit(unit.Surface, item.FailedRule, item.FailedMessage));
            if (item.Host.HasCuda)
            {
                Add(".Cuda.g.cs", CudaEvaluatorEmitter.Stub(unit.Surface, item.FailedRule + ": the reward '" + unit.Surface.Name.TrimStart('@') + "' was not generated: " + item.FailedMessage));
            }

            return;
        }

        Add(".Explain.g.cs", ExplainEmitter.Emit(unit));
        Add(".Evaluator.g.cs", EvaluatorEmitter.Emit(item.Kernel));
        Add(".Cpu512.g.cs", KernelEmitter.Emit(item.Kernel, VectorForm.Wide));
        Add(".Cpu128.g.cs", KernelEmitter.Emit(item.Kernel, VectorForm.Narrow));
        if (item.Host.HasCuda)
        {
            Add(".Cuda.g.cs", CudaEvaluatorEmitter.Emit(item.Kernel));
        }

        if (item.Host.HasTorch)
        {
            Add(".Torch.g.cs", TorchEmitter.Emit(item.Kernel, item.Host.HasCuda));
            Add(".TorchProgram.g.cs", TorchProgramEmitter.Emit(item.Kernel));
        }
    }

    /// <summary>Facts of the compilation, reduced to values at once.</summary>
    private sealed record HostFacts(bool HasLanguage, bool HasCuda, bool HasTorch)
    {
        public static HostFacts Of(Compilation compilation) => new(
            compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp13 },
            compilation.GetTypeByMetadataName(CudaEvaluatorEmitter.BaseType) is not null,
            compilation.GetTypeByMetadataName("TorchSharp.torch") is { DeclaredAccessibility: Accessibility.Public });
    }

    /// <summary>A spec with its kernel, or with why there is none.</summary>
    private sealed record Printable(RewardUnit Unit, HostFacts Host, KernelUnit? Kernel, string FailedRule, string FailedMessage)
    {
        public static Printable Create(RewardUnit unit, HostFacts host)
        {
            if (unit.Lowered is null)
            {
                return new Printable(unit, host, null, unit.FailedRule, unit.FailedMessage);
            }

            if (!host.HasLanguage)
            {
                return new Printable(unit, host, null, RuleCatalogue.UnsupportedSpecType.Id, "the project's LangVersion is below 13");
            }

            try
            {
                return new Printable(unit, host, KernelUnit.Create(unit), "", "");
            }
#pragma warning disable CA1031 // One bad spec must not take the others down; the stub carries the message.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                return new Printable(unit, host, null, RuleCatalogue.InternalError.Id, failure.Message);
            }
        }
    }
}
