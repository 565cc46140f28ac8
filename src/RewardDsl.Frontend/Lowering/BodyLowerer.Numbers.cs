using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <content>Numbers: constants, conversions, operators; whole numbers and values that may be absent.</content>
internal sealed partial class BodyLowerer
{
    /// <summary>The operand beside a <c>null</c>, where it may be absent.</summary>
    private static IOperation? TestedForNull(IBinaryOperation test)
    {
        static bool IsNull(IOperation operand) => operand.ConstantValue is { HasValue: true, Value: null };
        IOperation? tested = IsNull(test.RightOperand) ? test.LeftOperand : IsNull(test.LeftOperand) ? test.RightOperand : null;
        return tested?.Type is { } type && SpecReader.TypeOf(type) == MemberType.OptionalFloat ? tested : null;
    }

    private Value IsAbsent(Value value, IBinaryOperation test) =>
        value.IsError ? value : Value.Of(test.OperatorKind == BinaryOperatorKind.NotEquals ? value.Present : builder.Apply(Opcode.Not, value.Present));

    private static bool IsExact(long number) => number is >= -LargestWhole and <= LargestWhole;

    private Value TooBig(IOperation operation) =>
        WrongNumber(operation, "integer", "the number is beyond ±16777216, where a float32 is no longer exact; write it as a float");

    private Value? Constant(IOperation operation)
    {
        switch (operation.ConstantValue.Value)
        {
            case float number:
                return Value.Of(builder.Const(number));
            case bool flag:
                return Value.Of(builder.Const(flag));
            case int whole when operation.Type?.SpecialType == SpecialType.System_Int32:
                return Value.Integer(builder.Const((float)whole), whole, whole);
            case { } named when operation.Type?.TypeKind == TypeKind.Enum:
                long place = ToWhole(named);
                return Value.Integer(builder.Const((float)place), place, place);
            default:
                return null;
        }
    }

    private Value Conversion(IConversionOperation conversion)
    {
        ITypeSymbol? from = conversion.Operand.Type;
        ITypeSymbol? to = conversion.Type;
        if (from != null && SymbolEqualityComparer.Default.Equals(from, to))
        {
            return Visit(conversion.Operand);
        }

        if (to is not null && SpecReader.TypeOf(to) == MemberType.OptionalFloat)
        {
            if (conversion.Operand.ConstantValue is { HasValue: true, Value: null })
            {
                return Absent();
            }

            if (conversion.Operand.Type is { } wide && IsNumber(wide) && SpecReader.TypeOf(wide) is null)
            {
                return WrongNumber(conversion.Operand, wide.SpecialType);
            }

            Value given = Visit(conversion.Operand);
            return given.IsError || given.IsOptional ? given : Value.Optional(given.Id, builder.Const(true));
        }

        bool isWhole = from is not null && SpecReader.TypeOf(from) == MemberType.Int;
        if (isWhole && to?.SpecialType == SpecialType.System_Single)
        {
            Value whole = Visit(conversion.Operand);
            return whole.IsError ? whole : Value.Of(whole.Id);
        }

        if (isWhole && to?.SpecialType == SpecialType.System_Int32)
        {
            // From an enum to its number.
            return Visit(conversion.Operand);
        }

        if (to?.SpecialType == SpecialType.System_Single && Narrowed(conversion.Operand) is { } narrowed)
        {
            return narrowed;
        }

        if (to?.SpecialType == SpecialType.System_Single && from is not null && SpecReader.TypeOf(from) == MemberType.OptionalFloat)
        {
            return Unknown(conversion, WhereAbsent);
        }

        if (IsVector(to))
        {
            return conversion.Operand switch
            {
                ICollectionExpressionOperation collection => ConstantVector(collection.Elements, to!, conversion),
                IArrayCreationOperation { Initializer: { } initializer } => ConstantVector(initializer.ElementValues, to!, conversion),
                _ => Reject(conversion),
            };
        }

        if (to?.SpecialType is SpecialType.System_Double or SpecialType.System_Decimal || from?.SpecialType is SpecialType.System_Double or SpecialType.System_Decimal)
        {
            return WrongNumber(conversion, SpecialType.System_Double);
        }

        return from is not null && IsNumber(from) && to is not null && (IsNumber(to) || to.SpecialType == SpecialType.System_Single)
            ? WrongNumber(conversion, SpecialType.System_Int32)
            : conversion.Operand is IInvalidOperation or IThrowOperation ? Reject(conversion.Operand) : Reject(conversion);
    }

