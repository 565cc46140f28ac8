using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD2001: <c>[Term(w)] Max(0f, Φ - Previous.Φ)</c> becomes <c>[Term(w), BestSoFar] Φ</c>: still only what is gained is paid, but each
/// height once in an episode.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PayBestSoFarFix))]
[Shared]
public sealed class PayBestSoFarFix() : RuleFix("RWD2001")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (WrittenDifference.Of(place) is not { IsRectified: true } written)
        {
            return null;
        }

        string name = RewardNames.At(model, written.Property.SpanStart, "BestSoFarAttribute", "BestSoFar").ToString();
        PropertyDeclarationSyntax changed = written.With(written.Payment.Name, name);
        return new Change("Pay only a new best of '" + written.Property.Identifier.ValueText + "'", root => root.ReplaceNode(written.Property, changed));
    }
}
