using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// What is multiplied or divided by the step's length. A program knows the length as a number, which another place may write as a
/// coefficient, so it is read from the text.
/// </summary>
internal static class StepTime
{
    /// <summary>Whether an operation is one with <c>Step.Seconds</c>.</summary>
    /// <param name="operation">The name of its operation.</param>
    /// <param name="written">Its text.</param>
    public static bool IsIn(string operation, SyntaxNode written) => operation is nameof(Opcode.Mul) or nameof(Opcode.Div) && written switch
    {
        BinaryExpressionSyntax binary => IsSeconds(binary.Right) || (operation == nameof(Opcode.Mul) && IsSeconds(binary.Left)),
        AssignmentExpressionSyntax assignment => IsSeconds(assignment.Right),
        _ => false,
    };

    private static bool IsSeconds(ExpressionSyntax written) => written switch
    {
        ParenthesizedExpressionSyntax inner => IsSeconds(inner.Expression),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Seconds", Expression: var step } =>
            step is IdentifierNameSyntax { Identifier.ValueText: "Step" } or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: "Step" },
        _ => false,
    };
}
