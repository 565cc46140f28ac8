using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>Where a member of a spec is named.</summary>
internal static class MemberUses
{
    /// <summary>Whether a member is named outside its own declaration, in what the author wrote.</summary>
    /// <param name="member">The member.</param>
    /// <param name="declared">Its declaration.</param>
    /// <param name="compilation">Where to look.</param>
    /// <param name="inTexts">Whether a text of its name counts, by which it is found at run time.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static bool IsNamed(IPropertySymbol member, PropertyDeclarationSyntax declared, Compilation compilation, bool inTexts, CancellationToken cancellation) => compilation.SyntaxTrees
        .Where(t => !t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && t.GetText(cancellation).ToString().IndexOf(member.Name, StringComparison.Ordinal) >= 0)
        .Any(t => t.GetRoot(cancellation).DescendantTokens(descendIntoTrivia: true)
            .Where(k => !(t == declared.SyntaxTree && declared.Span.Contains(k.Span)))
            .Any(k => Names(k, member, compilation, inTexts, cancellation)));

    /// <summary>Whether a token names the member, by a symbol of the spec or of what is generated in it, or by its name at run time.</summary>
    private static bool Names(SyntaxToken token, IPropertySymbol member, Compilation compilation, bool inTexts, CancellationToken cancellation)
    {
        if (token.IsKind(SyntaxKind.StringLiteralToken))
        {
            return inTexts && token.ValueText == member.Name;
        }

        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.ValueText != member.Name || token.Parent is null)
        {
            return false;
        }

        SemanticModel model = compilation.GetSemanticModel(token.SyntaxTree!);
        ISymbol? symbol = model.GetSymbolInfo(token.Parent, cancellation).Symbol ?? model.GetDeclaredSymbol(token.Parent, cancellation);
        for (INamedTypeSymbol? type = symbol?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, member.ContainingType))
            {
                return true;
            }
        }

        // What does not bind may mean the member.
        return symbol is null;
    }
}
