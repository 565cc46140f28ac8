using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// The derivatives of the total with respect to the values of a program, as they are collected from the last value to the first, and the
/// arithmetic of the chain rule: a product of which one factor is 0 is 0 whatever the other is, so that a NaN or an infinity that is not paid, or
/// an infinite slope that nothing rises along, adds nothing.
/// </summary>
internal sealed class Adjoints(ProgramBuilder builder, bool[] active)
{
    private readonly int[] _sums = Enumerable.Repeat(-1, active.Length).ToArray();
    private readonly Dictionary<int, SortedDictionary<int, int>> _elements = new();

    /// <summary>Adjoints that may be infinite although the total is finite, such as the slope of a root at 0.</summary>
    private readonly HashSet<int> _singular = new();

    /// <summary>Where the derivatives are computed.</summary>
    public ProgramBuilder Builder => builder;

    /// <summary>Adds to the derivative with respect to a value; nothing is computed for one that depends on no float signal.</summary>
    public void Give(int value, Func<int> part)
    {
        if (active[value])
        {
            _sums[value] = _sums[value] < 0 ? part() : Sum(_sums[value], part());
        }
    }

    /// <summary>The same with respect to one element of a vector.</summary>
    public void GiveElement(int vector, int element, int part)
    {
        if (active[vector])
        {
            if (!_elements.TryGetValue(vector, out SortedDictionary<int, int>? elements))
            {
                _elements.Add(vector, elements = new());
            }

            Put(elements, element, part);
        }
    }

    /// <summary>The derivative with respect to a value of the forward pass, −1 for none. To be asked for when every use of the value has given its part.</summary>
    public int Of(int value) => _elements.TryGetValue(value, out SortedDictionary<int, int>? elements)
        ? WithElements(_sums[value] < 0 ? builder.Broadcast(builder.Const(0f), builder.TypeOf(value).Length) : _sums[value], elements)
        : _sums[value];

    /// <summary>The derivative with respect to a signal as a whole, −1 for none, and with respect to those of its elements that are read by themselves.</summary>
    public (int Whole, SortedDictionary<int, int> Parts) OfSignal(int slot)
    {
        int whole = -1;
        var parts = new SortedDictionary<int, int>();
        for (int value = 0; value < active.Length; value++)
        {
            Instruction code = builder[value];
            bool isRead = code.Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick && (code.Immediate & 0xFFFF) == slot;
            int adjoint = isRead ? Of(value) : -1;
            switch (code.Op)
            {
                case var _ when adjoint < 0:
                    break;
                case Opcode.Input:
                    whole = adjoint;
                    break;
                case Opcode.InputComponent:
                    Put(parts, (int)(code.Immediate >> 16), adjoint);
                    break;
                default:
                    EquatableArray<uint> indices = builder.IndicesOf(code);
                    for (int j = 0; j < indices.Count; j++)
                    {
                        Put(parts, (int)indices[j], Element(adjoint, j));
                    }

                    break;
            }
        }

        return (whole, parts);
    }

    /// <summary>A vector with numbers added to some of its elements.</summary>
    public int WithElements(int vector, SortedDictionary<int, int> elements)
    {
        int length = builder.TypeOf(vector).Length;
        int result = vector;
        foreach (KeyValuePair<int, int> element in elements)
        {
            int here = builder.ConstVector(IrKind.Bool, Enumerable.Range(0, length).Select(k => k == element.Key ? 1u : 0u).ToEquatableArray());
            int added = IsZero(vector) ? builder.Broadcast(element.Value, length) : builder.Apply(Opcode.Add, vector, element.Value);
            result = Mark(builder.Apply(Opcode.Select, here, added, result), vector, element.Value);
        }

        return result;
    }

    /// <summary>The adjoint where a condition holds, else 0: chosen, not multiplied.</summary>
    public int Where(int condition, int adjoint) => Mark(builder.Apply(Opcode.Select, condition, adjoint, builder.Const(0f)), adjoint);

    /// <summary>The adjoint where a condition does not hold, else 0.</summary>
    public int Unless(int condition, int adjoint) => Mark(builder.Append(Zero(condition, adjoint)), adjoint);

    /// <summary>The sum of two adjoints.</summary>
    public int Sum(int a, int b) => Mark(builder.Apply(Opcode.Add, a, b), a, b);

    /// <summary>The adjoint with the other sign.</summary>
    public int Negative(int adjoint) => Mark(builder.Apply(Opcode.Neg, adjoint), adjoint);

