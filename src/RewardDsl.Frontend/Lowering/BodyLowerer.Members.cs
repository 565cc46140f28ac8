using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <content>What a body reads: members now and earlier, fields, elements.</content>
internal sealed partial class BodyLowerer
{
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

        if (SpecReader.TypeOf(property.ContainingType) is MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4 or MemberType.Quaternion)
        {
            return OfTuple(reference, Visit(reference.Instance));
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

    /// <summary>A component by its index, or whether a quaternion is the identity.</summary>
    private Value OfTuple(IPropertyReferenceOperation reference, Value tuple)
    {
        if (tuple.IsError)
        {
            return tuple;
        }

        if (reference.Property.IsIndexer)
        {
            IOperation? argument = reference.Arguments.Length == 1 ? reference.Arguments[0].Value : null;
            if (argument?.ConstantValue is { HasValue: true, Value: int index } && index >= 0 && index < tuple.Ids.Count)
            {
                return Value.Of(tuple.Ids[index]);
            }

            diagnostics.Report(RuleCatalogue.BadIndex, (argument ?? reference).Syntax.GetLocation(), Literals.Integer(tuple.Ids.Count), Literals.Integer(tuple.Ids.Count - 1));
            return Value.Error;
        }

        return reference.Property.Name != "IsIdentity" ? Reject(reference)
            : Value.Of(tuple.Ids.Select((id, i) => builder.Apply(Opcode.Equal, id, builder.Const(i == 3 ? 1f : 0f))).Aggregate((a, b) => builder.Apply(Opcode.And, a, b)));
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
            int axis = property.Name switch { "UnitX" => 0, "UnitY" => 1, "UnitZ" => 2, "UnitW" => 3, _ => -1 };
            return axis >= 0 ? Value.Tuple(Enumerable.Range(0, size).Select(i => builder.Const(axis == i ? 1f : 0f)))
                : Everywhere(property.Name) is { } number ? Value.Tuple(Enumerable.Repeat(builder.Const(number), size))
                : FunctionTable.WhyNot(NameOf(property.ContainingType) + "." + property.Name) is { } reason ? Unknown(reference, reason)
                : Reject(reference);
        }

        if (type is MemberType.Quaternion && property.Name is "Identity" or "Zero")
        {
            return Value.Tuple(Enumerable.Range(0, 4).Select(i => builder.Const(i == 3 && property.Name == "Identity" ? 1f : 0f)));
        }

        return property.GetMethod is { } getter && property.SetMethod is null && bodies.Of(getter) is not null
            ? Inline(getter, ImmutableArray<IArgumentOperation>.Empty, null, reference)
            : Outside(reference, property.Name);
    }

    /// <summary>The number that all components of a constant of the vector types have.</summary>
    private static float? Everywhere(string constant) => constant switch
    {
        "Zero" => 0f,
        "One" => 1f,
        "E" => (float)Math.E,
        "Pi" => (float)Math.PI,
        "Tau" => (float)(2 * Math.PI),
        "Epsilon" => float.Epsilon,
        "NaN" => float.NaN,
        "NegativeInfinity" => float.NegativeInfinity,
        "NegativeZero" => -0f,
        "PositiveInfinity" => float.PositiveInfinity,
        _ => null,
    };

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

        if (field is { IsStatic: true, IsReadOnly: true } && IsOnlyInitialized(field) && IsInitialized(field) && bodies.InitializerOf(field) is { } initializer)
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

    private Value FrameOf(Value history, int index, IPropertyReferenceOperation reference) =>
        SpecReader.TypeOf(reference.Type!) is not null ? history.Frame(index) : Reject(reference);
}
