using System;
using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// Carries a required truth value back to the leaves of a box: what a comparison says of its operands, what a required range
/// of a sum says of its parts. Never removes a value that is possible; inverse operations get some slack for rounding.
/// </summary>
internal sealed class Contractor(RangeEvaluator ranges, Box box)
{
    /// <summary>More inverse steps than this tighten little.</summary>
    private const int Budget = 2000;

    private readonly Dictionary<(int Value, int Element), FloatRange> _known = new();
    private readonly List<(Relation Relation, bool IsStrict)> _relations = new();
    private int _steps;

    /// <summary>The orders of values that hold.</summary>
    public IReadOnlyList<(Relation Relation, bool IsStrict)> Relations => _relations;

    /// <summary>What is known of values on the way to the leaves: a relation between leaves that their own ranges cannot hold.</summary>
    public IReadOnlyDictionary<(int Value, int Element), FloatRange> Known => _known;

    /// <summary>Follow only elementwise operations: for conditions that hold element by element.</summary>
    public bool ElementsOnly { get; init; }

    /// <summary>Requires a truth value; false when the box has no point for it.</summary>
    public bool Require(int condition, bool holds)
    {
        int length = Math.Max(1, ranges.Program.Code[condition].Type.Length);
        bool possible = true;
        for (int j = 0; j < length; j++)
        {
            possible &= Truth(condition, j, holds);
        }

        return possible;
    }

    private bool Truth(int value, int element, bool holds)
    {
        FloatRange known = ranges[value][element];
        if ((known.IsTrue && !holds) || (known.IsFalse && holds))
        {
            return false;
        }

        if (++_steps > Budget)
        {
            return true;
        }

        Instruction code = ranges.Program.Code[value];
        switch (code.Op)
        {
            case Opcode.Not:
                return Truth(code.A, element, !holds);
            case Opcode.And when holds:
            case Opcode.Or when !holds:
                return Truth(code.A, element, holds) & Truth(code.B, element, holds);
            case Opcode.And when ranges[code.A][element].IsTrue:
            case Opcode.Or when ranges[code.A][element].IsFalse:
                return Truth(code.B, element, holds);
            case Opcode.And when ranges[code.B][element].IsTrue:
            case Opcode.Or when ranges[code.B][element].IsFalse:
                return Truth(code.A, element, holds);
            case Opcode.Less:
                return Order(code, element, holds, strict: true);
            case Opcode.LessOrEqual:
                return Order(code, element, holds, strict: false);
            case Opcode.Equal:
                return Equality(code, element, holds);
            case Opcode.NotEqual:
                return Equality(code, element, !holds);
            case Opcode.IsNaN:
                return Number(code.A, element, holds ? FloatRange.OnlyNaN : FloatRange.Numbers);
            case Opcode.IsFinite when holds:
                return Number(code.A, element, FloatRange.Of(float.MinValue, float.MaxValue));
            case Opcode.Broadcast when !ElementsOnly:
                return Truth(code.A, 0, holds);
            case Opcode.Element when !ElementsOnly:
                return Truth(code.A, (int)code.Immediate, holds);
            case Opcode.All when holds:
            case Opcode.Any when !holds:
                return ElementsOnly || Require(code.A, holds);
            default:
                return IntrinsicTable.Row(code.Op).Class != IntrinsicClass.Leaf || Leaf(code, element, FloatRange.Of(holds));
        }
    }

    private bool Leaf(Instruction code, int element, FloatRange to) => (ElementsOnly && (!code.Type.IsVector || ranges.Dependences.IsMixed(code))) || box.Narrow(ranges.Program, code, element, to);

    private bool Order(Instruction code, int element, bool holds, bool strict)
    {
        FloatRange a = ranges[code.A][element];
        FloatRange b = ranges[code.B][element];
        Relate(holds ? code.B : code.A, holds ? code.A : code.B, element, holds == strict);
        if (!holds)
        {
            // Not less: greater, or one of them is NaN, of which nothing follows.
            return a.MayBeNaN || b.MayBeNaN || Above(code.A, code.B, element, a, b, strict: !strict);
        }

        return Above(code.B, code.A, element, b, a, strict);
    }

    /// <summary>Requires <paramref name="high"/> above <paramref name="low"/>; a comparison that holds has no NaN.</summary>
    private bool Above(int high, int low, int element, FloatRange a, FloatRange b, bool strict)
    {
        if (!a.HasNumber || !b.HasNumber)
        {
            return false;
        }

        float least = strict ? Above(high, b.Lo) : b.Lo;
        float most = strict ? -Above(low, -a.Hi) : a.Hi;
        return (!strict || (!float.IsPositiveInfinity(b.Lo) && !float.IsNegativeInfinity(a.Hi)))
            && Number(high, element, FloatRange.Of(least, float.PositiveInfinity)) & Number(low, element, FloatRange.Of(float.NegativeInfinity, most));
    }

