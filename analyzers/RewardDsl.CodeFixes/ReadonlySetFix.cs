using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0113: makes a static index set <c>readonly</c> where nothing assigns it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReadonlySetFix))]
[Shared]
public sealed class ReadonlySetFix() : RuleFix("RWD0113")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        // Seen from outside a field could be assigned anywhere.
        place is ExpressionSyntax set
        && model.GetSymbolInfo(set, cancellation).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: false, IsConst: false, DeclaredAccessibility: Accessibility.Private, Type: IArrayTypeSymbol } field
        && Declaration(field, model, cancellation) is { } declaration && !IsWritten(field, model, cancellation)
            ? new Change("Make '" + field.Name + "' readonly", root => root.ReplaceNode(declaration, AsReadonly(declaration)))
            : null;

    /// <summary>The declaration of a single field with constant elements in this document, or null.</summary>
    private static FieldDeclarationSyntax? Declaration(IFieldSymbol field, SemanticModel model, CancellationToken cancellation)
    {
        if (field.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference || reference.SyntaxTree != model.SyntaxTree
            || reference.GetSyntax(cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } value, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: FieldDeclarationSyntax declaration } })
        {
            return null;
        }

        ExpressionSyntax?[] elements = value switch
        {
            CollectionExpressionSyntax collection => collection.Elements.Select(static e => (e as ExpressionElementSyntax)?.Expression).ToArray(),
            InitializerExpressionSyntax list => list.Expressions.ToArray(),
            ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions.ToArray(),
            ImplicitArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions.ToArray(),
            _ => System.Array.Empty<ExpressionSyntax>(),
        };
        return elements.Length > 0 && elements.All(e => e is not null && model.GetConstantValue(e, cancellation).HasValue) ? declaration : null;
    }

    /// <summary>Whether anything but its initializer may write the field or an element of it: all its names must be arguments of calls.</summary>
    private static bool IsWritten(IFieldSymbol field, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxReference part in field.ContainingType.DeclaringSyntaxReferences)
        {
            if (part.SyntaxTree != model.SyntaxTree)
            {
                continue;
            }

            foreach (IdentifierNameSyntax name in part.GetSyntax(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == field.Name))
            {
                ExpressionSyntax read = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : name;
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellation).Symbol, field) && read.Parent is not ArgumentSyntax { RefKindKeyword.RawKind: 0 })
                {
                    return true;
                }
            }
        }

        // Another part may be written by hand; the generated ones do not name it.
        return field.ContainingType.DeclaringSyntaxReferences.Any(p => p.SyntaxTree != model.SyntaxTree && p.GetSyntax(cancellation).DescendantTokens().Any(t => t.ValueText == field.Name));
    }

    private static FieldDeclarationSyntax AsReadonly(FieldDeclarationSyntax declaration)
    {
        SyntaxToken added = SyntaxFactory.Token(SyntaxKind.ReadOnlyKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return declaration.WithModifiers(declaration.Modifiers.Add(added));
    }
}
