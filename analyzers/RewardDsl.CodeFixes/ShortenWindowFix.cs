using System.Composition;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD6003: a window that opens within the episode ends at its last step.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ShortenWindowFix))]
[Shared]
public sealed class ShortenWindowFix() : RuleFix("RWD6003")
{
    /// <summary>The first window of a formula as text, with its last number.</summary>
    private static readonly Regex s_window = new(@"^[^\[\]()]*\[\s*[0-9.]+\s*[a-z]*\s*[,:]\s*(?<end>[0-9.]+)\s*(?<unit>[a-z]*)\s*\]", RegexOptions.CultureInvariant);

    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (!finding.Properties.TryGetValue("end", out string? end) || end is null)
        {
            return null;
        }

        if (FormulaText.At(place, finding.Location.SourceSpan) is { } text)
        {
            // Milliseconds are left to the author.
            Match match = s_window.Match(text);
            if (!match.Success || match.Groups["unit"].Value is not ("" or "s" or "step" or "steps"))
            {
                return null;
            }

            Group number = match.Groups["end"];
            string shorter = text.Substring(0, number.Index) + end + text.Substring(number.Index + number.Length);
            return new Change("End the window at " + end, root => root.ReplaceNode(FormulaText.Literal(place)!, FormulaText.Replace(place, finding.Location.SourceSpan, shorter)));
        }

        return place.FirstAncestorOrSelf<ArgumentSyntax>() is { Expression: LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } written }
            ? new Change("End the window at " + end, root => root.ReplaceNode(written, SyntaxFactory.ParseExpression(end).WithTriviaFrom(written)))
            : null;
    }
}
