using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD0027: <c>[Signal(-1, 1, Lower = …, Upper = …)]</c> loses the range, which the ends of the components replace.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveRangeFix))]
[Shared]
public sealed class RemoveRangeFix() : RuleFix("RWD0027")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.FirstAncestorOrSelf<AttributeSyntax>() is { ArgumentList: { } arguments } attribute
        && RewardNames.Of(attribute) == "Signal" && arguments.Arguments.Count(static a => a.NameEquals is null) == 2 && Has(arguments, "Lower") && Has(arguments, "Upper")
            ? new Change("Remove the range for all components", root => root.ReplaceNode(arguments, WithoutRange(arguments)))
            : null;

    private static bool Has(AttributeArgumentListSyntax arguments, string name) => arguments.Arguments.Any(a => a.NameEquals?.Name.Identifier.ValueText == name);

    private static AttributeArgumentListSyntax WithoutRange(AttributeArgumentListSyntax arguments)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> kept = arguments.Arguments;
        while (kept.FirstOrDefault(static a => a.NameEquals is null) is { } positional)
        {
            kept = kept.Remove(positional);
        }

        return arguments.WithArguments(kept.Replace(kept[0], kept[0].WithoutLeadingTrivia()));
    }
}