    /// <summary>The next number that a value (or its negation) can be.</summary>
    private float Above(int value, float x) =>
        ranges.Dependences.IsWhole(value) && Math.Abs(x) < 1 << 23 ? (float)Math.Floor(x) + 1f : FloatRange.Up(x);

    private bool Equality(Instruction code, int element, bool holds)
    {
        FloatRange a = ranges[code.A][element];
        FloatRange b = ranges[code.B][element];
        if (holds)
        {
            FloatRange both = a.Meet(b) with { MayBeNaN = false };
            return both.HasNumber && Number(code.A, element, both) & Number(code.B, element, both);
        }

        // Unequal to an end of its own range.
        return Unequal(code.A, element, a, b) & Unequal(code.B, element, b, a);
    }

    private bool Unequal(int value, int element, FloatRange range, FloatRange other)
    {
        if (!other.IsSingle || !range.HasNumber)
        {
            return true;
        }

        float lo = range.Lo == other.Lo ? Above(value, range.Lo) : range.Lo;
        float hi = range.Hi == other.Lo ? -Above(value, -range.Hi) : range.Hi;
        return Number(value, element, new FloatRange(lo, hi, range.MayBeNaN));
    }

    /// <summary>Requires a range of a number and of what it is made of.</summary>
    private bool Number(int value, int element, FloatRange required)
    {
        FloatRange known = ranges[value][element];
        FloatRange left = known.Meet(required);
        if (left.IsNothing)
        {
            return false;
        }

        if (left == known || ++_steps > Budget || !left.HasNumber)
        {
            return true;
        }

        Instruction code = ranges.Program.Code[value];
        if (!ElementsOnly || code.Type.IsVector)
        {
            // Another part of the same condition may have said something of it already.
            left = _known.TryGetValue((value, element), out FloatRange before) ? left.Meet(before) : left;
            if (left.IsNothing)
            {
                return false;
            }

            _known[(value, element)] = left;
        }

        FloatRange A() => ranges[code.A][element];
        FloatRange B() => ranges[code.B][element];
        bool nan = left.MayBeNaN;
        FloatRange From(double lo, double hi) => Slack(lo, hi) with { MayBeNaN = nan };
        switch (code.Op)
        {
            case Opcode.Neg:
                return Number(code.A, element, new FloatRange(-left.Hi, -left.Lo, nan));
            case Opcode.Add when code.A != code.B && B().IsFinite && A().HasNumber:
                return Number(code.A, element, From((double)left.Lo - B().Hi, (double)left.Hi - B().Lo))
                    & (!A().IsFinite || Number(code.B, element, From((double)left.Lo - A().Hi, (double)left.Hi - A().Lo)));
            case Opcode.Add when code.A != code.B && A().IsFinite && B().HasNumber:
                return Number(code.B, element, From((double)left.Lo - A().Hi, (double)left.Hi - A().Lo));
            case Opcode.Sub when code.A != code.B && Differs(code, element, left) && B().IsFinite && A().HasNumber:
                return Number(code.A, element, From((double)left.Lo + B().Lo, (double)left.Hi + B().Hi))
                    & (!A().IsFinite || Number(code.B, element, From((double)A().Lo - left.Hi, (double)A().Hi - left.Lo)));
            case Opcode.Sub when code.A != code.B && A().IsFinite && B().HasNumber:
                return Number(code.B, element, From((double)A().Lo - left.Hi, (double)A().Hi - left.Lo));
            case Opcode.Mul when code.A == code.B && left.Hi >= 0f:
                double root = Math.Sqrt(left.Hi);
                return Number(code.A, element, From(-root, root));
            case Opcode.Mul when code.A != code.B && B().IsSingle && B().IsFinite && B().Lo != 0f:
                return Number(code.A, element, Scaled(left, B().Lo, From));
            case Opcode.Mul when code.A != code.B && A().IsSingle && A().IsFinite && A().Lo != 0f:
                return Number(code.B, element, Scaled(left, A().Lo, From));
            case Opcode.Div when code.A != code.B && B().IsSingle && B().IsFinite && B().Lo != 0f && left.IsFinite:
                double d = B().Lo;
                return Number(code.A, element, From(Math.Min(left.Lo * d, left.Hi * d), Math.Max(left.Lo * d, left.Hi * d)));
            case Opcode.Abs:
                return Number(code.A, element, new FloatRange(-left.Hi, left.Hi, nan));
            case Opcode.Sqrt when left.Hi >= 0f && !nan:
                return Number(code.A, element, Slack(left.Lo <= 0f ? 0 : (double)left.Lo * left.Lo, (double)left.Hi * left.Hi));
            case Opcode.Exp when left.Hi > 0f:
                return Number(code.A, element, From(left.Lo <= 1e-30f ? double.NegativeInfinity : Math.Log(left.Lo) - 1e-6, float.IsPositiveInfinity(left.Hi) || left.Hi < 1e-30f ? double.PositiveInfinity : Math.Log(left.Hi) + 1e-6));
            case Opcode.MaxZero when left.Hi >= 0f:
                return Number(code.A, element, new FloatRange(left.Lo > 0f ? left.Lo : float.NegativeInfinity, left.Hi, nan));
            case Opcode.MinZero when left.Lo <= 0f:
                return Number(code.A, element, new FloatRange(left.Lo, left.Hi < 0f ? left.Hi : float.PositiveInfinity, nan));
            case Opcode.Max:
                return Number(code.A, element, new FloatRange(float.NegativeInfinity, left.Hi, nan)) & Number(code.B, element, new FloatRange(float.NegativeInfinity, left.Hi, nan));
            case Opcode.Min:
                return Number(code.A, element, new FloatRange(left.Lo, float.PositiveInfinity, nan)) & Number(code.B, element, new FloatRange(left.Lo, float.PositiveInfinity, nan));
            case Opcode.Select when ranges[code.A][element].IsTrue:
                return Number(code.B, element, left);
            case Opcode.Select when ranges[code.A][element].IsFalse:
                return Number(code.C, element, left);
            case Opcode.Broadcast when !ElementsOnly:
                return Number(code.A, 0, left);
            case Opcode.Element when !ElementsOnly:
                return Number(code.A, (int)code.Immediate, left);
            case Opcode.ReduceMax when !ElementsOnly:
                return Elements(code.A, new FloatRange(float.NegativeInfinity, left.Hi, nan));
            case Opcode.ReduceMin when !ElementsOnly:
                return Elements(code.A, new FloatRange(left.Lo, float.PositiveInfinity, nan));
            case Opcode.Sum when !ElementsOnly:
                return Parts(code.A, left);
            default:
                return IntrinsicTable.Row(code.Op).Class != IntrinsicClass.Leaf || Leaf(code, element, left);
        }
    }

