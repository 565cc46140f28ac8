using System.Collections.Generic;
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
/// RWD0103: <c>Math.Exp(x)</c>, with a cast to float around it or not, becomes <c>MathF.Exp(x)</c> where MathF has the same
/// function and the arguments are floats already. Calls inside calls are changed from the inside out, one at a time.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(FloatMathFix))]
[Shared]
public sealed class FloatMathFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create("RWD0103");

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            InvocationExpressionSyntax? call = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true)
                .DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(c => CanChange(c, model, context.CancellationToken));
            if (call is not null)
            {
                context.RegisterCodeFix(
                    CodeAction.Create("Use MathF", cancellation => Apply(context.Document, call, cancellation), nameof(FloatMathFix)), diagnostic);
            }
        }
    }

    private static bool CanChange(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation)
    {
        if (call.Expression is not MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } access
            || MathName(access) is not { Identifier.ValueText: "Math" } name
            || model.GetAliasInfo(name, cancellation) is not null
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Double } method
            || method.ContainingType.ToDisplayString() != "System.Math")
        {
            return false;
        }

        IEnumerable<IMethodSymbol> candidates = model.Compilation.GetTypeByMetadataName("System.MathF")?.GetMembers(method.Name).OfType<IMethodSymbol>() ?? Enumerable.Empty<IMethodSymbol>();
        return candidates.Any(c => c.Parameters.Length == method.Parameters.Length && c.Parameters.All(static p => p.Type.SpecialType == SpecialType.System_Single))
            && call.ArgumentList.Arguments.All(a => model.GetTypeInfo(a.Expression, cancellation).Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Int32);
    }

    private static SimpleNameSyntax? MathName(MemberAccessExpressionSyntax access) => access.Expression switch
    {
        IdentifierNameSyntax identifier => identifier,
        MemberAccessExpressionSyntax qualified => qualified.Name,
        _ => null,
    };

    private static async Task<Document> Apply(Document document, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SimpleNameSyntax name = MathName((MemberAccessExpressionSyntax)call.Expression)!;
        InvocationExpressionSyntax changed = call.ReplaceNode(name, SyntaxFactory.IdentifierName("MathF").WithTriviaFrom(name));

        // The cast back to float has nothing left to do.
        SyntaxNode replaced = call.Parent is CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword } } cast ? cast : call;
        return document.WithSyntaxRoot(root.ReplaceNode(replaced, changed.WithTriviaFrom(replaced)));
    }
}
