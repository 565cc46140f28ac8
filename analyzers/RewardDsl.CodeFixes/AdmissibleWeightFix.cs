using System.Composition;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD9003: the weight or payoff that has to change least becomes the nearest short number with which the preference holds. The
/// finding names one only where no other preference fails with it. Findings about goals that are outweighed: the weight or payoff at
/// which they break even.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AdmissibleWeightFix))]
[Shared]
public sealed class AdmissibleWeightFix() : RuleFix("RWD9003", "RWD3006", "RWD4003")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        finding.Properties.TryGetValue("member", out string? member) && finding.Properties.TryGetValue("weight", out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight)
        && place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && Written(type, member!, model) is { } written
            ? new Change("Set '" + finding.Properties["parameter"] + "' to " + text, root => root.ReplaceNode(written, Number(weight).WithTriviaFrom(written)))
            : null;

    /// <summary>The number that is the weight: of the spec's own change of it, else of the member; null when it is not one number of this part.</summary>
    private static ExpressionSyntax? Written(TypeDeclarationSyntax type, string member, SemanticModel model)
    {
        AttributeSyntax? change = type.AttributeLists.SelectMany(static l => l.Attributes)
            .FirstOrDefault(a => RewardNames.Of(a) == "Reweight" && a.ArgumentList?.Arguments.FirstOrDefault()?.Expression is { } name && model.GetConstantValue(name).Value as string == member);
        if (change is not null)
        {
            return Literal(change.ArgumentList!.Arguments.Where(static a => a.NameEquals is null).ElementAtOrDefault(1)?.Expression);
        }

        AttributeSyntax? paid = type.Members.OfType<PropertyDeclarationSyntax>().Where(p => p.Identifier.ValueText == member)
            .SelectMany(static p => p.AttributeLists).SelectMany(static l => l.Attributes).FirstOrDefault(static a => RewardNames.Of(a) is "Term" or "Penalty" or "Bonus" or "Termination");
        return Literal((paid is not null && RewardNames.Of(paid) == "Termination"
            ? paid.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Reward")
            : paid?.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals is null))?.Expression);
    }

    /// <summary>The expression where it is a number: any other may have a reason.</summary>
    private static ExpressionSyntax? Literal(ExpressionSyntax? written) =>
        (written is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: { } operand } ? operand : written)?.IsKind(SyntaxKind.NumericLiteralExpression) == true ? written : null;

    private static ExpressionSyntax Number(double value) => SyntaxFactory.ParseExpression(value.ToString("R", CultureInfo.InvariantCulture));
}
