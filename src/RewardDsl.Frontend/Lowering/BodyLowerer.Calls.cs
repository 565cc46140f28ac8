using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <content>Calls: functions of the table, of shapes, of other assemblies, and methods with source.</content>
internal sealed partial class BodyLowerer
{
    /// <summary>How far a vector is followed to the signal whose axis it has.</summary>
    private const int MaximumAxisDepth = 32;

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
                    : Unknown(invocation, UnavailableFunctions.WhyNot(odd.Type) ?? "this overload has no batched meaning");
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

        if (bodies.Of(method) is null && Attributes.Get(method, "RewardFunction") is not null)
        {
            return Stored(method, invocation);
        }

        if (bodies.Of(method) is null && IsNumber(method.ReturnType))
        {
            return WrongNumber(invocation, method.ReturnType.SpecialType);
        }

        return bodies.Of(method) is null || SpecReader.IsGenerated(method)
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
            Value result = SpecReader.TypeOf(method.ReturnType) == MemberType.Int ? Value.Integer(ids[0], -LargestWhole, LargestWhole) : Value.Tuple(ids);
            sites?.Add(SiteKind.Call, method.Name, invocation.Syntax, scope.Member, result, arguments.ToArray());
            return result;
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
            sites?.Add(SiteKind.Call, invocation.TargetMethod.Name, invocation.Syntax, scope.Member, result, arguments.ToArray());
            if (SpecReader.TypeOf(invocation.TargetMethod.ReturnType) != MemberType.Int)
            {
                return result;
            }

            // Of whole numbers there are Sign, Abs, Min, Max and Clamp: none leaves the size of its arguments.
            long Size() => arguments.Max(static a => a.Whole is { } w ? Math.Max(Math.Abs(w.Min), Math.Abs(w.Max)) : LargestWhole);
            return invocation.TargetMethod.Name switch
            {
                "Sign" => Value.Integer(result.Id, -1, 1),
                "Abs" or "Min" or "Max" or "Clamp" => Value.Integer(result.Id, -Size(), Size()),
                "Count" => Value.Integer(result.Id, 0, arguments[0].Ids.Count),
                "IndexOf" or "LastIndexOf" => Value.Integer(result.Id, -1, arguments[0].Ids.Count - 1),
                _ => WrongNumber(invocation, SpecialType.System_Int32),
            };
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

        IOperation? source = value is IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } field } && IsOnlyInitialized(field) ? bodies.InitializerOf(field) : value;
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
                IOperation? body = member.IsInput ? null : bodies.Of(member.Symbol.GetMethod!);
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

    private static string NameOf(IMethodSymbol method) => RowName(NameOf(method.ContainingType), method);

    private static string NameOf(INamedTypeSymbol type) => type.SpecialType == SpecialType.System_Single ? FunctionRows.Float : type.ToDisplayString();

    /// <summary>The row of a method in the table: that of its name, but for overloads that say how to round.</summary>
    private static string RowName(string type, IMethodSymbol method) =>
        type + "." + (method.Name == "Round" && method.Parameters.Any(static p => p.Type is { Name: "MidpointRounding", ContainingNamespace.Name: "System" }) ? RoundingFunctions.Directed : method.Name);

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
                return Body(bodies.Of(method)!, method.Name, method.Locations.FirstOrDefault());
            });
        }
        finally
        {
            _active.Remove(method);
        }
    }
}
