using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0103: <c>0.5</c> becomes <c>0.5f</c> where the number is one that a float can hold.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloatLiteralFix))]
[Shared]
public sealed class FloatLiteralFix() : RuleFix("RWD0103")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (place is not LiteralExpressionSyntax { Token.Value: double value } literal || !Fits(value))
        {
            return null;
        }

        string text = literal.Token.Text.TrimEnd('d', 'D') + "f";
        return new Change("Write '" + text + "'", root => root.ReplaceNode(literal, SyntaxFactory.ParseExpression(text).WithTriviaFrom(literal)));
    }

    /// <summary>Neither overflow nor a number that would vanish.</summary>
    private static bool Fits(double value) => value is >= -float.MaxValue and <= float.MaxValue && (value == 0 || (float)value != 0f);
}
