using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// What an expression is while a body is lowered: one program value, or the components of a small tuple (Vector2 and
/// Vector3), or nothing because an error was reported.
/// </summary>
internal sealed class Value
{
    /// <summary>An expression that was rejected; operations on it stay silent.</summary>
    public static readonly Value Error = new();

    private Value(params int[] ids) => Ids = ids;

    /// <summary>The program values.</summary>
    public IReadOnlyList<int> Ids { get; }

    public bool IsError => Ids.Count == 0;

    public bool IsTuple => Ids.Count > 1;

    /// <summary>The single program value.</summary>
    public int Id => Ids[0];

    public static Value Of(int id) => new(id);

    public static Value Tuple(IEnumerable<int> ids) => new(ids.ToArray());
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

    /// <summary>Number of elements of a vector; 0 for a scalar.</summary>
    public int Length => Builder.TypeOf(Id).Length;

    /// <summary>The number, where it is a constant of the program.</summary>
    public float? Constant => Builder[Id] is { Op: Opcode.Const, Type.Kind: IrKind.Float } constant ? Literals.Float(constant.Immediate) : null;

    /// <summary>One element of a vector.</summary>
    public Expr this[int index] => new(Builder, Builder.Element(Id, index));

    /// <summary>Selects by this condition.</summary>
    public Expr Select(Expr whenTrue, Expr whenFalse) => Do(Opcode.Select, whenTrue, whenFalse);
}
