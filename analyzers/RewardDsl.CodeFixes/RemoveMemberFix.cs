using System;
using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD9005 and RWD9004: removes a helper, state, gate, parameter or signal that nothing reads, where no text of the project names
/// it outside its own declaration.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveMemberFix))]
[Shared]
public sealed class RemoveMemberFix() : RuleFix("RWD9004", "RWD9005")
{
    /// <summary>Roles that only serve other members; a member with any other one says something by itself.</summary>
    private static readonly HashSet<string> s_serving = new(StringComparer.Ordinal) { "Signal", "Action", "State", "Gate", "Parameter" };

    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place is PropertyDeclarationSyntax declared && declared.AttributeLists.SelectMany(static l => l.Attributes).All(static a => s_serving.Contains(RewardNames.Of(a)))
        && model.GetDeclaredSymbol(declared, cancellation) is { } member && !IsNamed(member, declared, model.Compilation, cancellation)
            ? new Change("Remove '" + member.Name + "'", root => root.RemoveNode(declared, SyntaxRemoveOptions.KeepUnbalancedDirectives)!)
            : null;

    private static bool IsNamed(IPropertySymbol member, PropertyDeclarationSyntax declared, Compilation compilation, CancellationToken cancellation) => compilation.SyntaxTrees
        .Where(t => !t.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) && t.GetText(cancellation).ToString().IndexOf(member.Name, StringComparison.Ordinal) >= 0)
        .Any(t => t.GetRoot(cancellation).DescendantTokens(descendIntoTrivia: true)
            .Where(k => !(t == declared.SyntaxTree && declared.Span.Contains(k.Span)))
            .Any(k => Names(k, member, compilation, cancellation)));

    /// <summary>Whether a token names the member, by a symbol of the spec or of what is generated in it, or by its name at run time.</summary>
    private static bool Names(SyntaxToken token, IPropertySymbol member, Compilation compilation, CancellationToken cancellation)
    {
        if (token.IsKind(SyntaxKind.StringLiteralToken))
        {
            return token.ValueText == member.Name;
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