    /// <summary>Reports once for the whole expression, at the double literal that made it a double where there is one.</summary>
    private Value WrongNumber(IOperation operation, string kind, string hint)
    {
        IOperation place = kind != "double" ? operation
            : operation.DescendantsAndSelf().FirstOrDefault(static o => o is ILiteralOperation { Type.SpecialType: SpecialType.System_Double }) ?? operation;
        diagnostics.Report(RuleCatalogue.WrongNumberType, place.Syntax.GetLocation(), kind, hint);
        return Value.Error;
    }

    private Value Unary(IUnaryOperation unary)
    {
        if (!IsKnownOperator(unary.OperatorMethod, unary.Type))
        {
            return RejectNumber(unary);
        }

        Value operand = Visit(unary.Operand);
        if (operand.Whole is { } whole)
        {
            // 0 − x: a whole number has no negative zero.
            return unary.OperatorKind == UnaryOperatorKind.Minus
                ? Value.Integer(builder.Apply(Opcode.Sub, builder.Const(0f), operand.Id), -whole.Max, -whole.Min)
                : unary.OperatorKind == UnaryOperatorKind.Plus ? operand : RejectNumber(unary);
        }

        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => Map(operand, x => builder.Apply(Opcode.Neg, x)),
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => Negated(operand, unary),
            _ => Reject(unary),
        };
    }

    private Value Negated(Value operand, IUnaryOperation unary)
    {
        Value result = Map(operand, x => builder.Apply(Opcode.Not, x));
        sites?.Add(SiteKind.Test, nameof(Opcode.Not), unary.Syntax, scope.Member, result, operand);
        return result;
    }

    private Value Binary(BinaryOperatorKind kind, Value left, Value right, IOperation operation)
    {
        IMethodSymbol? method = operation switch
        {
            IBinaryOperation binary => binary.OperatorMethod,
            ICompoundAssignmentOperation assignment => assignment.OperatorMethod,
            _ => null,
        };
        ITypeSymbol? operandType = operation is IBinaryOperation { LeftOperand.Type: { } leftType } ? leftType : operation.Type;
        if (!IsKnownOperator(method, operandType))
        {
            return RejectNumber(operation);
        }

        Opcode? op = kind switch
        {
            BinaryOperatorKind.Add => Opcode.Add,
            BinaryOperatorKind.Subtract => Opcode.Sub,
            BinaryOperatorKind.Multiply => Opcode.Mul,
            BinaryOperatorKind.Divide => Opcode.Div,
            BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => Opcode.And,
            BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => Opcode.Or,
            BinaryOperatorKind.ExclusiveOr => Opcode.Xor,
            BinaryOperatorKind.LessThan or BinaryOperatorKind.GreaterThan => Opcode.Less,
            BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual => Opcode.LessOrEqual,
            BinaryOperatorKind.Equals => Opcode.Equal,
            BinaryOperatorKind.NotEquals => Opcode.NotEqual,
            _ => null,
        };
        if (left.Whole is not null && op is null or Opcode.And or Opcode.Or or Opcode.Xor)
        {
            // No remainders, shifts and bits: a float has none.
            return WrongNumber(operation, SpecialType.System_Int32);
        }

        if (op is null)
        {
            return Reject(operation);
        }

        if (left.IsError || right.IsError)
        {
            return Value.Error;
        }

        if (!left.IsTuple && !right.IsTuple && builder.TypeOf(left.Id).Kind != builder.TypeOf(right.Id).Kind)
        {
            // C# has no operator of a truth value and a number; the compiler has already said so.
            diagnostics.Fail();
            return Value.Error;
        }

        if (QuaternionFunction(op.Value, method, left, right) is { } function)
        {
            // As if it were written as a call: a quotient is not one of the components.
            Value turned = Value.Tuple(FunctionTable.Apply(QuaternionFunctions.Type + "." + function, new[] { Components(left), Components(right) }).Select(static e => e.Id));
            sites?.Add(SiteKind.Call, function, operation.Syntax, scope.Member, turned, left, right);
            return turned;
        }

        Value result = Operator(op.Value, kind, left, right, operation);
        sites?.Add(SiteKind.Operator, op.Value.ToString(), operation.Syntax, scope.Member, result, left, right);
        return result;
    }

    private Value Operator(Opcode op, BinaryOperatorKind kind, Value left, Value right, IOperation operation)
    {
        if (left.Whole is { } wholeLeft && right.Whole is { } wholeRight && op is Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div)
        {
            return Whole(op, left, wholeLeft, right, wholeRight, operation);
        }

        if (left.IsOptional || right.IsOptional)
        {
            return Lifted(op, kind, left, right, operation);
        }

        bool isBool = !left.IsTuple && builder.TypeOf(left.Id).Kind == IrKind.Bool;
        if (isBool && op is Opcode.Equal or Opcode.NotEqual)
        {
            // Equality of truth values is exclusive or.
            Value differ = Zip(left, right, (a, b) => builder.Apply(Opcode.Xor, a, b), operation);
            return op == Opcode.NotEqual ? differ : Map(differ, x => builder.Apply(Opcode.Not, x));
        }

        if (op is Opcode.Equal or Opcode.NotEqual && left.IsTuple)
        {
            if (operation is not IBinaryOperation { OperatorMethod: { } equality } || SpecReader.TypeOf(equality.ContainingType) is not { } type || !type.IsTuple() || type.IsVector())
            {
                return Reject(operation);
            }

            int all = left.Ids.Select((id, i) => builder.Apply(Opcode.Equal, id, right.Ids[i])).Aggregate((a, b) => builder.Apply(Opcode.And, a, b));
            return Value.Of(op == Opcode.Equal ? all : builder.Apply(Opcode.Not, all));
        }

        bool swap = kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        return Zip(left, right, (a, b) => swap ? builder.Apply(op, b, a) : builder.Apply(op, a, b), operation);
    }

    /// <summary>Of products and quotients of quaternions, which are not those of their components.</summary>
    private static string? QuaternionFunction(Opcode op, IMethodSymbol? method, Value left, Value right) =>
        method is null || SpecReader.TypeOf(method.ContainingType) != MemberType.Quaternion || !left.IsTuple || !right.IsTuple ? null
        : op == Opcode.Mul ? "Multiply"
        : op == Opcode.Div ? "Divide"
        : null;

    private Expr[] Components(Value value)
    {
        ProgramBuilder target = builder;
        return value.Ids.Select(id => new Expr(target, id)).ToArray();
    }

    /// <summary>Arithmetic of whole numbers on their float32 values, as long as every result is exact there.</summary>
    private Value Whole(Opcode op, Value left, (long Min, long Max) a, Value right, (long Min, long Max) b, IOperation operation)
    {
        if (op == Opcode.Div)
        {
            return WrongNumber(operation, "integer", "a whole quotient has no batched meaning; write (float)a / b");
        }

        long[] corners = op switch
        {
            Opcode.Add => new[] { a.Min + b.Min, a.Max + b.Max },
            Opcode.Sub => new[] { a.Min - b.Max, a.Max - b.Min },
            _ => new[] { a.Min * b.Min, a.Min * b.Max, a.Max * b.Min, a.Max * b.Max },
        };
        if (corners.Max() > LargestWhole || corners.Min() < -LargestWhole)
        {
            return WrongNumber(operation, "integer", "the result can exceed 16777216, where a float32 is no longer exact; convert an operand to float first");
        }

        int result = builder.Apply(op, left.Id, right.Id);

        // 0 × −5 is −0 as a float, which a whole number does not have; adding 0 makes it 0.
        result = op == Opcode.Mul ? builder.Apply(Opcode.Add, result, builder.Const(0f)) : result;
        return Value.Integer(result, corners.Min(), corners.Max());
    }

    /// <summary>C#'s lifted operators: arithmetic is absent where an operand is, a comparison with an absent operand is false.</summary>
    private Value Lifted(Opcode op, BinaryOperatorKind kind, Value left, Value right, IOperation operation)
    {
        int leftThere = left.IsOptional ? left.Present : builder.Const(true);
        int rightThere = right.IsOptional ? right.Present : builder.Const(true);
        if (left.IsTuple || right.IsTuple || builder.TypeOf(left.Id).Length + builder.TypeOf(right.Id).Length > 0)
        {
            return Reject(operation);
        }

        int both = builder.Apply(Opcode.And, leftThere, rightThere);
        if (op is Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div)
        {
            return Value.Optional(builder.Apply(op, left.Id, right.Id), both);
        }

        if (op is Opcode.Equal or Opcode.NotEqual)
        {
            int none = builder.Apply(Opcode.Not, builder.Apply(Opcode.Or, leftThere, rightThere));
            int equal = builder.Apply(Opcode.Or, none, builder.Apply(Opcode.And, both, builder.Apply(Opcode.Equal, left.Id, right.Id)));
            return Value.Of(op == Opcode.Equal ? equal : builder.Apply(Opcode.Not, equal));
        }

        if (op is not (Opcode.Less or Opcode.LessOrEqual))
        {
            return Reject(operation);
        }

        bool swap = kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        return Value.Of(builder.Apply(Opcode.And, both, swap ? builder.Apply(op, right.Id, left.Id) : builder.Apply(op, left.Id, right.Id)));
    }

    private Value Absent() => Value.Optional(builder.Const(0f), builder.Const(false));

    private Value Coalesce(Value value, Value otherwise, IOperation operation)
    {
        if (value.IsError || otherwise.IsError)
        {
            return Value.Error;
        }

        if (!value.IsOptional)
        {
            return Reject(operation);
        }

        int id = builder.Apply(Opcode.Select, value.Present, value.Id, otherwise.Id);
        Value result = otherwise.IsOptional ? Value.Optional(id, builder.Apply(Opcode.Or, value.Present, otherwise.Present)) : Value.Of(id);
        sites?.Add(SiteKind.Fallback, nameof(Opcode.Select), operation.Syntax, scope.Member, result, Value.Of(value.Present), value, otherwise);
        return result;
    }

    /// <summary>Built-in operators on float and bool, and the operators of the vector types.</summary>
    private static bool IsKnownOperator(IMethodSymbol? method, ITypeSymbol? type) => method is null
        ? type is not null && SpecReader.TypeOf(type) is MemberType.Float or MemberType.Bool or MemberType.Int or MemberType.OptionalFloat
        : SpecReader.TypeOf(method.ContainingType) is { } known
            && (known.IsVector() || (known is MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4 or MemberType.Quaternion && FunctionTable.WhyNot(NameOf(method)) is null));

    private Value RejectNumber(IOperation operation)
    {
        IMethodSymbol? method = operation switch
        {
            IBinaryOperation binary => binary.OperatorMethod,
            IUnaryOperation unary => unary.OperatorMethod,
            ICompoundAssignmentOperation assignment => assignment.OperatorMethod,
            _ => null,
        };
        if (method is not null && FunctionTable.WhyNot(NameOf(method)) is { } reason)
        {
            return Unknown(operation, reason);
        }

        SpecialType type = operation switch
        {
            IBinaryOperation binary => binary.LeftOperand.Type?.SpecialType ?? SpecialType.None,
            _ => operation.Type?.SpecialType ?? SpecialType.None,
        };
        return IsNumber(type) ? WrongNumber(operation, type) : Reject(operation);
    }

    private Value WrongNumber(IOperation operation, SpecialType type) => type is SpecialType.System_Double or SpecialType.System_Decimal
        ? WrongNumber(operation, "double", "write float literals such as 0.5f, and MathF.Exp(x) or (float)Math.Exp(x)")
        : WrongNumber(operation, "integer", "whole numbers may be compared, added, subtracted and multiplied; convert to float for anything else; Count returns a float");

    private static bool IsNumber(ITypeSymbol type) => IsNumber(type.SpecialType);

    /// <summary>The number types of C# that rewards do not have.</summary>
    private static bool IsNumber(SpecialType type) => type is SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_IntPtr or SpecialType.System_UIntPtr
        or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64);
}
