using System;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD9001: declares the range that was measured for a signal, from an additional file of the project whose name ends in
/// <c>.ranges.json</c>. Without one there is no fix: a number that nobody measured would be worse than none.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclareRangeFix))]
[Shared]
public sealed class DeclareRangeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("RWD9001");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            AttributeSyntax? signal = root?.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>();
            if (model is null || signal is null || RewardNames.Of(signal) != "Signal"
                || await MeasuredAsync(context.Document.Project, signal, model, context.CancellationToken).ConfigureAwait(false) is not { } range
                || Declared(signal, range, model, context.CancellationToken) is not { } declared)
            {
                continue;
            }

            context.RegisterCodeFix(
                CodeAction.Create(
                    "Declare the measured range [" + range.Min + ", " + range.Max + "]",
                    _ => Task.FromResult(context.Document.WithSyntaxRoot(root!.ReplaceNode(signal, declared))),
                    nameof(DeclareRangeFix)),
                diagnostic);
        }
    }

    /// <summary>What was measured for the property of an attribute, under the name of its spec with or without the namespace.</summary>
    private static async Task<(string Min, string Max)?> MeasuredAsync(Project project, AttributeSyntax signal, SemanticModel model, CancellationToken cancellation)
    {
        if (signal.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not { } property || model.GetDeclaredSymbol(property, cancellation) is not { ContainingType: { } spec } symbol)
        {
            return null;
        }

        foreach (TextDocument document in project.AdditionalDocuments.Where(static d => d.Name.EndsWith(".ranges.json", StringComparison.OrdinalIgnoreCase)))
        {
            var measured = MeasuredRanges.Read((await document.GetTextAsync(cancellation).ConfigureAwait(false)).ToString());
            if ((measured.Of(spec.ToDisplayString(), symbol.Name) ?? measured.Of(spec.Name, symbol.Name)) is { } range)
            {
                return range;
            }
        }

        return null;
    }

    /// <summary>The attribute with the range: both ends where none is written, else those that are infinite.</summary>
    private static AttributeSyntax? Declared(AttributeSyntax signal, (string Min, string Max) range, SemanticModel model, CancellationToken cancellation)
    {
        AttributeArgumentSyntax min = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(range.Min));
        AttributeArgumentSyntax max = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(range.Max)).WithLeadingTrivia(SyntaxFactory.Space);
        if (signal.ArgumentList is not { Arguments.Count: > 0 } list)
        {
            return signal.WithArgumentList(SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(new[] { min, max })));
        }

        AttributeArgumentSyntax[] ends = list.Arguments.Where(static a => a.NameEquals is null).ToArray();
        if (ends.Length == 0)
        {
            return list.Arguments.Any(static a => a.NameEquals!.Name.Identifier.ValueText is "Lower" or "Upper")
                ? null
                : signal.WithArgumentList(list.WithArguments(list.Arguments.Replace(list.Arguments[0], list.Arguments[0].WithLeadingTrivia(SyntaxFactory.Space)).InsertRange(0, new[] { min, max })));
        }

        return ends.Length == 2 && ends.All(static e => e.NameColon is null)
            ? signal.ReplaceNodes(
                ends.Select(static e => e.Expression).Where(e => model.GetConstantValue(e, cancellation) is { HasValue: true, Value: double number } && double.IsInfinity(number)),
                (end, _) => (end == ends[0].Expression ? min : max).Expression.WithTriviaFrom(end))
            : null;
    }
}