    /// <summary>An adjoint times a slope.</summary>
    public int Product(int adjoint, int slope)
    {
        if (IsConstant(adjoint, static c => c == 1f))
        {
            return slope;
        }

        if (IsConstant(slope, static c => c == 1f))
        {
            return adjoint;
        }

        if (IsConstant(slope, static c => c == -1f))
        {
            return Negative(adjoint);
        }

        int isZero = IsConstant(adjoint, IsNonzero) || IsBounded(slope) ? -1 : EqualsZero(adjoint);
        if (_singular.Contains(adjoint) && !IsConstant(slope, IsNonzero))
        {
            isZero = isZero < 0 ? EqualsZero(slope) : builder.Apply(Opcode.Or, isZero, EqualsZero(slope));
        }

        int product = builder.Apply(Opcode.Mul, adjoint, slope);
        return Mark(isZero < 0 ? product : builder.Append(Zero(isZero, product)), adjoint, slope);
    }

    /// <summary>An adjoint over a divisor; the quotient may be infinite.</summary>
    public int Quotient(int adjoint, int divisor)
    {
        int quotient = builder.Apply(Opcode.Div, adjoint, divisor);
        if (IsConstant(divisor, IsNonzero))
        {
            return Mark(quotient, adjoint);
        }

        quotient = IsConstant(adjoint, IsNonzero) ? quotient : builder.Append(Zero(EqualsZero(adjoint), quotient));
        _singular.Add(quotient);
        return quotient;
    }

    /// <summary>Remembers that a slope may be infinite although the value is finite.</summary>
    public int Singular(int slope)
    {
        _singular.Add(slope);
        return slope;
    }

    /// <summary>The first element of a vector that equals a number gets an adjoint, the others 0; of a NaN none does.</summary>
    public int WhereFirst(int vector, int number, int adjoint)
    {
        int length = builder.TypeOf(vector).Length;
        int places = builder.ConstVector(IrKind.Float, Enumerable.Range(0, length).Select(static j => Literals.Bits(j)).ToEquatableArray());
        int equals = builder.Apply(Opcode.Equal, vector, number);
        int first = builder.Reduce(Opcode.ReduceMin, builder.Apply(Opcode.Select, equals, places, builder.Const((float)length)));
        return Where(builder.Apply(Opcode.Equal, places, first), builder.Broadcast(adjoint, length));
    }

    /// <summary>The sum of the elements of a vector of adjoints.</summary>
    public int Total(int vector) => Mark(builder.Reduce(Opcode.Sum, vector), vector);

    /// <summary>An adjoint in every element of a vector.</summary>
    public int Spread(int adjoint, int length) => Mark(builder.Broadcast(adjoint, length), adjoint);

    private int Element(int vector, int index)
    {
        Instruction code = builder[vector];
        return code.Op == Opcode.Broadcast ? code.A : Mark(builder.Element(vector, index), vector);
    }

    private void Put(SortedDictionary<int, int> parts, int element, int part) =>
        parts[element] = parts.TryGetValue(element, out int before) ? Sum(before, part) : part;

    private int EqualsZero(int value) => builder.Apply(Opcode.Equal, value, builder.Const(0f));

    private Instruction Zero(int condition, int value)
    {
        IrType type = builder.TypeOf(value);
        int zero = type.IsVector ? builder.Broadcast(builder.Const(0f), type.Length) : builder.Const(0f);
        return new Instruction(Opcode.Select, type, type.IsVector ? builder.Broadcast(condition, type.Length) : condition, zero, value, 0);
    }

    private int Mark(int value, params int[] from)
    {
        if (from.Any(_singular.Contains))
        {
            _singular.Add(value);
        }

        return value;
    }

    private bool IsZero(int value) => IsConstant(value, static c => c == 0f);

    private static bool IsNonzero(float c) => c != 0f && !float.IsNaN(c);

    private bool IsConstant(int value, Func<float, bool> test)
    {
        Instruction code = builder[value];
        return code.Op switch
        {
            Opcode.Broadcast => IsConstant(code.A, test),
            Opcode.Const => code.Type.Kind == IrKind.Float && test(Literals.Float(code.Immediate)),
            Opcode.ConstVector => code.Type.Kind == IrKind.Float && builder.ConstantOf(code).All(b => test(Literals.Float(b))),
            _ => false,
        };
    }

    /// <summary>Whether a slope is finite for sure: 0 times it is 0 without being chosen.</summary>
    private bool IsBounded(int slope)
    {
        Instruction code = builder[slope];
        return code.Op switch
        {
            Opcode.Parameter or Opcode.BoolToFloat => true,
            Opcode.Const or Opcode.ConstVector => IsConstant(slope, static c => c - c == 0f),
            Opcode.Broadcast or Opcode.Neg or Opcode.Element => IsBounded(code.A),
            Opcode.Select => IsBounded(code.B) && IsBounded(code.C),
            _ => false,
        };
    }
}
