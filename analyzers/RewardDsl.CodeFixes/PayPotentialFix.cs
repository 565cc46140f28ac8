using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD2001 and what else is said of differences by hand: <c>[Term(w)] γ·Φ - Previous.Φ</c> becomes <c>[Potential(w)] Φ</c>, of which the
/// generator pays the difference with the discount of the spec and nothing at an end.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PayPotentialFix))]
[Shared]
public sealed class PayPotentialFix() : RuleFix("RWD2001", "RWD2002", "RWD2003", "RWD2004")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        if (finding.Properties.ContainsKey("noPotential") || WrittenDifference.Of(place) is not { } written)
        {
            return null;
        }

        PropertyDeclarationSyntax changed = written.With(RewardNames.At(model, written.Property.SpanStart, "PotentialAttribute", "Potential"), "");
        return new Change("Pay '" + written.Property.Identifier.ValueText + "' as a [Potential]", root => root.ReplaceNode(written.Property, changed));
    }
}
