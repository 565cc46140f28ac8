using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Lowers bound C# to program values. An allow-list: what is not named here is reported at its own place, so that no
/// construct can vanish from the kernel.
/// </summary>
internal sealed partial class BodyLowerer(
    SpecDeclaration spec, Compilation compilation, ProgramBuilder builder, IMemberScope scope, RewardDiagnostics diagnostics, CancellationToken cancellation)
{
    /// <summary>More operations than any sensible reward needs; branches that copy their continuation could go beyond.</summary>
    public const int MaximumSize = 50_000;

    /// <summary>Whole numbers up to this size are exact in a float32.</summary>
    public const long LargestWhole = 1 << 24;

    private const string WhereAbsent = "it throws where the value is absent; write 'x ?? otherwise' or 'x is { } v ? … : …'";

    /// <summary>Equal operations become one, so inlining can take far longer than the size of its result tells.</summary>
    private const int MaximumVisits = 20 * MaximumSize;

    /// <summary>How far a vector is followed to the signal whose axis it has.</summary>
    private const int MaximumAxisDepth = 32;

    private IFieldSymbol? _initializing;
    private readonly HashSet<IMethodSymbol> _active = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, Value> _locals = new(SymbolEqualityComparer.Default);
    private bool _tooLarge;
    private int _visits;

    /// <summary>Lowers the getter of a property.</summary>
    public Value Property(IPropertySymbol property)
    {
        IOperation? body = BodyOf(property.GetMethod!, compilation, cancellation);
        return body is null ? WithoutBody(property) : InNewFrame(() => Body(body, property.Name, property.GetMethod!.Locations.FirstOrDefault()));
    }

    /// <summary>Lowers a function on given arguments.</summary>
    public Value Function(IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        IOperation? body = BodyOf(method, compilation, cancellation);
        return body is null ? Value.Error : InNewFrame(() =>
        {
            for (int i = 0; i < arguments.Count; i++)
            {
                _locals[method.Parameters[i]] = arguments[i];
            }

            _active.Add(method);
            return Body(body, method.Name, method.Locations.FirstOrDefault());
        });
    }

    /// <summary>Lowers a schedule; its parameter is the training clock.</summary>
    public Value Schedule(IMethodSymbol method) =>
        BodyOf(method, compilation, cancellation) is { } body ? InNewFrame(() => Body(body, method.Name, method.Locations.FirstOrDefault())) : WithoutBody(method);

    private Value WithoutBody(ISymbol member)
    {
        diagnostics.Report(RuleCatalogue.UnsupportedConstruct, member.Locations.FirstOrDefault(), "A member without a body", " (write what it computes)");
        return Value.Error;
    }

    /// <summary>The bound body of a method or getter, or null when there is no source.</summary>
    public static IOperation? BodyOf(IMethodSymbol method, Compilation compilation, CancellationToken cancellation)
    {
        // Of a partial member, the part with the body.
        IMethodSymbol? implementation = method.PartialImplementationPart ?? (method.AssociatedSymbol as IPropertySymbol)?.PartialImplementationPart?.GetMethod;
        foreach (SyntaxReference reference in (implementation ?? method).DeclaringSyntaxReferences)
        {
            SyntaxNode? body = reference.GetSyntax(cancellation) switch
            {
                ArrowExpressionClauseSyntax arrow => arrow,
                AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
                MethodDeclarationSyntax declaration => (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody,
                PropertyDeclarationSyntax declaration => declaration.ExpressionBody,
                _ => null,
            };
            if (body != null && compilation.ContainsSyntaxTree(body.SyntaxTree))
            {
                // The spec may be split over files; each has its own model.
#pragma warning disable RS1030
                return compilation.GetSemanticModel(body.SyntaxTree).GetOperation(body, cancellation);
#pragma warning restore RS1030
            }
        }

        return null;
    }

    private Value InNewFrame(Func<Value> lower)
    {
        Dictionary<ISymbol, Value> outer = _locals;
        _locals = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        try
        {
            return lower();
        }
        finally
        {
            _locals = outer;
        }
    }

    private Value Body(IOperation body, string name, Location? location)
    {
        Value? result = Statements(ImmutableArray.Create(body), 0);
        if (result is null)
        {
            diagnostics.Report(RuleCatalogue.MissingReturn, location, name);
        }

        return result ?? Value.Error;
    }

    /// <summary>Runs statements; returns the returned value, or null when control reaches the end.</summary>
    private Value? Statements(ImmutableArray<IOperation> statements, int from)
    {
        for (int i = from; i < statements.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            IOperation statement = statements[i];
            switch (statement)
            {
                case IBlockOperation block:
                    return Statements(block.Operations.AddRange(statements.Skip(i + 1)), 0);
                case IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } returned }:
                    return Visit(returned);
                case IVariableDeclarationGroupOperation group:
                    foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(static d => d.Declarators))
                    {
                        IVariableInitializerOperation? initializer = declarator.GetVariableInitializer();
                        if (initializer != null)
                        {
                            _locals[declarator.Symbol] = declarator.Symbol.Type is IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Enum } ? Value.Error : Visit(initializer.Value);
                        }
                    }

                    break;
                case IExpressionStatementOperation expression:
                    Assign(expression.Operation);
                    break;
                case IConditionalOperation { Condition.ConstantValue: { HasValue: true, Value: bool taken } } known:
                    // C# counts the other branch as unreachable.
                    ImmutableArray<IOperation> rest = statements.Skip(i + 1).ToImmutableArray();
                    return Statements(taken ? rest.Insert(0, known.WhenTrue) : known.WhenFalse is { } otherwise ? rest.Insert(0, otherwise) : rest, 0);
                case IConditionalOperation branch:
                    return Branch(branch, statements, i + 1);
                case ILoopOperation:
                    diagnostics.Report(RuleCatalogue.Loop, statement.Syntax.GetFirstToken().GetLocation());
                    return Value.Error;
                case IEmptyOperation:
                    break;
                default:
                    Reject(statement);
                    return Value.Error;
            }
        }

        return null;
    }

    private Value? Branch(IConditionalOperation branch, ImmutableArray<IOperation> statements, int next)
    {
        Value condition = Visit(branch.Condition);
        bool returns = Returns(branch.WhenTrue) || (branch.WhenFalse is { } other && Returns(other));
        ImmutableArray<IOperation> rest = returns ? statements.Skip(next).ToImmutableArray() : ImmutableArray<IOperation>.Empty;
        Dictionary<ISymbol, Value> before = _locals;

        _locals = new Dictionary<ISymbol, Value>(before, SymbolEqualityComparer.Default);
        Value? whenTrue = Statements(rest.Insert(0, branch.WhenTrue), 0);
        Dictionary<ISymbol, Value> afterTrue = _locals;

        _locals = new Dictionary<ISymbol, Value>(before, SymbolEqualityComparer.Default);
        Value? whenFalse = Statements(branch.WhenFalse is null ? rest : rest.Insert(0, branch.WhenFalse), 0);
        Dictionary<ISymbol, Value> afterFalse = _locals;

        if (returns)
        {
            return whenTrue is null || whenFalse is null ? null : Select(condition, whenTrue, whenFalse, branch.Syntax);
        }

        _locals = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        foreach (KeyValuePair<ISymbol, Value> local in afterTrue)
        {
            // A local that only one branch assigned is not definitely assigned afterwards: C# lets nobody read it.
            if (afterFalse.TryGetValue(local.Key, out Value? otherValue))
            {
                _locals[local.Key] = ReferenceEquals(local.Value, otherValue) ? otherValue : Select(condition, local.Value, otherValue, branch.Syntax);
            }
        }

        return Statements(statements, next);
    }

    private static bool Returns(IOperation operation) => operation is IReturnOperation || operation.Descendants().Any(static d => d is IReturnOperation);

    private void Assign(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment:
                _locals[local.Local] = Visit(assignment.Value);
                break;
            case ICompoundAssignmentOperation { Target: ILocalReferenceOperation local } assignment:
                _locals[local.Local] = Binary(assignment.OperatorKind, Visit(local), Visit(assignment.Value), assignment);
                break;
            case IAssignmentOperation assignment:
                diagnostics.Report(RuleCatalogue.SideEffect, assignment.Target.Syntax.GetLocation(), assignment.Target.Syntax.ToString());
                break;
            case IIncrementOrDecrementOperation increment:
                diagnostics.Report(RuleCatalogue.SideEffect, increment.Syntax.GetLocation(), increment.Target.Syntax.ToString());
                break;
            default:
                Reject(operation);
                break;
        }
    }

    private Value Visit(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();

        // An expression of ten thousand operators must be a finding (RWD0901), not the end of the compiler's process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (builder.Count > MaximumSize || ++_visits > MaximumVisits)
        {
            if (!_tooLarge)
            {
                _tooLarge = true;
                diagnostics.Report(RuleCatalogue.TooLarge, spec.Location, spec.Type.Name, Literals.Integer(MaximumSize));
            }

            return Value.Error;
        }

        if (operation.ConstantValue.HasValue && Constant(operation) is { } constant)
        {
            return constant.Whole is { } number && !IsExact(number.Min) ? TooBig(operation) : constant;
        }

        switch (operation)
        {
            case IParenthesizedOperation parenthesized:
                return Visit(parenthesized.Operand);
            case IConversionOperation conversion:
                return Conversion(conversion);
            case IUnaryOperation unary:
                return Unary(unary);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test when TestedForNull(test) is { } tested:
                return IsAbsent(Visit(tested), test);
            case IBinaryOperation binary:
                // The operator first: operands of the wrong type are one mistake, not three.
                return IsKnownOperator(binary.OperatorMethod, binary.LeftOperand.Type)
                    ? Binary(binary.OperatorKind, Visit(binary.LeftOperand), Visit(binary.RightOperand), binary)
                    : RejectNumber(binary);
            case ICoalesceOperation coalesce:
                return Coalesce(Visit(coalesce.Value), Visit(coalesce.WhenNull), coalesce);
            case IDefaultValueOperation when SpecReader.TypeOf(operation.Type!) == MemberType.OptionalFloat:
                return Absent();
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Select(Visit(conditional.Condition), Visit(conditional.WhenTrue), Visit(whenFalse), conditional.Syntax);
            case IIsPatternOperation test:
                return Pattern(test.Pattern, Visit(test.Value));
            case ISwitchExpressionOperation choice:
                return Switch(choice);
            case ILocalReferenceOperation local:
                // Without a value its assignment was rejected before.
                return _locals.TryGetValue(local.Local, out Value? known) ? known : diagnostics.HasErrors ? Value.Error : Reject(operation);
            case IParameterReferenceOperation parameter:
                return _locals.TryGetValue(parameter.Parameter, out Value? argument) ? argument : Reject(operation);
            case IPropertyReferenceOperation property:
                return PropertyReference(property);
            case IFieldReferenceOperation field:
                return Field(field);
            case IInvocationOperation invocation:
                return Invocation(invocation);
            case IObjectCreationOperation creation:
                return Creation(creation);
            case ICollectionExpressionOperation collection when IsVector(collection.Type):
                return ConstantVector(collection.Elements, collection.Type!, collection);
            case ILiteralOperation literal:
                return RejectNumber(literal);
            default:
                return Reject(operation);
        }
    }

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
            UnaryOperatorKind.Not or UnaryOperatorKind.BitwiseNegation => Map(operand, x => builder.Apply(Opcode.Not, x)),
            _ => Reject(unary),
        };
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

        if (left.Whole is { } wholeLeft && right.Whole is { } wholeRight && op is Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div)
        {
            return Whole(op.Value, left, wholeLeft, right, wholeRight, operation);
        }

        if (left.IsOptional || right.IsOptional)
        {
            return Lifted(op.Value, kind, left, right, operation);
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
            return Reject(operation);
        }

        bool swap = kind is BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual;
        return Zip(left, right, (a, b) => swap ? builder.Apply(op.Value, b, a) : builder.Apply(op.Value, a, b), operation);
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
        return otherwise.IsOptional ? Value.Optional(id, builder.Apply(Opcode.Or, value.Present, otherwise.Present)) : Value.Of(id);
    }

    /// <summary>Built-in operators on float and bool, and the operators of the vector types.</summary>
    private static bool IsKnownOperator(IMethodSymbol? method, ITypeSymbol? type) => method is null
        ? type is not null && SpecReader.TypeOf(type) is MemberType.Float or MemberType.Bool or MemberType.Int or MemberType.OptionalFloat
        : SpecReader.TypeOf(method.ContainingType) is { } known && (known.IsVector() || known is MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4);

    private Value RejectNumber(IOperation operation)
    {
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
    private static bool IsNumber(SpecialType type) => type is SpecialType.System_Decimal or SpecialType.System_Double
        or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64);

    /// <summary>The arms from the last, which must take everything, to the first.</summary>
    private Value Switch(ISwitchExpressionOperation choice)
    {
        Value value = Visit(choice.Value);
        ISwitchExpressionArmOperation last = choice.Arms[choice.Arms.Length - 1];
        if (last.Pattern is not IDiscardPatternOperation || last.Guard is not null)
        {
            diagnostics.Report(RuleCatalogue.UnsupportedConstruct, last.Syntax.GetLocation(), "A switch without a last arm for everything else", " (end it with '_ => …')");
            return Value.Error;
        }

        Value result = Visit(last.Value);
        for (int i = choice.Arms.Length - 2; i >= 0; i--)
        {
            ISwitchExpressionArmOperation arm = choice.Arms[i];
            Value condition = Pattern(arm.Pattern, value);
            if (arm.Guard is not null)
            {
                condition = Both(Opcode.And, condition, Visit(arm.Guard), arm);
            }

            result = Select(condition, Visit(arm.Value), result, arm.Syntax);
        }

        return result;
    }

    /// <summary>Whether a number or truth value matches: constants, comparisons, and, or, not.</summary>
    private Value Pattern(IPatternOperation pattern, Value value)
    {
        if (value.IsError || value.IsTuple || builder.TypeOf(value.Id).IsVector)
        {
            return value.IsError ? value : Reject(pattern);
        }

        if (value.IsOptional)
        {
            return OptionalPattern(pattern, value);
        }

        switch (pattern)
        {
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } big } } when value.Whole is not null && !IsExact(ToWhole(big)):
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } limit } } when value.Whole is not null && !IsExact(ToWhole(limit)):
                return TooBig(pattern);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } named } } when value.Whole is not null:
                return Value.Of(builder.Apply(Opcode.Equal, value.Id, builder.Const((float)ToWhole(named))));
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } named } } relation when value.Whole is not null:
                return Relation(relation, value, builder.Const((float)ToWhole(named)));
            case IDiscardPatternOperation:
                return Value.Of(builder.Const(true));
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: float number } }:
                return Value.Of(float.IsNaN(number) ? builder.Apply(Opcode.IsNaN, value.Id) : builder.Apply(Opcode.Equal, value.Id, builder.Const(number)));
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: bool flag } }:
                return flag ? value : Value.Of(builder.Apply(Opcode.Not, value.Id));
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: float bound } } relation:
                return Relation(relation, value, builder.Const(bound));
            case IBinaryPatternOperation both:
                return Both(both.OperatorKind == BinaryOperatorKind.Or ? Opcode.Or : Opcode.And, Pattern(both.LeftPattern, value), Pattern(both.RightPattern, value), both);
            case INegatedPatternOperation negated:
                return Map(Pattern(negated.Pattern, value), x => builder.Apply(Opcode.Not, x));
            default:
                return Reject(pattern);
        }
    }

    private Value Relation(IRelationalPatternOperation relation, Value value, int limit) => relation.OperatorKind switch
    {
        BinaryOperatorKind.LessThan => Value.Of(builder.Apply(Opcode.Less, value.Id, limit)),
        BinaryOperatorKind.LessThanOrEqual => Value.Of(builder.Apply(Opcode.LessOrEqual, value.Id, limit)),
        BinaryOperatorKind.GreaterThan => Value.Of(builder.Apply(Opcode.Less, limit, value.Id)),
        BinaryOperatorKind.GreaterThanOrEqual => Value.Of(builder.Apply(Opcode.LessOrEqual, limit, value.Id)),
        _ => Reject(relation),
    };

    /// <summary>'is null', 'is { } v', 'is float v' and tests of the value, which an absent one fails.</summary>
    private Value OptionalPattern(IPatternOperation pattern, Value value)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Value.Of(builder.Const(true));
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return Value.Of(builder.Apply(Opcode.Not, value.Present));
            case INegatedPatternOperation negated:
                return Map(OptionalPattern(negated.Pattern, value), x => builder.Apply(Opcode.Not, x));
            case IBinaryPatternOperation both:
                return Both(both.OperatorKind == BinaryOperatorKind.Or ? Opcode.Or : Opcode.And, OptionalPattern(both.LeftPattern, value), OptionalPattern(both.RightPattern, value), both);
            case IDeclarationPatternOperation { DeclaredSymbol: var symbol }:
                return There(symbol);
            case IRecursivePatternOperation { DeclaredSymbol: var symbol, DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 }:
                return There(symbol);
            default:
                return Both(Opcode.And, Value.Of(value.Present), Pattern(pattern, Value.Of(value.Id)), pattern);
        }

        Value There(ISymbol? symbol)
        {
            if (symbol is not null)
            {
                _locals[symbol] = Value.Of(value.Id);
            }

            return Value.Of(value.Present);
        }
    }

    private static long ToWhole(object number) => number is ulong big ? (long)Math.Min(big, long.MaxValue) : Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture);

    private Value Both(Opcode op, Value left, Value right, IOperation operation) => Zip(left, right, (a, b) => builder.Apply(op, a, b), operation);

    private Value PropertyReference(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        if (reference.Instance is IInstanceReferenceOperation)
        {
            if (property.Name is "WeightedSum" or "WeightTotal" && SpecReader.IsGenerated(property))
            {
                return scope.Sum(property.Name, reference.Syntax.GetLocation());
            }

            return spec.Find(property.Name) is { } member && IsDeclaration(member, property)
                ? scope.Now(member, reference.Syntax.GetLocation())
                : SpecReader.IsStored(property) ? DeclaredWrong() : Untyped(reference);
        }

        if (reference.Instance is IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } time && SpecReader.IsGenerated(time.Property))
        {
            return Time(time.Property.Name, property.Name, reference);
        }

        if (reference.Instance is null)
        {
            return StaticProperty(reference);
        }

        if (property.IsIndexer && (IsVector(property.ContainingType) || SpecReader.FrameOf(property.ContainingType) is not null))
        {
            return Element(reference);
        }

        if (property.Name == "Length" && IsVector(property.ContainingType))
        {
            Value vector = Visit(reference.Instance);
            int known = vector.IsError ? 0 : builder.TypeOf(vector.Id).Length;
            return vector.IsError ? vector : known == ProgramBuilder.OpenLength ? Value.Integer(builder.LengthOf(vector.Id), 0, ProgramBuilder.OpenLength) : Number(known);
        }

        if (property.Name == "Frames" && SpecReader.FrameOf(property.ContainingType) is not null)
        {
            Value history = Visit(reference.Instance);
            return history.IsError ? history : Number(history.Frames);
        }

        if (SpecReader.TypeOf(property.ContainingType) == MemberType.OptionalFloat)
        {
            if (property.Name == "HasValue")
            {
                Value optional = Visit(reference.Instance);
                return optional.IsError ? optional : Value.Of(optional.Present);
            }

            return Unknown(reference, WhereAbsent);
        }

        if (SpecReader.IsClock(property.ContainingType) && reference.Instance is IParameterReferenceOperation)
        {
            return scope.Clock(property.Name);
        }

        return Reject(reference);
    }

    /// <summary>A member whose type has no batched meaning.</summary>
    private Value Untyped(IPropertyReferenceOperation reference)
    {
        if (reference.Property.IsIndexer || SpecReader.TypeOf(reference.Property.Type) is not null || SpecReader.FrameOf(reference.Property.Type) is not null || reference.Property.Type.TypeKind == TypeKind.Error)
        {
            return Reject(reference);
        }

        if (IsNumber(reference.Property.Type))
        {
            return WrongNumber(reference, reference.Property.Type.SpecialType);
        }

        string type = reference.Property.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
        diagnostics.Report(
            RuleCatalogue.UnsupportedConstruct, reference.Syntax.GetLocation(), "A member of type '" + type + "'", " (use float, float?, bool, int, an enum or a vector type)");
        return Value.Error;
    }

    private Value Number(int number) => Value.Integer(builder.Const((float)number), number, number);

    /// <summary>By its place in the text: the declarations may come from another compilation than the bound bodies.</summary>
    private static bool IsDeclaration(SpecMember member, IPropertySymbol property) =>
        member.Symbol.DeclaringSyntaxReferences.Length > 0 && property.DeclaringSyntaxReferences.Length > 0
        && member.Symbol.DeclaringSyntaxReferences[0].SyntaxTree == property.DeclaringSyntaxReferences[0].SyntaxTree
        && member.Symbol.DeclaringSyntaxReferences[0].Span == property.DeclaringSyntaxReferences[0].Span;

    private Value Time(string when, string name, IPropertyReferenceOperation reference)
    {
        Location location = reference.Syntax.GetLocation();
        if (when == "Step")
        {
            if (name == "IsFirst")
            {
                return scope.IsFirst();
            }

            float seconds = Literals.Float(spec.Contract.StepSecondsBits);
            if (float.IsNaN(seconds))
            {
                diagnostics.Report(RuleCatalogue.StepSecondsMissing, location, "Step.Seconds");
                return Value.Error;
            }

            return Value.Of(builder.Const(seconds));
        }

        if (spec.Find(name) is not { } member)
        {
            return Reject(reference);
        }

        return when == "Previous" ? scope.Previous(member, location) : scope.Initial(member, location);
    }

    private Value StaticProperty(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        MemberType? type = SpecReader.TypeOf(property.ContainingType);
        if (type is MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4)
        {
            int size = type.Value.Components();
            int axis = property.Name switch { "UnitX" => 0, "UnitY" => 1, "UnitZ" => 2, "UnitW" => 3, "Zero" => -1, "One" => -2, _ => -3 };
            return axis == -3 ? Reject(reference)
                : Value.Tuple(Enumerable.Range(0, size).Select(i => builder.Const(axis == -2 || axis == i ? 1f : 0f)));
        }

        if (type is MemberType.Quaternion && property.Name is "Identity" or "Zero")
        {
            return Value.Tuple(Enumerable.Range(0, 4).Select(i => builder.Const(i == 3 && property.Name == "Identity" ? 1f : 0f)));
        }

        return property.GetMethod is { } getter && property.SetMethod is null && BodyOf(getter, compilation, cancellation) is not null
            ? Inline(getter, ImmutableArray<IArgumentOperation>.Empty, null, reference)
            : Outside(reference, property.Name);
    }

    private Value Field(IFieldReferenceOperation reference)
    {
        IFieldSymbol field = reference.Field;
        if (reference.Instance is IInstanceReferenceOperation)
        {
            return DeclaredWrong();
        }

        if (reference.Instance is not null && SpecReader.TypeOf(field.ContainingType) is { } tupleType && tupleType.IsTuple())
        {
            int axis = field.Name switch { "X" => 0, "Y" => 1, "Z" => 2, "W" => 3, _ => -1 };
            Value tuple = Visit(reference.Instance!);
            return tuple.IsError ? tuple : axis < 0 ? Reject(reference) : Value.Of(tuple.Ids[axis]);
        }

        if (reference.Instance is not null)
        {
            return Reject(reference);
        }

        if (field is { IsStatic: true, IsReadOnly: true } && IsOnlyInitialized(field) && IsInitialized(field) && Initializer(field) is { } initializer)
        {
            IFieldSymbol? outer = _initializing;
            _initializing = field;
            Value value = InNewFrame(() => Visit(initializer));
            _initializing = outer;
            return value;
        }

        return Outside(reference, field.Name);
    }

    /// <summary>A static constructor can assign the field again.</summary>
    private static bool IsOnlyInitialized(IFieldSymbol field) => field.ContainingType.StaticConstructors.All(static c => c.IsImplicitlyDeclared);

    /// <summary>
    /// Static fields get their values in the order of the text: inside an initializer only earlier fields of the same
    /// part of the same type have theirs. So there is no cycle either.
    /// </summary>
    private bool IsInitialized(IFieldSymbol field)
    {
        if (_initializing is null)
        {
            return true;
        }

        SyntaxReference? reader = _initializing.DeclaringSyntaxReferences.FirstOrDefault();
        SyntaxReference? read = field.DeclaringSyntaxReferences.FirstOrDefault();
        return SymbolEqualityComparer.Default.Equals(field.ContainingType, _initializing.ContainingType)
            && reader is not null && read is not null && reader.SyntaxTree == read.SyntaxTree && read.Span.Start < reader.Span.Start
            && reader.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>() == read.GetSyntax(cancellation).FirstAncestorOrSelf<TypeDeclarationSyntax>();
    }

    private IOperation? Initializer(IFieldSymbol field)
    {
        foreach (SyntaxReference reference in field.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer: { } initializer })
            {
#pragma warning disable RS1030
                return compilation.GetSemanticModel(initializer.SyntaxTree).GetOperation(initializer, cancellation) is IFieldInitializerOperation bound ? bound.Value : null;
#pragma warning restore RS1030
            }
        }

        return null;
    }

    private Value Element(IPropertyReferenceOperation reference)
    {
        Value vector = Visit(reference.Instance!);
        if (vector.IsError)
        {
            return vector;
        }

        int length = vector.Frames > 0 ? vector.Frames : builder.TypeOf(vector.Id).Length;
        if (length == 0)
        {
            // A signal whose length or number of frames is not stated.
            return DeclaredWrong();
        }

        IOperation? argument = reference.Arguments.Length == 1 ? reference.Arguments[0].Value : null;
        object? constant = argument?.ConstantValue is { HasValue: true } known ? known.Value : null;
        if (constant is int index && index >= 0 && index < length)
        {
            return vector.Frames > 0 ? FrameOf(vector, index, reference) : Map(vector, x => ShapeFunctions.Element(builder, x, index));
        }

        diagnostics.Report(
            RuleCatalogue.BadIndex, (reference.Arguments.FirstOrDefault()?.Syntax ?? reference.Syntax).GetLocation(), Literals.Integer(length), Literals.Integer(length - 1));
        return Value.Error;
    }

    private Value Invocation(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        string name = NameOf(method);
        if (ShapeFunctions.Contains(method))
        {
            List<Value> shapes = invocation.Arguments.OrderBy(static a => a.Parameter?.Ordinal ?? 0).Select(a => IndexSet(a) is null ? Visit(a.Value) : Value.Of(0)).ToList();
            return shapes.Any(static a => a.IsError) ? Value.Error : Shape(method, shapes, invocation);
        }

        if (SpecReader.TypeOf(method.ContainingType) == MemberType.OptionalFloat && method.Name == "GetValueOrDefault" && invocation.Instance is { } optional)
        {
            Value otherwise = invocation.Arguments.Length == 0 ? Value.Of(builder.Const(0f)) : Visit(invocation.Arguments[0].Value);
            return Coalesce(Visit(optional), otherwise, invocation);
        }

        if (FunctionTable.Contains(name))
        {
            if (method.Parameters.FirstOrDefault(static p => SpecReader.TypeOf(p.Type) is null && !IsOption(p.Type)) is { } odd)
            {
                return IsNumber(odd.Type) && method.Parameters[0].Equals(odd, SymbolEqualityComparer.Default)
                    ? WrongNumber(invocation, odd.Type.SpecialType)
                    : Unknown(invocation, "this overload has no batched meaning");
            }

            return FunctionTable.Takes(name, method.Parameters.Length)
                ? Call(name, invocation)
                : Unknown(invocation, "this overload has no batched meaning");
        }

        if (FunctionTable.WhyNot(name) is { } reason)
        {
            return Unknown(invocation, reason);
        }

        if (!method.IsStatic && invocation.Instance is not IInstanceReferenceOperation)
        {
            return Unknown(invocation, "only static methods, methods of the spec and the functions of RewardMath, MathF, Math, float and the vector types have a batched meaning");
        }

        if (BodyOf(method, compilation, cancellation) is null && Attributes.Get(method, "RewardFunction") is not null)
        {
            return Stored(method, invocation);
        }

        if (BodyOf(method, compilation, cancellation) is null && IsNumber(method.ReturnType))
        {
            return WrongNumber(invocation, method.ReturnType.SpecialType);
        }

        return BodyOf(method, compilation, cancellation) is null || SpecReader.IsGenerated(method)
            ? Unknown(invocation, "its source is not in this project; RewardMath and MathF hold what has a batched meaning")
            : Inline(method, invocation.Arguments, invocation, invocation);
    }

    /// <summary>A reward function of another assembly.</summary>
    private Value Stored(IMethodSymbol method, IInvocationOperation invocation)
    {
        if (FunctionCompiler.Find(method) is not { } template)
        {
            return Unknown(invocation, "its assembly holds no program for it that this version of RewardDsl can read; build that assembly with the RewardDsl package, of this version");
        }

        List<Value> arguments = invocation.Arguments.OrderBy(static a => a.Parameter?.Ordinal ?? 0).Select(a => Visit(a.Value)).ToList();
        if (arguments.Any(static a => a.IsError))
        {
            return Value.Error;
        }

        try
        {
            IReadOnlyList<int> ids = template.Inline(builder, arguments.SelectMany(static a => a.Ids).ToList());
            return SpecReader.TypeOf(method.ReturnType) == MemberType.Int ? Value.Integer(ids[0], -LargestWhole, LargestWhole) : Value.Tuple(ids);
        }
        catch (ArgumentException mismatch)
        {
            diagnostics.Report(RuleCatalogue.StoredMismatch, invocation.Syntax.GetLocation(), method.Name, mismatch.Message);
            return Value.Error;
        }
    }

    private Value Call(string name, IInvocationOperation invocation)
    {
        // In the order of the parameters; the object that a method is called on comes first.
        var operations = new List<IOperation>();
        if (invocation.Instance is { } instance)
        {
            operations.Add(instance);
        }

        operations.AddRange(invocation.Arguments.OrderBy(static a => a.Parameter?.Ordinal ?? 0).Select(static a => a.Value));
        List<Value> arguments = operations.Select(Visit).ToList();
        return arguments.Any(static a => a.IsError) ? Value.Error : Call(name, arguments, operations, invocation);
    }

    private Value Call(string name, List<Value> arguments, IReadOnlyList<IOperation> operations, IInvocationOperation invocation)
    {
        ProgramBuilder target = builder;
        Expr[][] components = arguments.Select(a => a.Ids.Select(id => new Expr(target, id)).ToArray()).ToArray();
        if (FunctionTable.Check(name, components) is { } bad)
        {
            diagnostics.Report(RuleCatalogue.UnknownCall, operations[bad.Index].Syntax.GetLocation(), invocation.TargetMethod.Name, bad.Reason);
            return Value.Error;
        }

        try
        {
            Value result = Value.Tuple(FunctionTable.Apply(name, components).Select(static e => e.Id));
            if (SpecReader.TypeOf(invocation.TargetMethod.ReturnType) != MemberType.Int)
            {
                return result;
            }

            // Of whole numbers there are Sign, Abs, Min, Max and Clamp: none leaves the size of its arguments.
            long size = invocation.TargetMethod.Name == "Sign" ? 1 : arguments.Max(static a => a.Whole is { } w ? Math.Max(Math.Abs(w.Min), Math.Abs(w.Max)) : LargestWhole);
            return invocation.TargetMethod.Name is "Sign" or "Abs" or "Min" or "Max" or "Clamp" ? Value.Integer(result.Id, -size, size) : WrongNumber(invocation, SpecialType.System_Int32);
        }
        catch (ArgumentException)
        {
            return Mismatch(arguments, invocation);
        }
    }

    /// <summary>The members of an axis that a constant argument names: one, or a <c>static readonly</c> array; null for another argument.</summary>
    private List<int>? IndexSet(IArgumentOperation argument)
    {
        IOperation value = argument.Value;
        ITypeSymbol? element = value.Type is IArrayTypeSymbol array ? array.ElementType : value.Type;
        if (element?.TypeKind != TypeKind.Enum)
        {
            return null;
        }

        if (value.ConstantValue is { HasValue: true, Value: { } one })
        {
            return new List<int> { (int)ToWhole(one) };
        }

        IOperation? source = value is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } && IsOnlyInitialized(field) ? Initializer(field) : value;
        while (source is IConversionOperation conversion)
        {
            source = conversion.Operand;
        }

        ImmutableArray<IOperation> elements = source switch
        {
            ICollectionExpressionOperation collection => collection.Elements,
            IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
            _ => default,
        };
        return elements.IsDefaultOrEmpty || elements.Any(static e => !e.ConstantValue.HasValue) ? new List<int>() : elements.Select(static e => (int)ToWhole(e.ConstantValue.Value!)).ToList();
    }

    private Value Shape(IMethodSymbol method, List<Value> arguments, IInvocationOperation invocation)
    {
        if (method.Name != "Pick")
        {
            return ShapeFunctions.Apply(builder, method.Name, arguments[0], arguments.Count > 1 ? arguments[1] : null) ?? Unknown(invocation, "this overload has no batched meaning");
        }

        IArgumentOperation set = invocation.Arguments.First(static a => a.Parameter?.Ordinal == 1);
        List<int> indices = IndexSet(set)!;
        int length = builder.TypeOf(arguments[0].Id).Length;
        if (indices.Count == 0 || indices.Any(i => i < 0 || i >= length))
        {
            if (indices.Count == 0)
            {
                diagnostics.Report(RuleCatalogue.BadIndexSet, set.Value.Syntax.GetLocation());
            }
            else
            {
                diagnostics.Report(RuleCatalogue.BadIndex, set.Value.Syntax.GetLocation(), Literals.Integer(length), Literals.Integer(length - 1));
            }

            return Value.Error;
        }

        ITypeSymbol axis = method.TypeArguments[0];
        IOperation vector = invocation.Arguments.First(static a => a.Parameter?.Ordinal == 0).Value;
        if (AxisOf(vector) is { } declared && !SymbolEqualityComparer.Default.Equals(declared, axis) && declared.ToDisplayString() != axis.ToDisplayString())
        {
            diagnostics.Report(RuleCatalogue.AxisMismatch, set.Value.Syntax.GetLocation(), vector.Syntax.ToString(), declared.Name, axis.Name);
            return Value.Error;
        }

        return invocation.Type is { } type && SpecReader.TypeOf(type) is { } result && !result.IsVector()
            ? Map(arguments[0], x => ShapeFunctions.Element(builder, x, indices[0]))
            : Map(arguments[0], x => ShapeFunctions.Pick(builder, x, indices));
    }

    /// <summary>The axis of a vector that is made element by element from signals; null where it is not known.</summary>
    private INamedTypeSymbol? AxisOf(IOperation? vector, int depth = 0)
    {
        if (vector?.Type is null || depth > MaximumAxisDepth || (!IsVector(vector.Type) && SpecReader.FrameOf(vector.Type) is null))
        {
            return null;
        }

        switch (vector)
        {
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } } read
                when spec.Find(read.Property.Name) is { } member:
                IOperation? body = member.IsInput ? null : BodyOf(member.Symbol.GetMethod!, compilation, cancellation);
                return member.AxisType ?? AxisOf(body is IBlockOperation { Operations: { Length: 1 } only } && only[0] is IReturnOperation returned ? returned.ReturnedValue : null, depth + 1);
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } history }:
                return AxisOf(history, depth + 1);
            case IParenthesizedOperation { Operand: var inner }:
                return AxisOf(inner, depth + 1);
            case IUnaryOperation { Operand: var operand }:
                return AxisOf(operand, depth + 1);
            case IBinaryOperation both:
                return AxisOf(both.LeftOperand, depth + 1) ?? AxisOf(both.RightOperand, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: not "Pick", ContainingType: { Name: "RewardMath", ContainingNamespace.Name: "RewardDsl" } } } call:
                return call.Arguments.Select(a => AxisOf(a.Value, depth + 1)).FirstOrDefault(static a => a is not null);
            default:
                return null;
        }
    }

    private Value FrameOf(Value history, int index, IPropertyReferenceOperation reference) =>
        SpecReader.TypeOf(reference.Type!) is not null ? history.Frame(index) : Reject(reference);

    private static string NameOf(IMethodSymbol method) =>
        (method.ContainingType.SpecialType == SpecialType.System_Single ? FunctionRows.Float : method.ContainingType.ToDisplayString()) + "." + method.Name;

    /// <summary>The choices of RewardMath's functions, such as SigmoidKind, which are constants.</summary>
    private static bool IsOption(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum, Name: "SigmoidKind", ContainingNamespace: { Name: "RewardDsl", ContainingNamespace.IsGlobalNamespace: true } };

    private Value Inline(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, IInvocationOperation? invocation, IOperation operation)
    {
        method = method.OriginalDefinition;
        if (method.IsGenericMethod || method.IsAsync || method.ReturnsVoid)
        {
            return Unknown(operation, method.IsGenericMethod ? "it is generic" : method.IsAsync ? "it is asynchronous" : "it returns nothing");
        }

        if (arguments.FirstOrDefault(static a => a.Parameter?.RefKind is RefKind.Ref or RefKind.Out) is { } byReference)
        {
            return Reject(byReference);
        }

        // Arguments belong to the caller: F(F(x)) is no recursion.
        var values = new Dictionary<ISymbol, Value>(SymbolEqualityComparer.Default);
        foreach (IArgumentOperation argument in arguments)
        {
            // The clock has its parts only; an index set is refused where it picks.
            bool isValue = !(SpecReader.IsClock(argument.Parameter!.Type) && argument.Value is IParameterReferenceOperation) && argument.Value.Type is not IArrayTypeSymbol { ElementType.TypeKind: TypeKind.Enum };
            values[argument.Parameter!.OriginalDefinition] = isValue ? Visit(argument.Value) : Value.Error;
        }

        if (!_active.Add(method))
        {
            diagnostics.Report(RuleCatalogue.Recursion, operation.Syntax.GetLocation(), method.Name);
            return Value.Error;
        }

        try
        {
            return InNewFrame(() =>
            {
                _locals = values;
                return Body(BodyOf(method, compilation, cancellation)!, method.Name, method.Locations.FirstOrDefault());
            });
        }
        finally
        {
            _active.Remove(method);
        }
    }

    private Value Creation(IObjectCreationOperation creation)
    {
        MemberType? type = creation.Type is null ? null : SpecReader.TypeOf(creation.Type);
        if (type is not (MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4 or MemberType.Quaternion) || creation.Initializer is not null)
        {
            return Reject(creation);
        }

        int size = type.Value.Components();
        List<Value> arguments = creation.Arguments.OrderBy(static a => a.Parameter?.Ordinal ?? 0).Select(a => Visit(a.Value)).ToList();
        if (arguments.Any(static a => a.IsError))
        {
            return Value.Error;
        }

        List<int> ids = arguments.SelectMany(static a => a.Ids).ToList();
        if (creation.Constructor?.Parameters.Any(static p => p.Type.SpecialType != SpecialType.System_Single && SpecReader.TypeOf(p.Type) is null) == true)
        {
            return Reject(creation);
        }

        return ids.Count switch
        {
            0 => Value.Tuple(Enumerable.Repeat(builder.Const(0f), size)),
            1 => Value.Tuple(Enumerable.Repeat(ids[0], size)),
            _ => ids.Count == size ? Value.Tuple(ids) : Reject(creation),
        };
    }

    private Value ConstantVector(ImmutableArray<IOperation> elements, ITypeSymbol type, IOperation whole) =>
        SpecReader.TypeOf(type) is MemberType.Vec or MemberType.Mask ? ConstantVector(elements, whole) : ConstantList(elements, whole);

    private Value ConstantVector(ImmutableArray<IOperation> elements, IOperation whole)
    {
        var bits = new List<uint>();
        IrKind kind = IrKind.Float;
        foreach (IOperation element in elements)
        {
            switch (element.ConstantValue.HasValue ? element.ConstantValue.Value : null)
            {
                case float number:
                    bits.Add(Literals.Bits(number));
                    break;
                case bool flag:
                    kind = IrKind.Bool;
                    bits.Add(flag ? 1u : 0u);
                    break;
                default:
                    diagnostics.Report(RuleCatalogue.UnsupportedConstruct, element.Syntax.GetLocation(), "A vector element that is not a constant", " (build vectors from signals with operators and Where)");
                    return Value.Error;
            }
        }

        return bits.Count == 0 ? Reject(whole) : Value.Of(builder.ConstVector(kind, bits.ToEquatableArray()));
    }

    /// <summary>A constant list of small vectors.</summary>
    private Value ConstantList(ImmutableArray<IOperation> elements, IOperation whole)
    {
        List<Value> values = elements.Select(Visit).ToList();
        if (values.Count == 0 || values.Any(static v => v.IsError))
        {
            return values.Count == 0 ? Reject(whole) : Value.Error;
        }

        for (int i = 0; i < values.Count; i++)
        {
            if (values[i].Ids.Any(id => builder[id].Op != Opcode.Const))
            {
                diagnostics.Report(RuleCatalogue.UnsupportedConstruct, elements[i].Syntax.GetLocation(), "A vector element that is not a constant", " (build vectors from signals with operators and Where)");
                return Value.Error;
            }
        }

        return Value.Tuple(Enumerable.Range(0, values[0].Ids.Count).Select(c => builder.ConstVector(IrKind.Float, values.Select(v => builder[v.Ids[c]].Immediate).ToEquatableArray())).ToList());
    }

    private Value Select(Value condition, Value whenTrue, Value whenFalse, SyntaxNode syntax)
    {
        if (condition.IsError || whenTrue.IsError || whenFalse.IsError)
        {
            return Value.Error;
        }

        if (whenTrue.Frames != whenFalse.Frames)
        {
            diagnostics.Report(RuleCatalogue.LengthMismatch, syntax.GetLocation(), Literals.Integer(whenTrue.Frames), Literals.Integer(whenFalse.Frames));
            return Value.Error;
        }

        try
        {
            IEnumerable<int> ids = whenTrue.Ids.Select((id, i) => builder.Apply(Opcode.Select, condition.Id, id, whenFalse.Ids[i]));
            if (whenTrue.IsOptional || whenFalse.IsOptional)
            {
                int there = builder.Apply(Opcode.Select, condition.Id, whenTrue.IsOptional ? whenTrue.Present : builder.Const(true), whenFalse.IsOptional ? whenFalse.Present : builder.Const(true));
                return Value.Optional(ids.Single(), there);
            }

            return whenTrue.Whole is { } a && whenFalse.Whole is { } b
                ? Value.Integer(ids.Single(), Math.Min(a.Min, b.Min), Math.Max(a.Max, b.Max))
                : whenTrue.With(ids);
        }
        catch (ArgumentException)
        {
            return Mismatch(new[] { whenTrue, whenFalse }, syntax);
        }
    }

    private static Value Map(Value value, Func<int, int> map) => value.IsError ? value : value.With(value.Ids.Select(map), value.Present);

    private Value Zip(Value left, Value right, Func<int, int, int> map, IOperation operation)
    {
        if (left.IsError || right.IsError)
        {
            return Value.Error;
        }

        try
        {
            int size = Math.Max(left.Ids.Count, right.Ids.Count);
            return Value.Tuple(Enumerable.Range(0, size).Select(i => map(left.IsTuple ? left.Ids[i] : left.Id, right.IsTuple ? right.Ids[i] : right.Id)).ToList());
        }
        catch (ArgumentException)
        {
            return Mismatch(new[] { left, right }, operation.Syntax);
        }
    }

    private Value Mismatch(IReadOnlyList<Value> operands, IOperation operation) => Mismatch(operands, operation.Syntax);

    private Value Mismatch(IReadOnlyList<Value> operands, SyntaxNode syntax)
    {
        List<int> lengths = operands.Where(static o => !o.IsError).Select(o => builder.TypeOf(o.Id).Length).Where(static l => l > 0).Distinct().ToList();
        diagnostics.Report(RuleCatalogue.LengthMismatch, syntax.GetLocation(), Literals.Integer(lengths[0]), Literals.Integer(lengths[lengths.Count - 1]));
        return Value.Error;
    }

    private Value Unknown(IOperation operation, string reason)
    {
        string called = operation is IInvocationOperation invocation ? invocation.TargetMethod.Name : operation.Syntax.ToString();
        diagnostics.Report(RuleCatalogue.UnknownCall, operation.Syntax.GetLocation(), called, reason);
        return Value.Error;
    }

    /// <summary>A stored member that is neither signal nor parameter: its declaration carries the error.</summary>
    private Value DeclaredWrong()
    {
        diagnostics.Fail();
        return Value.Error;
    }

    private Value Outside(IOperation operation, string name)
    {
        diagnostics.Report(RuleCatalogue.OutsideState, operation.Syntax.GetLocation(), name);
        return Value.Error;
    }

    private Value Reject(IOperation operation)
    {
        if (operation is IInvalidOperation)
        {
            // The compiler has already said what is wrong here.
            diagnostics.Fail();
            return Value.Error;
        }

        if (operation is IParameterReferenceOperation { Type: { } clock } && SpecReader.IsClock(clock))
        {
            diagnostics.Report(RuleCatalogue.UnsupportedConstruct, operation.Syntax.GetLocation(), "The training clock as a whole", " (read its Steps or Progress)");
            return Value.Error;
        }

        (string construct, string hint) = ConstructNames.Describe(operation);
        diagnostics.Report(RuleCatalogue.UnsupportedConstruct, operation.Syntax.GetLocation(), construct, hint);
        return Value.Error;
    }

    private static bool IsVector(ITypeSymbol? type) => type is not null && SpecReader.TypeOf(type) is { } known && known.IsVector();
}
