using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.Frontend;

/// <summary>Calls of the library's own functions among the calls of the author's text.</summary>
internal static class LibraryCalls
{
    /// <summary>Whether the call is one of RewardMath's, or of a number or vector type of .NET, rather than one of the author's with the same name.</summary>
    public static bool IsLibrary(RuleContext context, SyntaxNode call) =>
        call is InvocationExpressionSyntax && context.Compilation.ContainsSyntaxTree(call.SyntaxTree)
        && context.Compilation.GetSemanticModel(call.SyntaxTree).GetSymbolInfo(call, context.Cancellation).Symbol is IMethodSymbol { ContainingType: { } type }
        && (type.SpecialType == SpecialType.System_Single || type.ToDisplayString() is "RewardDsl.RewardMath" or "System.MathF" or "System.Math" || type.ContainingNamespace.ToDisplayString() == "System.Numerics");

    /// <summary>Whether a function keeps bounded arguments bounded, although the intervals of its parts do not show it.</summary>
    public static bool KeepsBounds(string name) => name is "Min" or "Max" or "Mean" or "GeometricMean" or "HarmonicMean" or "SoftMin" or "Softplus" or "Hypot" or "Cbrt" or "Normalize" or "Lerp" or "Slerp"
        or "AxisAngleError" or "AngleBetween" or "Tolerance" or "Gaussian" or "Laplacian" or "Cauchy" or "Triangular" or "TanhKernel" or "SmoothStep" or "LinearStep" or "WrapAngle";
}
