using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0052: writes the member that a misspelled name in the text of a guard most likely means.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(GuardNameFix))]
[Shared]
public sealed class GuardNameFix() : RuleFix("RWD0052")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("name", out string? name) || name is null
            || place.FirstAncestorOrSelf<LiteralExpressionSyntax>() is not { } literal || !literal.IsKind(SyntaxKind.StringLiteralExpression))
        {
            return null;
        }

        // The finding is the whole argument where its text is not written as it is read.
        TextSpan span = finding.Location.SourceSpan;
        if (span == literal.Span)
        {
            return null;
        }

        string text = literal.Token.Text;
        int at = span.Start - literal.SpanStart;
        SyntaxToken mended = SyntaxFactory.ParseToken(text.Substring(0, at) + name + text.Substring(at + span.Length));
        return new Change(
            "Change to '" + name + "'", root => root.ReplaceToken(literal.Token, mended.WithLeadingTrivia(literal.Token.LeadingTrivia).WithTrailingTrivia(literal.Token.TrailingTrivia)));
    }
}
