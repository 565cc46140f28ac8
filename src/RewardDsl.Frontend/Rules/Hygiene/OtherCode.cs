using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.Frontend;

/// <summary>
/// Uses of a member that no reward program shows: methods of the class that no body calls, and specs that derive from it. Asked
/// only of members that would be reported, because it searches the text.
/// </summary>
internal static class OtherCode
{
    /// <summary>Whether code beside the reward may need the member.</summary>
    public static bool MayNeed(RuleContext context, SpecMember member) => IsMentioned(context, member.Name) || (IsVisibleToDerived(context.Spec.Type, member) && HasDerived(context));

    private static bool IsMentioned(RuleContext context, string name) => context.Spec.Type.DeclaringSyntaxReferences
        .Select(r => r.GetSyntax(context.Cancellation))
        .OfType<TypeDeclarationSyntax>()
        .Where(static t => !t.SyntaxTree.FilePath.EndsWith(".g.cs", System.StringComparison.Ordinal))
        .SelectMany(static t => t.Members)
        .Where(static m => m is not PropertyDeclarationSyntax)
        .SelectMany(static m => m.DescendantNodes())
        .OfType<IdentifierNameSyntax>()
        .Any(n => n.Identifier.ValueText == name && n.Parent is not AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax });

    private static bool IsVisibleToDerived(INamedTypeSymbol type, SpecMember member) => !type.IsSealed && member.Symbol.DeclaredAccessibility != Accessibility.Private;

    /// <summary>Whether a class of the project names the spec as its base.</summary>
    private static bool HasDerived(RuleContext context) => context.Compilation.SyntaxTrees.Any(t => t.GetRoot(context.Cancellation)
        .DescendantNodes(static n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<TypeDeclarationSyntax>()
        .Any(d => d.BaseList?.Types.Any(b => Last(b.Type) == context.Spec.Type.Name) == true));

    private static string Last(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };
}
