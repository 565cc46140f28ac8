using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD1003: <c>a / b</c> becomes <c>SafeDiv(a, b)</c>, which is 0 where b is 0. Only where SafeDiv has an overload: not for
/// a number divided by a vector.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SafeDivisionFix))]
[Shared]
public sealed class SafeDivisionFix() : RuleFix("RWD1003")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        foreach (ExpressionSyntax around in place.AncestorsAndSelf().OfType<ExpressionSyntax>())
        {
            (ExpressionSyntax Dividend, ExpressionSyntax Divisor)? parts = around switch
            {
                BinaryExpressionSyntax quotient when quotient.IsKind(SyntaxKind.DivideExpression) => (quotient.Left, quotient.Right),
                AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.DivideAssignmentExpression) => (assignment.Left, assignment.Right),
                _ => null,
            };
            if (parts is { } division && division.Divisor.Span == place.Span)
            {
                return HasOverload(division.Dividend, division.Divisor, model, cancellation)
                    ? new Change("Use SafeDiv: 0 where the denominator is 0", root => root.ReplaceNode(around, Divided(around, division.Dividend, division.Divisor, model)))
                    : null;
            }
        }

        return null;
    }

    private static bool HasOverload(ExpressionSyntax dividend, ExpressionSyntax divisor, SemanticModel model, CancellationToken cancellation)
    {
        ITypeSymbol? left = model.GetTypeInfo(dividend, cancellation).ConvertedType;
        ITypeSymbol? right = model.GetTypeInfo(divisor, cancellation).ConvertedType;
        return IsVec(left) ? IsVec(right) || IsFloat(right) : IsFloat(left) && IsFloat(right);
    }

    private static bool IsFloat(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Single;

    private static bool IsVec(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "Vec", IsGenericType: false, ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true },
    };

    private static ExpressionSyntax Divided(ExpressionSyntax division, ExpressionSyntax dividend, ExpressionSyntax divisor, SemanticModel model)
    {
        string call = RewardNames.Function(model, division.SpanStart, "SafeDiv") + "(" + Inner(dividend) + ", " + Inner(divisor) + ")";
        string written = division is AssignmentExpressionSyntax ? dividend.ToString() + " = " + call : call;
        return SyntaxFactory.ParseExpression(written).WithTriviaFrom(division);
    }

    /// <summary>Without parentheses, for which an argument has no use.</summary>
    private static ExpressionSyntax Inner(ExpressionSyntax expression) => expression is ParenthesizedExpressionSyntax inner ? Inner(inner.Expression) : expression;
}