    /// <summary>A difference of known sign orders its operands. Always true: the ranges follow.</summary>
    private bool Differs(Instruction code, int element, FloatRange difference)
    {
        if (difference.Lo >= 0f && difference.HasNumber)
        {
            Relate(code.A, code.B, element, difference.Lo > 0f);
        }
        else if (difference.Hi <= 0f && difference.HasNumber)
        {
            Relate(code.B, code.A, element, difference.Hi < 0f);
        }

        return true;
    }

    /// <summary>Notes an order; what is known of one value alone is a range.</summary>
    private void Relate(int high, int low, int element, bool isStrict)
    {
        if (!ranges[high][element].IsSingle && !ranges[low][element].IsSingle)
        {
            _relations.Add((new Relation(high, element, low, element), isStrict));
        }
    }

    private bool Elements(int vector, FloatRange required)
    {
        bool possible = true;
        for (int j = 0; j < ranges[vector].Length; j++)
        {
            possible &= Number(vector, j, required);
        }

        return possible;
    }

    /// <summary>A limit of a sum limits each part by what the others take at least.</summary>
    private bool Parts(int vector, FloatRange sum)
    {
        FloatRange[] parts = ranges[vector];
        double lo = 0;
        double hi = 0;
        double size = 0;
        foreach (FloatRange part in parts)
        {
            if (!part.IsFinite)
            {
                return true;
            }

            lo += part.Lo;
            hi += part.Hi;
            size += part.Magnitude;
        }

        bool possible = true;
        double rounding = size * parts.Length * 1.2e-7;
        for (int j = 0; j < parts.Length; j++)
        {
            possible &= Number(vector, j, Slack(sum.Lo - (hi - parts[j].Hi) - rounding, sum.Hi - (lo - parts[j].Lo) + rounding));
        }

        return possible;
    }

    private static FloatRange Scaled(FloatRange product, double factor, Func<double, double, FloatRange> from) =>
        from(Math.Min(product.Lo / factor, product.Hi / factor), Math.Max(product.Lo / factor, product.Hi / factor));

    /// <summary>A float range around real bounds, wide enough for the rounding of the operation that is inverted.</summary>
    private static FloatRange Slack(double lo, double hi)
    {
        double slack = 1e-6 * Math.Max(double.IsInfinity(lo) ? 0 : Math.Abs(lo), double.IsInfinity(hi) ? 0 : Math.Abs(hi)) + 1e-37;
        double low = double.IsNaN(lo) ? double.NegativeInfinity : lo - slack;
        double high = double.IsNaN(hi) ? double.PositiveInfinity : hi + slack;
        return FloatRange.Of(low < float.MinValue ? float.NegativeInfinity : (float)low, high > float.MaxValue ? float.PositiveInfinity : (float)high);
    }
}
