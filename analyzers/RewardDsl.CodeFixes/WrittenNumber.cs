using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>The numbers of a spec that fixes change: weights and payoffs.</summary>
internal static class WrittenNumber
{
    /// <summary>The number that is the weight: of the spec's own change of it, else of the member; null when it is not one number of this part.</summary>
    /// <param name="type">The spec.</param>
    /// <param name="member">The member.</param>
    /// <param name="model">Knows what names mean.</param>
    /// <param name="place">Where the finding is: of several attributes that pay, the one that it is about.</param>
    public static ExpressionSyntax? Of(TypeDeclarationSyntax type, string member, SemanticModel model, SyntaxNode place)
    {
        AttributeSyntax? change = type.AttributeLists.SelectMany(static l => l.Attributes)
            .FirstOrDefault(a => RewardNames.Of(a) == "Reweight" && a.ArgumentList?.Arguments.FirstOrDefault()?.Expression is { } name && model.GetConstantValue(name).Value as string == member);
        if (change is not null)
        {
            return Literal(change.ArgumentList!.Arguments.Where(static a => a.NameEquals is null).ElementAtOrDefault(1)?.Expression);
        }

        AttributeSyntax? paid = type.Members.OfType<PropertyDeclarationSyntax>().Where(p => p.Identifier.ValueText == member)
            .SelectMany(static p => p.AttributeLists).SelectMany(static l => l.Attributes).Where(static a => RewardNames.Of(a) is "Term" or "Penalty" or "Bonus" or "Termination")
            .OrderByDescending(a => a == place.FirstAncestorOrSelf<AttributeSyntax>()).FirstOrDefault();
        return Literal((paid is not null && RewardNames.Of(paid) == "Termination"
            ? paid.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Reward")
            : paid?.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals is null))?.Expression);
    }

    /// <summary>The expression where it is a number: any other may have a reason.</summary>
    private static ExpressionSyntax? Literal(ExpressionSyntax? written) =>
        (written is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: { } operand } ? operand : written)?.IsKind(SyntaxKind.NumericLiteralExpression) == true ? written : null;

    /// <summary>A number as it is written.</summary>
    public static ExpressionSyntax Text(double value) => SyntaxFactory.ParseExpression(value.ToString("R", CultureInfo.InvariantCulture));
}
