using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <content>Vectors that a body makes.</content>
internal sealed partial class BodyLowerer
{
    private Value Creation(IObjectCreationOperation creation)
    {
        MemberType? type = creation.Type is null ? null : SpecReader.TypeOf(creation.Type);
        if (type is not (MemberType.Vector2 or MemberType.Vector3 or MemberType.Vector4 or MemberType.Quaternion) || creation.Initializer is not null)
        {
            return Reject(creation);
        }

        if (creation.Constructor?.Parameters.Select(static p => UnavailableFunctions.WhyNot(p.Type)).FirstOrDefault(static r => r is not null) is { } reason)
        {
            return Unknown(creation, reason);
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
}
