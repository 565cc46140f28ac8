using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
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
public sealed class FloatMathFix() : RuleFix("RWD0103")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation) =>
        place.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(c => CanChange(c, model, cancellation)) is { } call
            ? new Change("Use MathF", root => WithMathF(root, call))
            : null;

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
        return candidates.Any(c => c.Parameters.Length == method.Parameters.Length && c.Parameters.Zip(method.Parameters, IsSame).All(static same => same))
            && call.ArgumentList.Arguments.All(a => model.GetTypeInfo(a.Expression, cancellation).Type?.SpecialType is SpecialType.System_Single or SpecialType.System_Int32);
    }

    /// <summary>Whether a parameter is that of Math, or the float in place of its double.</summary>
    private static bool IsSame(IParameterSymbol single, IParameterSymbol ofMath) => ofMath.Type.SpecialType == SpecialType.System_Double
        ? single.Type.SpecialType == SpecialType.System_Single
        : SymbolEqualityComparer.Default.Equals(single.Type, ofMath.Type);

    private static SimpleNameSyntax? MathName(MemberAccessExpressionSyntax access) => access.Expression switch
    {
        IdentifierNameSyntax identifier => identifier,
        MemberAccessExpressionSyntax qualified => qualified.Name,
        _ => null,
    };

    private static SyntaxNode WithMathF(SyntaxNode root, InvocationExpressionSyntax call)
    {
        SimpleNameSyntax name = MathName((MemberAccessExpressionSyntax)call.Expression)!;
        InvocationExpressionSyntax changed = call.ReplaceNode(name, SyntaxFactory.IdentifierName("MathF").WithTriviaFrom(name));

        // The cast back to float has nothing left to do.
        SyntaxNode replaced = call.Parent is CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.FloatKeyword } } cast ? cast : call;
        return root.ReplaceNode(replaced, changed.WithTriviaFrom(replaced));
    }
}
