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
/// finding names one only where no other preference fails with it. Findings about goals that are outweighed, and survival that outweighs: the weight or payoff at
/// which they break even.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AdmissibleWeightFix))]
[Shared]
public sealed class AdmissibleWeightFix() : RuleFix("RWD9003", "RWD3003", "RWD3006", "RWD4003")
{
    /// <inheritdoc/>
    protected override Change? Find(Diagnostic finding, SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        finding.Properties.TryGetValue("member", out string? member) && finding.Properties.TryGetValue("weight", out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double weight)
        && place.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && WrittenNumber.Of(type, member!, model) is { } written
            ? new Change("Set '" + finding.Properties["parameter"] + "' to " + text, root => root.ReplaceNode(written, WrittenNumber.Text(weight).WithTriviaFrom(written)))
            : null;
}
