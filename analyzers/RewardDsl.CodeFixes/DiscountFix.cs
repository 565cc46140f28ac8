using System.Composition;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD3008: the discount becomes the one that the finding names, from which on the goal is in sight.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DiscountFix))]
[Shared]
public sealed class DiscountFix() : RuleFix("RWD3008")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        finding.Properties.TryGetValue("discount", out string? text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double discount)
        && place.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals.Name.Identifier.ValueText: "Discount", Expression: { RawKind: (int)SyntaxKind.NumericLiteralExpression } written }
            ? new Change("Set 'Discount' to " + text, root => root.ReplaceNode(written, WrittenNumber.Text(discount).WithTriviaFrom(written)))
            : null;
}
