using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// What an expression is while a body is lowered: one program value, or several (the components of a small tuple, of a list
/// of them, of a window over time), or nothing because an error was reported.
/// </summary>
internal sealed class Value
{
    /// <summary>An expression that was rejected; operations on it stay silent.</summary>
    public static readonly Value Error = new(System.Array.Empty<int>());

    private Value(IReadOnlyList<int> ids) => Ids = ids;

    /// <summary>The program values; of a history frame by frame.</summary>
    public IReadOnlyList<int> Ids { get; }

    /// <summary>Of a value that may be absent: whether it is there, a program value; else −1.</summary>
    public int Present { get; private init; } = -1;

    /// <summary>Frames of a history, else 0.</summary>
    public int Frames { get; private init; }

    /// <summary>Of a whole number: the range in which it lies; else null.</summary>
    public (long Min, long Max)? Whole { get; private init; }

    public bool IsError => Ids.Count == 0;

    public bool IsTuple => Ids.Count > 1;

    public bool IsOptional => Present >= 0;

    /// <summary>The single program value.</summary>
    public int Id => Ids[0];

    public static Value Of(int id) => new(new[] { id });

    public static Value Tuple(IEnumerable<int> ids) => new(ids.ToArray());

    public static Value Optional(int id, int present) => new(new[] { id }) { Present = present };

    public static Value Integer(int id, long min, long max) => new(new[] { id }) { Whole = (min, max) };

    public static Value History(IEnumerable<int> ids, int frames) => new(ids.ToArray()) { Frames = frames };

    /// <summary>Other program values of the same shape.</summary>
    public Value With(IEnumerable<int> ids, int present = -1) => new(ids.ToArray()) { Present = present, Frames = Frames };

    /// <summary>One frame of a history.</summary>
    public Value Frame(int index)
    {
        int size = Ids.Count / Frames;
        return Tuple(Ids.Skip(index * size).Take(size));
    }
}

/// <summary>A program value with operators, so that the kernels of RewardMath can be written as formulas.</summary>
internal readonly struct Expr(ProgramBuilder builder, int id)
{
    public int Id { get; } = id;

    private ProgramBuilder Builder { get; } = builder;

    public static implicit operator int(Expr value) => value.Id;

    public static Expr operator +(Expr a, Expr b) => a.Do(Opcode.Add, b);

    public static Expr operator -(Expr a, Expr b) => a.Do(Opcode.Sub, b);

    public static Expr operator *(Expr a, Expr b) => a.Do(Opcode.Mul, b);

    public static Expr operator /(Expr a, Expr b) => a.Do(Opcode.Div, b);

    public static Expr operator *(float a, Expr b) => b.Const(a) * b;

    public static Expr operator -(float a, Expr b) => b.Const(a) - b;

    public static Expr operator +(float a, Expr b) => b.Const(a) + b;

    public static Expr operator /(float a, Expr b) => b.Const(a) / b;

    public static Expr operator -(Expr a) => a.Do(Opcode.Neg);

    public static Expr operator <(Expr a, Expr b) => a.Do(Opcode.Less, b);

    public static Expr operator >(Expr a, Expr b) => b.Do(Opcode.Less, a);

    public static Expr operator <=(Expr a, Expr b) => a.Do(Opcode.LessOrEqual, b);

    public static Expr operator >=(Expr a, Expr b) => b.Do(Opcode.LessOrEqual, a);

    public static Expr operator &(Expr a, Expr b) => a.Do(Opcode.And, b);

    public static Expr operator |(Expr a, Expr b) => a.Do(Opcode.Or, b);

    public static Expr operator !(Expr a) => a.Do(Opcode.Not);

    public Expr Do(Opcode op) => new(Builder, Builder.Apply(op, Id));

    public Expr Do(Opcode op, Expr b) => new(Builder, Builder.Apply(op, Id, b.Id));

    public Expr Do(Opcode op, Expr b, Expr c) => new(Builder, Builder.Apply(op, Id, b.Id, c.Id));

    public Expr Reduce(Opcode op) => new(Builder, Builder.Reduce(op, Id));

    public Expr Const(float value) => new(Builder, Builder.Const(value));

    /// <summary>Whether it is a vector.</summary>
    public bool IsVector => Builder.TypeOf(Id).IsVector;

    /// <summary>Number of elements of a vector (0 for a scalar), for formulas that are written out element by element.</summary>
    /// <exception cref="System.NotSupportedException">The vector is a parameter of a stored function: only the caller knows.</exception>
    public int Length => Builder.TypeOf(Id).Length is var length && length == ProgramBuilder.OpenLength
        ? throw new System.NotSupportedException("it is written out for each element, so the length must be known")
        : length;

    /// <summary>Number of elements of a vector, as a number of the program.</summary>
    public Expr Size => new(Builder, Builder.LengthOf(Id));
    /// <summary>The number, where it is a constant of the program.</summary>
    public float? Constant => Builder[Id] is { Op: Opcode.Const, Type.Kind: IrKind.Float } constant ? Literals.Float(constant.Immediate) : null;

    /// <summary>A vector of zeros.</summary>
    public Expr Zeros(int length) => new(Builder, Builder.ConstVector(IrKind.Float, Enumerable.Repeat(0u, length).ToEquatableArray()));

    /// <summary>One element of a vector.</summary>
    public Expr this[int index] => new(Builder, Builder.Element(Id, index));

    /// <summary>Selects by this condition.</summary>
    public Expr Select(Expr whenTrue, Expr whenFalse) => Do(Opcode.Select, whenTrue, whenFalse);
}
