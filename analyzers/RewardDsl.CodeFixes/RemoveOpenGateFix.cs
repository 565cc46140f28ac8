using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD5002: removes a hard gate that is always open, with every <c>Gate = …</c> that names it, or the part of an <c>&amp;&amp;</c>
/// that always holds. What is paid stays the same.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveOpenGateFix))]
[Shared]
public sealed class RemoveOpenGateFix() : RuleFix("RWD5002")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (place is not ExpressionSyntax condition)
        {
            return null;
        }

        SyntaxNode outer = WithParentheses(condition);
        if (outer.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both)
        {
            ExpressionSyntax other = both.Left == outer ? both.Right : both.Left;
            return new Change("Remove the condition that is always true", root => root.ReplaceNode(both, other.WithTriviaFrom(both)));
        }

        // Only where the condition is the whole gate, and all that names it is in this class: terms whose gate it is.
        return outer.Parent is ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax type } gate }
            && IsOnlyGate(gate)
            && model.GetDeclaredSymbol(gate, cancellation) is { Type.SpecialType: SpecialType.System_Boolean } symbol
            && IsAllHere(symbol, gate, cancellation) && !IsRead(type, gate.Identifier.ValueText)
                ? new Change("Remove the gate that never closes", root => Remove(root, type, gate))
                : null;
    }

    /// <summary>Whether no other part of the type and no derived spec can name the gate.</summary>
    private static bool IsAllHere(IPropertySymbol gate, PropertyDeclarationSyntax written, CancellationToken cancellation) =>
        gate.ContainingType.IsSealed
        && gate.ContainingType.DeclaringSyntaxReferences.Count(r => r.GetSyntax(cancellation) is TypeDeclarationSyntax part && (part == written.Parent || part.AttributeLists.Count > 0 || part.Members.Any(HasOwnAttributes))) == 1;

    /// <summary>A part by hand has attributes of RewardDsl; a generated one has none of them.</summary>
    private static bool HasOwnAttributes(MemberDeclarationSyntax member) =>
        member.AttributeLists.SelectMany(static l => l.Attributes).Any(static a => RewardNames.Of(a) is "Term" or "Penalty" or "Gate");

    private static bool IsOnlyGate(PropertyDeclarationSyntax gate) => gate.AttributeLists.Count == 1 && gate.AttributeLists[0].Attributes.Count == 1 && RewardNames.Of(gate.AttributeLists[0].Attributes[0]) == "Gate";

    private static bool IsRead(TypeDeclarationSyntax type, string gate) => type.DescendantNodes().OfType<IdentifierNameSyntax>().Any(i =>
        i.Identifier.ValueText == gate && !(i.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute && ArgumentOf(attribute, gate) is not null));

    private static SyntaxNode WithParentheses(ExpressionSyntax condition)
    {
        SyntaxNode outer = condition;
        while (outer.Parent is ParenthesizedExpressionSyntax)
        {
            outer = outer.Parent;
        }

        return outer;
    }

    private static SyntaxNode Remove(SyntaxNode root, TypeDeclarationSyntax type, PropertyDeclarationSyntax gate)
    {
        string name = gate.Identifier.ValueText;
        TypeDeclarationSyntax changed = type.ReplaceNodes(
            type.Members.SelectMany(static m => m.AttributeLists).SelectMany(static l => l.Attributes).Where(a => ArgumentOf(a, name) is not null),
            (attribute, _) => Without(attribute, name));
        MemberDeclarationSyntax removed = changed.Members[type.Members.IndexOf(gate)];
        return root.ReplaceNode(type, changed.RemoveNode(removed, SyntaxRemoveOptions.KeepNoTrivia)!);
    }

    private static AttributeArgumentSyntax? ArgumentOf(AttributeSyntax attribute, string gate) =>
        RewardNames.Of(attribute) is not ("Term" or "Penalty") ? null : attribute.ArgumentList?.Arguments.FirstOrDefault(a =>
            a.NameEquals?.Name.Identifier.ValueText == "Gate" && Named(a.Expression) == gate);

    private static string? Named(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments } => arguments[0].Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            _ => null,
        },
        _ => null,
    };

    private static AttributeSyntax Without(AttributeSyntax attribute, string gate)
    {
        AttributeArgumentListSyntax arguments = attribute.ArgumentList!;
        SeparatedSyntaxList<AttributeArgumentSyntax> kept = arguments.Arguments.Remove(ArgumentOf(attribute, gate)!);
        return kept.Count == 0 ? attribute.WithArgumentList(null)
            : attribute.WithArgumentList(arguments.WithArguments(kept.Replace(kept[0], kept[0].WithLeadingTrivia(arguments.Arguments[0].GetLeadingTrivia()))));
    }
}
