using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RewardDsl.Frontend;

/// <summary>
/// Finds the length of a computed vector without lowering it: a carried vector must have a type before the body that
/// reads it is lowered. Elementwise operations keep the length, so any vector inside the body that has one decides.
/// </summary>
internal sealed class LengthInference(SpecDeclaration spec, Bodies bodies)
{
    private readonly Dictionary<string, int> _known = new();
    private readonly HashSet<string> _active = new();
    private readonly HashSet<ILocalSymbol> _locals = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IFieldSymbol> _fields = new(SymbolEqualityComparer.Default);

    /// <summary>The length, or 0 when it cannot be inferred.</summary>
    public int Of(SpecMember member)
    {
        if (member.Length > 0)
        {
            return member.Length;
        }

        if (_known.TryGetValue(member.Name, out int length) || !_active.Add(member.Name))
        {
            return length;
        }

        length = member.Symbol.GetMethod is { } getter && bodies.Of(getter) is { } body ? Result(body, 0) : 0;
        _active.Remove(member.Name);
        if (length > 0 || _active.Count == 0)
        {
            // A member that was met inside its own inference may still find its length from another side.
            _known[member.Name] = length;
        }

        return length;
    }

    /// <summary>The length of what a body returns.</summary>
    private int Result(IOperation body, int depth) => body.DescendantsAndSelf().OfType<IReturnOperation>()
        .Select(r => r.ReturnedValue is { } value ? Find(value, depth) : 0).FirstOrDefault(static l => l > 0);

    /// <summary>The length of a local: that of any value it is given in its body.</summary>
    private int Local(ILocalReferenceOperation local, int depth)
    {
        if (!_locals.Add(local.Local))
        {
            return 0;
        }

        IOperation root = local;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        int length = 0;
        foreach (IOperation operation in root.Descendants())
        {
            IOperation? given = operation switch
            {
                IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, local.Local) => declarator.GetVariableInitializer()?.Value,
                ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } assignment when SymbolEqualityComparer.Default.Equals(target.Local, local.Local) => assignment.Value,
                _ => null,
            };
            length = length > 0 || given is null ? length : Find(given, depth);
        }

        _locals.Remove(local.Local);
        return length;
    }

    private int Find(IOperation operation, int depth)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Instance: IInstanceReferenceOperation or IPropertyReferenceOperation { Instance: IInstanceReferenceOperation } } window when SpecReader.FrameOf(window.Type!) is not null:
                return spec.Find(window.Property.Name)?.Length ?? 0;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } window } when IsVector(operation.Type):
                return Find(window, depth);
            case IPropertyReferenceOperation property when IsVector(property.Type):
                return spec.Find(property.Property.Name) is { } member && property.Instance is IInstanceReferenceOperation or IPropertyReferenceOperation ? Of(spec.Find(property.Property.Name)!) : 0;
            case ILocalReferenceOperation local when IsVector(local.Type):
                return Local(local, depth);
            case ICollectionExpressionOperation collection when IsVector(collection.Type):
                return collection.Elements.Length;
            case IFieldReferenceOperation { Field: { IsStatic: true } field } when IsVector(field.Type):
                return FieldLength(field);
            case IInvocationOperation { TargetMethod: { Name: "Pick", IsGenericMethod: true } pick } picked when IsVector(picked.Type) && ShapeFunctions.Contains(pick):
                return SetSize(picked.Arguments.First(static a => a.Parameter?.Ordinal == 1).Value);
            case IInvocationOperation invocation when IsVector(invocation.Type) && depth < 16:
                int argument = Children(invocation, depth);
                return argument > 0 ? argument : bodies.Of(invocation.TargetMethod) is { } body ? Result(body, depth + 1) : 0;
            default:
                return Children(operation, depth);
        }
    }

    private int Children(IOperation operation, int depth) =>
        operation.ChildOperations.Where(c => !IsReduction(c)).Select(c => Find(c, depth)).FirstOrDefault(static l => l > 0);

    /// <summary>A vector inside an expression that makes a scalar of it says nothing about the result.</summary>
    private static bool IsReduction(IOperation operation) =>
        operation.Type is { } type && SpecReader.TypeOf(type) is not null && !IsVector(type);

    /// <summary>The size of a constant set of indices, written out or in a static field.</summary>
    private int SetSize(IOperation set) => set switch
    {
        IConversionOperation conversion => SetSize(conversion.Operand),
        ICollectionExpressionOperation collection => collection.Elements.Length,
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.Length,
        IFieldReferenceOperation { Field: { IsStatic: true } field } => InField(field, SetSize),
        _ => 0,
    };

    private int FieldLength(IFieldSymbol field) => InField(field, value => Find(value, 0));

    private int InField(IFieldSymbol field, System.Func<IOperation, int> measure)
    {
        // A cycle is legal C#; lowering reports it.
        if (!_fields.Add(field))
        {
            return 0;
        }

        int length = bodies.InitializerOf(field) is { } value ? measure(value) : 0;
        _fields.Remove(field);
        return length;
    }

    private static bool IsVector(ITypeSymbol? type) => type is not null && SpecReader.TypeOf(type) is { } known && known.IsVector();
}
