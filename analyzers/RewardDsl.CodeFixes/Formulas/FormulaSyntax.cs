using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace RewardDsl.CodeFixes;

/// <summary>How formulas and what is around them are written.</summary>
internal static class FormulaSyntax
{
    /// <summary>Whether an attribute is [Objective] or [Constraint].</summary>
    public static bool IsRole(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        RewardNames.Of(attribute) is "Objective" or "Constraint"
        && model.GetSymbolInfo(attribute, cancellation).Symbol is IMethodSymbol { ContainingType: { Name: "ObjectiveAttribute" or "ConstraintAttribute", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } } };

    /// <summary>The argument that is the formula's text, or null.</summary>
    public static AttributeArgumentSyntax? Text(AttributeSyntax attribute) => attribute.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals is null);

    /// <summary>An argument by its name, or null.</summary>
    public static AttributeArgumentSyntax? Named(AttributeSyntax attribute, string name) => attribute.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == name);

    /// <summary>The arguments but text and name, as they are written.</summary>
    public static IEnumerable<string> Numbers(AttributeSyntax attribute) =>
        attribute.ArgumentList is { } list ? list.Arguments.Where(static a => a.NameEquals is { } equals && equals.Name.Identifier.ValueText != "Name").Select(static a => a.ToString()) : [];

    /// <summary>How the lines of a document end.</summary>
    public static string LineEnd(SourceText text) => text.Lines.Count > 1 && text.Lines[0] is var first ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";

    /// <summary>What stands before the first token of the line that a position is on.</summary>
    public static string Indentation(SourceText text, int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>A node with its line, comments before it included, where nothing else is on the line; else the node alone.</summary>
    public static TextSpan Line(SourceText text, SyntaxNode node, bool withComments)
    {
        TextLine first = text.Lines.GetLineFromPosition(node.SpanStart);
        TextLine last = text.Lines.GetLineFromPosition(node.Span.End);
        if (text.ToString(TextSpan.FromBounds(first.Start, node.SpanStart)).Trim().Length > 0 || text.ToString(TextSpan.FromBounds(node.Span.End, last.End)).Trim().Length > 0)
        {
            return node.Span;
        }

        int start = first.Start;
        if (withComments && Comments(node).FirstOrDefault() is { RawKind: not 0 } comment && text.Lines.GetLineFromPosition(comment.FullSpan.Start) is var line && line.Start < start)
        {
            start = line.Start;
        }

        return TextSpan.FromBounds(start, last.EndIncludingLineBreak);
    }

    /// <summary>The comments before a node as lines of plain comments.</summary>
    public static IEnumerable<string> CommentLines(SyntaxNode node) => Comments(node)
        .SelectMany(static c => c.ToFullString().Split('\n'))
        .Select(static l => l.Trim())
        .Select(static l => l.StartsWith("///", StringComparison.Ordinal) ? "//" + l.Substring(3).Replace("<summary>", "").Replace("</summary>", "").TrimEnd() : l)
        .Where(static l => l.TrimStart('/').Trim().Length > 0);

    private static IEnumerable<SyntaxTrivia> Comments(SyntaxNode node) => node.GetLeadingTrivia().Where(static t => t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia);
}
