using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The functions of RewardMath on lists of vectors, windows over time and picked elements.</summary>
internal static class ShapeFunctions
{
    /// <summary>Whether an overload belongs here: by the type of its first parameter.</summary>
    public static bool Contains(IMethodSymbol method) =>
        method is { Name: "Pick", IsGenericMethod: true } && IsRewardMath(method)
        || (IsRewardMath(method) && method.Parameters.Length > 0
            && (SpecReader.FrameOf(method.Parameters[0].Type) is not null
                || SpecReader.TypeOf(method.Parameters[0].Type) is MemberType.VecOfVector2 or MemberType.VecOfVector3 or MemberType.VecOfVector4));

    /// <summary>Applies a function, or null where there is none of that name.</summary>
    public static Value? Apply(ProgramBuilder builder, string name, Value first, Value? second)
    {
        if (first.Frames > 0)
        {
            return OverTime(builder, name, first);
        }

        switch (name)
        {
            case "X" or "Y" or "Z" or "W":
                return Value.Of(first.Ids["XYZW".IndexOf(name[0])]);
            case "NormsSquared":
                return Value.Of(Dot(builder, first, first));
            case "Norms":
                return Value.Of(builder.Apply(Opcode.Sqrt, Dot(builder, first, first)));
            case "Dot" when second is not null:
                return Value.Of(Dot(builder, first, second));
            case "Sum":
                return Value.Tuple(first.Ids.Select(c => builder.Reduce(Opcode.Sum, c)).ToList());
            case "Mean":
                return Value.Tuple(first.Ids.Select(c => builder.Apply(Opcode.Div, builder.Reduce(Opcode.Sum, c), builder.LengthOf(c))).ToList());
            default:
                return null;
        }
    }

    /// <summary>One element of a vector; of an input it is read alone.</summary>
    public static int Element(ProgramBuilder builder, int vector, int index)
    {
        Instruction code = builder[vector];
        return code.Op == Opcode.InputPick
            ? builder.InputComponent((int)(code.Immediate & 0xFFFF), (int)builder.IndicesOf(code)[index], code.Type.Kind)
            : builder.Element(vector, index);
    }

    /// <summary>
    /// Picked elements of any vector: memory is read at other places, elementwise operations work on picked operands. So
    /// nothing is moved between registers.
    /// </summary>
    public static int Pick(ProgramBuilder builder, int vector, IReadOnlyList<int> indices)
    {
        Instruction code = builder[vector];
        if (!code.Type.IsVector)
        {
            return vector;
        }

        int slot = (int)(code.Immediate & 0xFFFF);
        switch (code.Op)
        {
            case Opcode.Input:
                return builder.Pick(Opcode.InputPick, code.Type.Kind, slot, indices);
            case Opcode.Carry:
                return builder.Pick(Opcode.CarryPick, code.Type.Kind, slot, indices);
            case Opcode.InputPick or Opcode.CarryPick:
                return builder.Pick(code.Op, code.Type.Kind, slot, indices.Select(i => (int)builder.IndicesOf(code)[i]).ToList());
            case Opcode.ConstVector:
                EquatableArray<uint> bits = builder.ConstantOf(code);
                return builder.ConstVector(code.Type.Kind, indices.Select(i => bits[i]).ToEquatableArray());
            case Opcode.Broadcast:
                return builder.Broadcast(code.A, indices.Count);
            default:
                int Picked(int operand) => operand < 0 ? -1 : Pick(builder, operand, indices);
                return builder.Apply(code.Op, Picked(code.A), Picked(code.B), Picked(code.C));
        }
    }

    private static bool IsRewardMath(IMethodSymbol method) => method.ContainingType is { Name: "RewardMath", ContainingNamespace.Name: "RewardDsl" };

    private static Value? OverTime(ProgramBuilder builder, string name, Value history)
    {
        List<Value> frames = Enumerable.Range(0, history.Frames).Select(history.Frame).ToList();
        Opcode? fold = name switch
        {
            "Sum" or "Mean" => Opcode.Add,
            "Min" => Opcode.Min,
            "Max" => Opcode.Max,
            "Any" => Opcode.Or,
            "All" => Opcode.And,
            _ => null,
        };
        if (fold is null)
        {
            List<Value?> mapped = frames.Select(f => Apply(builder, name, f, null)).ToList();
            return mapped.Contains(null) ? null : Value.History(mapped.SelectMany(static f => f!.Ids), history.Frames);
        }

        IEnumerable<int> folded = Enumerable.Range(0, frames[0].Ids.Count).Select(c => frames.Skip(1).Aggregate(frames[0].Ids[c], (all, f) => builder.Apply(fold.Value, all, f.Ids[c])));
        return Value.Tuple((name == "Mean" ? folded.Select(x => builder.Apply(Opcode.Div, x, builder.Const((float)history.Frames))) : folded).ToList());
    }

    private static int Dot(ProgramBuilder builder, Value a, Value b)
    {
        int sum = builder.Apply(Opcode.Mul, a.Ids[0], b.Ids[0]);
        for (int c = 1; c < a.Ids.Count; c++)
        {
            sum = builder.Apply(Opcode.Add, sum, builder.Apply(Opcode.Mul, a.Ids[c], b.Ids[c]));
        }

        return sum;
    }
}
