using System;
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
    private static readonly string[] s_names = { "Previous", "Initial", "Step" };

    public static Compilation With(Compilation compilation, INamedTypeSymbol type, SpecSurface surface, Contract contract, CancellationToken cancellation)
    {
        // Nullable analysis of every body costs more than binding it, and lowering does not read it.
        if (compilation.Options is CSharpCompilationOptions { NullableContextOptions: not NullableContextOptions.Disable } nullable)
        {
            compilation = compilation.WithOptions(nullable.WithNullableContextOptions(NullableContextOptions.Disable));
        }

        if (!surface.CanEmit || !Mentions(type, cancellation))
        {
            return compilation;
        }

        var options = (CSharpParseOptions)type.DeclaringSyntaxReferences[0].SyntaxTree.Options;
        SourceText text = SourceText.From(SurfaceEmitter.Emit(surface, contract, null), Names.Utf8);
        return compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, options, cancellationToken: cancellation));
    }

    private static bool Mentions(INamedTypeSymbol type, CancellationToken cancellation) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax(cancellation).DescendantNodes().Any(static n => n is IdentifierNameSyntax name && Array.IndexOf(s_names, name.Identifier.ValueText) >= 0));
}
