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
    private Value? Narrowed(IOperation operand) => IsDoubleCall(operand) ? Double(operand) : null;

    /// <summary>A call of System.Math with floats for arguments, or with such calls whose results a float can hold.</summary>
    private static bool IsDoubleCall(IOperation operation) =>
        operation is IInvocationOperation { TargetMethod: { ReturnType.SpecialType: SpecialType.System_Double } method } invocation
        && method.ContainingType.ToDisplayString() == FunctionRows.Math
        && FunctionTable.Takes(FloatName(method), method.Parameters.Length)
        && invocation.Arguments.All(static a => IsDoubleArgument(a.Value));

    private static bool IsDoubleArgument(IOperation argument) =>
        argument.ConstantValue is { HasValue: true, Value: double number } ? (float)number == number
            : argument is IConversionOperation { Operand.Type.SpecialType: SpecialType.System_Single }
            || (IsDoubleCall(argument) && StaysInRange(((IInvocationOperation)argument).TargetMethod.Name));

    /// <summary>In double these have results beyond the range of float, which the next function may bring back.</summary>
    private static bool StaysInRange(string function) => function is not ("Exp" or "Pow" or "Cosh" or "Sinh");

    private Value Double(IOperation operation)
    {
        switch (operation)
        {
            case { ConstantValue: { HasValue: true, Value: double number } }:
                return Value.Of(builder.Const((float)number));
            case IConversionOperation conversion:
                return Visit(conversion.Operand);
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
        string name = FunctionRows.MathF + "." + method.Name;
        return FunctionTable.Contains(name) ? name : FunctionRows.Math + "." + method.Name;
    }
}
