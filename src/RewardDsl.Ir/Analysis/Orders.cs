using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>A proven order of two values (or elements of vectors), of which the ranges of each alone say nothing.</summary>
/// <param name="High">The greater value.</param>
/// <param name="HighElement">Its element, 0 for a scalar.</param>
/// <param name="Low">The smaller value.</param>
/// <param name="LowElement">Its element.</param>
internal readonly record struct Relation(int High, int HighElement, int Low, int LowElement);

/// <summary>
/// Which of two values is never below the other, from how they are computed and from the conditions that hold. All steps are
/// exact in float32, because rounding keeps an order: no slack is needed. Every statement is about the points at which both
/// are numbers.
/// </summary>
internal sealed class Orders(RangeEvaluator ranges)
{
    /// <summary>Deeper comparisons are rarely written, and each level asks several questions.</summary>
    private const int MaximumDepth = 4;

    private readonly RewardProgram _program = ranges.Program;
    private Dictionary<Relation, bool>? _relations;

    /// <summary>Takes over what is known elsewhere; the dictionary is shared until this one learns more.</summary>
    public void Inherit(Orders other) => _relations = other._relations is null ? _relations : new Dictionary<Relation, bool>(other._relations);

    /// <summary>Learns relations from conditions that hold.</summary>
    public void Learn(IEnumerable<(Relation Relation, bool IsStrict)> found)
    {
        foreach ((Relation relation, bool isStrict) in found)
        {
            Relation place = Place(relation.High, relation.HighElement, relation.Low, relation.LowElement);
            _relations ??= new Dictionary<Relation, bool>();
            _relations[place] = isStrict || (_relations.TryGetValue(place, out bool known) && known);
        }
    }

    /// <summary>Whether the first value is never below the second.</summary>
    public bool AtLeast(int high, int low, int element) => AtLeast(high, element, low, element, MaximumDepth);

    /// <summary>Whether a condition that holds says that the first value is above the second.</summary>
    public bool Above(int high, int low, int element) => _relations is not null && _relations.TryGetValue(Place(high, element, low, element), out bool isStrict) && isStrict;

    /// <summary>Scalars behind broadcasts, vectors behind elements.</summary>
    private Relation Place(int high, int highElement, int low, int lowElement)
    {
        Resolve(ref high, ref highElement);
        Resolve(ref low, ref lowElement);
        return new Relation(high, highElement, low, lowElement);
    }

    private void Resolve(ref int value, ref int element)
    {
        while (_program.Code[value] is { Op: Opcode.Broadcast or Opcode.Element } code)
        {
            element = code.Op == Opcode.Element ? (int)code.Immediate : 0;
            value = code.A;
        }
    }

    private bool AtLeast(int high, int i, int low, int j, int depth)
    {
        Relation place = Place(high, i, low, j);
        (high, i, low, j) = (place.High, place.HighElement, place.Low, place.LowElement);
        if (high == low && i == j)
        {
            return true;
        }

        FloatRange above = ranges[high][i];
        FloatRange below = ranges[low][j];
        if (!above.HasNumber || !below.HasNumber || above.Lo >= below.Hi || (_relations is not null && _relations.ContainsKey(place)))
        {
            return true;
        }

        // Ranges without a common number settle it the other way: a point lies below.
        return depth > 0 && above.Hi >= below.Lo && (FromBelow(high, i, low, j, depth - 1) || FromAbove(high, i, low, j, depth - 1));
    }

    /// <summary>Something that is never below the lower value.</summary>
    private bool FromBelow(int high, int i, int low, int j, int depth)
    {
        Instruction code = _program.Code[low];
        bool A() => AtLeast(high, i, code.A, j, depth);
        bool B() => AtLeast(high, i, code.B, j, depth);
        switch (code.Op)
        {
            case Opcode.Sub:
                return Least(code.B, j) >= 0f && A();
            case Opcode.Add:
                return (Most(code.B, j) <= 0f && A()) || (Most(code.A, j) <= 0f && B());
            case Opcode.Mul:
                return (IsShare(code.A, j) && Least(code.B, j) >= 0f && B()) || (IsShare(code.B, j) && Least(code.A, j) >= 0f && A());
            case Opcode.Div:
                return Least(code.B, j) >= 1f && Least(code.A, j) >= 0f && A();
            case Opcode.Min:
                return A() || B();
            case Opcode.Max:
                return A() && B();
            case Opcode.MinZero:
                return A();
            case Opcode.Select:
                return B() && AtLeast(high, i, code.C, j, depth);
            default:
                return false;
        }
    }

    /// <summary>Something that the higher value is never below.</summary>
    private bool FromAbove(int high, int i, int low, int j, int depth)
    {
        Instruction code = _program.Code[high];
        Instruction other = _program.Code[low];
        bool isSame = code.Op == other.Op;
        bool A() => AtLeast(code.A, i, low, j, depth);
        bool B() => AtLeast(code.B, i, low, j, depth);
        bool Pair(int x, int y) => AtLeast(x, i, y, j, depth);
        bool Equal(int x, int y) => x == y && i == j;
        switch (code.Op)
        {
            case Opcode.Add:
                return (Least(code.B, i) >= 0f && A()) || (Least(code.A, i) >= 0f && B())
                    || (isSame && ((Pair(code.A, other.A) && Pair(code.B, other.B)) || (Pair(code.A, other.B) && Pair(code.B, other.A))));
            case Opcode.Sub:
                return (Most(code.B, i) <= 0f && A())
                    || (isSame && Pair(code.A, other.A) && AtLeast(other.B, j, code.B, i, depth))
                    || Remains(code, i, low, j, depth);
            case Opcode.Mul when isSame:
                return (Equal(code.A, other.A) && Least(code.A, i) >= 0f && Pair(code.B, other.B)) || (Equal(code.B, other.B) && Least(code.B, i) >= 0f && Pair(code.A, other.A));
            case Opcode.Div when isSame:
                return Equal(code.B, other.B) && Least(code.B, i) > 0f && Pair(code.A, other.A);
            case Opcode.Exp or Opcode.Tanh or Opcode.Sqrt or Opcode.Log or Opcode.Log2 or Opcode.Atan or Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate when isSame:
                return Pair(code.A, other.A);
            case Opcode.Neg when isSame:
                return AtLeast(other.A, j, code.A, i, depth);
            case Opcode.Max:
                return A() || B();
            case Opcode.Min:
                return A() && B();
            case Opcode.MaxZero or Opcode.Abs:
                return A();
            case Opcode.Select:
                return B() && AtLeast(code.C, i, low, j, depth);
            default:
                return false;
        }
    }

    /// <summary>(a + b) − x with x below both a and b leaves at least x: a + b is at least 2x, which is exact.</summary>
    private bool Remains(Instruction difference, int i, int low, int j, int depth)
    {
        Instruction sum = _program.Code[difference.A];
        return sum.Op == Opcode.Add && difference.B == low && i == j && AtLeast(sum.A, i, low, j, depth) && AtLeast(sum.B, i, low, j, depth);
    }

    private float Least(int value, int element) => ranges[value][element] is { HasNumber: true } range ? range.Lo : float.PositiveInfinity;

    private float Most(int value, int element) => ranges[value][element] is { HasNumber: true } range ? range.Hi : float.NegativeInfinity;

    private bool IsShare(int value, int element) => Least(value, element) >= 0f && Most(value, element) <= 1f;
}
