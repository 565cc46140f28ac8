using System.Composition;
using System.Globalization;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RewardDsl.CodeFixes;

/// <summary>
/// RWD1004: limits the argument to the domain of its function: <c>Acos(Clamp(x, -1f, 1f))</c>, <c>Sqrt(Max(x, 0f))</c>,
/// <c>Log(Max(x, 1e-6f))</c>. Not for a power whose exponent is not a constant, or is negative and whole: which side of 0 is
/// meant nobody knows. Nor for Vector2, Vector3 and Vector4, which have no such limit by a number.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClampArgumentFix))]
[Shared]
public sealed class ClampArgumentFix() : RuleFix("RWD1004")
{
    /// <inheritdoc/>
    protected override Change? Find(SyntaxNode place, SemanticModel model, CancellationToken cancellation)
    {
        ArgumentSyntax? argument = place.FirstAncestorOrSelf<ArgumentSyntax>();
        if (argument is null || argument.Expression.Span != place.Span || argument is not { Parent.Parent: InvocationExpressionSyntax call } || Limits(call, place, model, cancellation) is not { } limits)
        {
            return null;
        }

        string limited = RewardNames.Function(model, argument.SpanStart, limits.Function) + "(" + argument.Expression + ", " + limits.Ends + ")";
        return new Change("Limit the argument: " + limits.Function + "(…, " + limits.Ends + ")", root => root.ReplaceNode(argument.Expression, SyntaxFactory.ParseExpression(limited).WithTriviaFrom(argument.Expression)));
    }

    private static (string Function, string Ends)? Limits(InvocationExpressionSyntax call, SyntaxNode place, SemanticModel model, CancellationToken cancellation) => Name(call) switch
    {
        _ when model.GetTypeInfo(place, cancellation).Type is { ContainingNamespace.Name: "Numerics" } => null,
        "Acos" or "Asin" or "AcosPi" or "AsinPi" => ("Clamp", "-1f, 1f"),
        "Atanh" => ("Clamp", "-0.999999f, 0.999999f"),
        "Acosh" => ("Max", "1f"),
        "Sqrt" or "GeometricMean" or "HarmonicMean" => ("Max", "0f"),
        "Log" when IsBase(call, place) => null,
        "Log" or "Log2" or "Log10" => ("Max", "1e-6f"),
        "LogP1" or "Log2P1" or "Log10P1" => ("Max", "-0.999999f"),
        "Pow" => Exponent(call, model, cancellation) switch
        {
            >= 0 => ("Max", "0f"),
            { } negative when negative != System.Math.Floor(negative) => ("Max", "1e-6f"),
            _ => null,
        },
        _ => null,
    };

    /// <summary>Whether the place is the base of a logarithm: on which side of 1 is meant nobody knows.</summary>
    private static bool IsBase(InvocationExpressionSyntax call, SyntaxNode place) => call.ArgumentList.Arguments.Count > 1 && call.ArgumentList.Arguments[1].Span.Contains(place.Span);

    private static double? Exponent(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellation) =>
        call.ArgumentList.Arguments.Count == 2 && model.GetConstantValue(call.ArgumentList.Arguments[1].Expression, cancellation) is { HasValue: true, Value: System.IConvertible number }
            ? number.ToDouble(CultureInfo.InvariantCulture)
            : null;

    private static string? Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
