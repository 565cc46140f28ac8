using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0032: numbers the stages of a spec anew from 1, in the order of their places and, where these are equal, of the text.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RenumberStagesFix))]
[Shared]
public sealed class RenumberStagesFix() : RuleFix("RWD0032")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && IsWhole(type, model, cancellation) && Places(type) is { } places
            ? new Change("Number the stages from 1", root => Renumbered(root, places))
            : null;

    /// <summary>Whether all stages are in this text: one part, and no base with stages of its own.</summary>
    private static bool IsWhole(TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation) =>
        model.GetDeclaredSymbol(type, cancellation) is { BaseType.SpecialType: SpecialType.System_Object } symbol
        && symbol.DeclaringSyntaxReferences.All(r => r.GetSyntax(cancellation) == type || !r.GetSyntax(cancellation).DescendantNodes().OfType<AttributeSyntax>().Any(static a => RewardNames.Of(a) == "Stage"));

    /// <summary>The written places, or null where one is more than a number.</summary>
    private static List<(ExpressionSyntax Written, long Place)>? Places(TypeDeclarationSyntax type)
    {
        var places = new List<(ExpressionSyntax, long)>();
        foreach (AttributeSyntax stage in type.Members.SelectMany(static m => m.AttributeLists).SelectMany(static l => l.Attributes).Where(static a => RewardNames.Of(a) == "Stage"))
        {
            ExpressionSyntax? written = stage.ArgumentList?.Arguments.FirstOrDefault()?.Expression;
            long? place = written switch
            {
                LiteralExpressionSyntax { Token.Value: int number } => number,
                PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: int number } } => -(long)number,
                _ => null,
            };
            if (place is not { } known)
            {
                return null;
            }

            places.Add((written!, known));
        }

        return places;
    }

    private static SyntaxNode Renumbered(SyntaxNode root, List<(ExpressionSyntax Written, long Place)> places)
    {
        Dictionary<SyntaxNode, int> numbers = places.OrderBy(static p => p.Place).Select(static (p, i) => (p.Written, Number: i + 1)).ToDictionary(static p => (SyntaxNode)p.Written, static p => p.Number);
        return root.ReplaceNodes(
            numbers.Keys, (written, _) => SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(numbers[written])).WithTriviaFrom(written));
    }
}
