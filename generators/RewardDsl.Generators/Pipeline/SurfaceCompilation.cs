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
/// A generator sees the user's code without generated code, so <c>Previous</c> and <c>Step</c> would not bind. This adds
/// the surface of one spec, and only when a body mentions it.
/// </summary>
internal static class SurfaceCompilation
{
    private static readonly string[] s_names = { "Previous", "Initial", "Step", "WeightedSum", "WeightTotal" };

    public static Compilation With(Compilation compilation, INamedTypeSymbol type, SpecSurface surface, Contract contract, CancellationToken cancellation)
    {
        // Nullable analysis of every body costs more than binding it, and lowering does not read it.
        if (compilation.Options is CSharpCompilationOptions { NullableContextOptions: not NullableContextOptions.Disable } nullable)
        {
            compilation = compilation.WithOptions(nullable.WithNullableContextOptions(NullableContextOptions.Disable));
        }

        var options = (CSharpParseOptions)type.DeclaringSyntaxReferences[0].SyntaxTree.Options;
        void Add(SpecSurface own, Contract ownContract)
        {
            SourceText text = SourceText.From(SurfaceEmitter.Emit(own, ownContract, null), Names.Utf8);
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, options, cancellationToken: cancellation));
        }

        IReadOnlyList<INamedTypeSymbol> bases = RewardCompiler.BasesOf(type);
        if (!surface.CanEmit || !bases.Append(type).Any(t => Mentions(t, cancellation)))
        {
            return compilation;
        }

        foreach (INamedTypeSymbol parent in bases)
        {
            RewardDeclaration declaration = RewardCompiler.Read(parent, RewardCompiler.AttributeOf(parent)!, new RewardDiagnostics());
            Add(declaration.Surface, declaration.Contract);
        }

        Add(surface, contract);
        return compilation;
    }

    private static bool Mentions(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation).DescendantNodes().Any(static n => n is IdentifierNameSyntax name && Array.IndexOf(s_names, name.Identifier.ValueText) >= 0));
}
