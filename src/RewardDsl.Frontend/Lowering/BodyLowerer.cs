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
    SpecDeclaration spec, Bodies bodies, ProgramBuilder builder, IMemberScope scope, RewardDiagnostics diagnostics, Sites? sites, CancellationToken cancellation)
{
    /// <summary>More operations than any sensible reward needs; branches that copy their continuation could go beyond.</summary>
    public const int MaximumSize = 50_000;

    /// <summary>What is wrong with an expression that would take the compiler's whole stack.</summary>
    public const string TooDeep = "has an expression of too many operators in one another";

    /// <summary>Whole numbers up to this size are exact in a float32.</summary>
    public const long LargestWhole = 1 << 24;

    private const string WhereAbsent = "it throws where the value is absent; write 'x ?? otherwise' or 'x is { } v ? … : …'";

    /// <summary>Equal operations become one, so inlining can take far longer than the size of its result tells.</summary>
    private const int MaximumVisits = 20 * MaximumSize;

    private IFieldSymbol? _initializing;
    private readonly HashSet<IMethodSymbol> _active = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, Value> _locals = new(SymbolEqualityComparer.Default);
    private bool _tooLarge;
    private int _visits;

    /// <summary>Lowers the getter of a property.</summary>
    public Value Property(IPropertySymbol property)
    {
        IOperation? body = bodies.Of(property.GetMethod!);
        return body is null ? WithoutBody(property) : InNewFrame(() => Body(body, property.Name, property.GetMethod!.Locations.FirstOrDefault()));
    }

    /// <summary>Lowers a function on given arguments.</summary>
    public Value Function(IMethodSymbol method, IReadOnlyList<Value> arguments)
    {
        IOperation? body = bodies.Of(method);
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
        bodies.Of(method) is { } body ? InNewFrame(() => Body(body, method.Name, method.Locations.FirstOrDefault())) : WithoutBody(method);

    /// <summary>Lowers an expression that reads no local.</summary>
    public Value Expression(IOperation operation) => InNewFrame(() => Visit(operation));

    private Value WithoutBody(ISymbol member)
    {
        diagnostics.Report(RuleCatalogue.UnsupportedConstruct, member.Locations.FirstOrDefault(), "A member without a body", " (write what it computes)");
        return Value.Error;
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
            case IInvocationOperation call when FunctionTable.WhyNot(NameOf(call.TargetMethod)) is { } reason:
                Unknown(call, reason);
                break;
            default:
                Reject(operation);
                break;
        }
    }

    private Value Visit(IOperation operation)
    {
        cancellation.ThrowIfCancellationRequested();

        // An expression of ten thousand operators must be a finding (RWD0111), not the end of the compiler's process.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (builder.Count > MaximumSize || ++_visits > MaximumVisits)
        {
            if (!_tooLarge)
            {
                _tooLarge = true;
                diagnostics.Report(RuleCatalogue.TooLarge, spec.Location, spec.Type.Name, "needs more than " + Literals.Integer(MaximumSize) + " operations once everything is inlined");
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
            Value result = Chosen(condition, whenTrue, whenFalse);
            sites?.Add(SiteKind.Choice, nameof(Opcode.Select), syntax, scope.Member, result, condition, whenTrue, whenFalse);
            return result;
        }
        catch (ArgumentException)
        {
            return Mismatch(new[] { whenTrue, whenFalse }, syntax);
        }
    }

    private Value Chosen(Value condition, Value whenTrue, Value whenFalse)
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
