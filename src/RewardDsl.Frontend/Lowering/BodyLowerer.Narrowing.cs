using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RewardDsl.Frontend;

/// <content>
/// Calls whose result C# converts to float where it is read: (float)Math.Exp(x) on floats is the float operation, up to its
/// rounding.
/// </content>
internal sealed partial class BodyLowerer
{
    /// <summary>The float operation behind a converted call, or null when the operand is not such a call.</summary>
    private Value? Narrowed(IOperation operand) =>
        IsDoubleCall(operand) ? Double(operand)
        : operand is not IInvocationOperation { TargetMethod: var method } || method.ContainingType.ToDisplayString() != FunctionRows.Math ? null
        : IsDecimalRounding(method) ? WrongNumber(operand, "double", "digits of a double round otherwise than those of a float; write MathF.Round")
        : FunctionTable.WhyNot(NameOf(method)) is { } reason ? Unknown(operand, reason)
        : null;

    /// <summary>A call of System.Math with floats for arguments, or with such calls whose results a float can hold.</summary>
    private static bool IsDoubleCall(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { ReturnType.SpecialType: SpecialType.System_Double } method } invocation
        && method.ContainingType.ToDisplayString() == FunctionRows.Math
        && !IsDecimalRounding(method)
        && FunctionTable.Takes(FloatName(method), method.Parameters.Length)
        && invocation.Arguments.All(static a => IsDoubleArgument(a.Value));

    private static bool IsDoubleArgument(IOperation argument) =>
        argument.ConstantValue is { HasValue: true, Value: double number } ? (float)number == number
            : argument.Type?.SpecialType != SpecialType.System_Double
            || argument is IConversionOperation { Operand.Type.SpecialType: SpecialType.System_Single or SpecialType.System_Int32 }
            || (IsDoubleCall(argument) && StaysInRange(((IInvocationOperation)argument).TargetMethod.Name));

    /// <summary>In double these have results beyond the range of float, or nearer to 1 than a float can be, which the next function may bring back.</summary>
    private static bool StaysInRange(string function) => function is not ("Exp" or "Pow" or "Cosh" or "Sinh" or "ScaleB" or "Tanh");

    /// <summary>A number of digits behind the point, which are not those of the float.</summary>
    private static bool IsDecimalRounding(IMethodSymbol method) => method.Name == "Round" && method.Parameters.Any(static p => p.Type.SpecialType == SpecialType.System_Int32);

    private Value Double(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: double number } }:
                return Value.Of(builder.Const((float)number));
            case IConversionOperation { Type.SpecialType: SpecialType.System_Double } conversion:
                return Visit(conversion.Operand);
            case not { Type.SpecialType: SpecialType.System_Double }:
                return Visit(operation);
            default:
                var call = (IInvocationOperation)operation;
                IOperation[] operations = call.Arguments.OrderBy(static a => a.Parameter?.Ordinal ?? 0).Select(static a => a.Value).ToArray();
                List<Value> arguments = operations.Select(Double).ToList();
                return arguments.Any(static a => a.IsError) ? Value.Error : Call(FloatName(call.TargetMethod), arguments, operations, call);
        }
    }

    /// <summary>The row of the float function of the same name.</summary>
    private static string FloatName(IMethodSymbol method)
    {
        string name = RowName(FunctionRows.MathF, method);
        return FunctionTable.Contains(name) ? name : RowName(FunctionRows.Math, method);
    }
}
