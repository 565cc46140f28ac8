using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>RWD9004: states that a metric is measured for the log and is no aim of the reward; nothing computed changes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LogOnlyFix))]
[Shared]
public sealed class LogOnlyFix() : RuleFix("RWD9004")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place is PropertyDeclarationSyntax declared
        && declared.AttributeLists.SelectMany(static l => l.Attributes).FirstOrDefault(static a => RewardNames.Of(a) == "Metric") is { } metric
        && metric.ArgumentList?.Arguments.Count is null or 0
            ? new Change("Say that '" + declared.Identifier.ValueText + "' is only logged ('LogOnly = true')", root => root.ReplaceNode(metric, metric.WithArgumentList(LogOnly())))
            : null;

    private static AttributeArgumentListSyntax LogOnly() => SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(
        RewardNames.Argument("LogOnly", SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression))));
}
