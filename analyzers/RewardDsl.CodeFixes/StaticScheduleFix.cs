using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0030: makes a schedule static where it reads nothing of the spec.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(StaticScheduleFix))]
[Shared]
public sealed class StaticScheduleFix() : RuleFix("RWD0030")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && CanBeStatic(method, model, cancellation)
            ? new Change("Make static", root => root.ReplaceNode(method, AsStatic(method)))
            : null;

    private static bool CanBeStatic(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellation) =>
        model.GetDeclaredSymbol(method, cancellation) is
        {
            IsStatic: false, IsVirtual: false, IsOverride: false, IsAbstract: false, IsGenericMethod: false, ReturnsByRef: false, ReturnType.SpecialType: SpecialType.System_Single,
            Parameters: { Length: 1 } parameters,
        }
        && parameters[0].Type is { Name: "TrainingClock", ContainingNamespace.Name: "RewardDsl" }
        && !method.DescendantNodes().Any(n => n is ThisExpressionSyntax or BaseExpressionSyntax
            || (n is SimpleNameSyntax name && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name) && IsOfInstance(model.GetSymbolInfo(name, cancellation).Symbol)));

    private static bool IsOfInstance(ISymbol? symbol) => symbol is IPropertySymbol { IsStatic: false } or IFieldSymbol { IsStatic: false } or IEventSymbol { IsStatic: false } or IMethodSymbol { IsStatic: false, MethodKind: MethodKind.Ordinary };

    private static MethodDeclarationSyntax AsStatic(MethodDeclarationSyntax method)
    {
        SyntaxToken added = SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        int after = method.Modifiers.Count(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.PrivateKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.InternalKeyword);
        return method.Modifiers.Count > 0 || method.AttributeLists.Count == 0
            ? method.WithModifiers(method.Modifiers.Insert(after, added))
            : method.WithModifiers(SyntaxFactory.TokenList(added.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()))).WithReturnType(method.ReturnType.WithoutLeadingTrivia());
    }
}
