using System;

namespace RewardDsl.Ir;

/// <summary>What a value is in each element.</summary>
public enum IrKind : byte
{
    /// <summary>A float32.</summary>
    Float,

    /// <summary>True or false.</summary>
    Bool,
}

/// <summary>Type of a value: one scalar for each environment (length 0) or a vector of a fixed length.</summary>
/// <param name="Kind">What each element is.</param>
/// <param name="Length">0 for a scalar, else the number of elements.</param>
public readonly record struct IrType(IrKind Kind, int Length)
{
    /// <summary>A float scalar.</summary>
    public static IrType Float => new(IrKind.Float, 0);

    /// <summary>A true/false scalar.</summary>
    public static IrType Bool => new(IrKind.Bool, 0);

    /// <summary>Whether the value is a vector.</summary>
    public bool IsVector => Length > 0;

    /// <inheritdoc/>
    public override string ToString() => (Kind == IrKind.Float ? "f32" : "bool") + (IsVector ? "x" + Literals.Integer(Length) : "");
}

/// <summary>
/// One instruction; operands index earlier instructions of the same program, −1 is none. Constants are bit patterns,
/// so that −0 and NaN payloads keep their identity and a changed sign of zero is a changed program.
/// </summary>
/// <param name="Op">The operation.</param>
/// <param name="Type">Type of the result.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand.</param>
/// <param name="Immediate">Bits of a constant, or the index that the operation names.</param>
public readonly record struct Instruction(Opcode Op, IrType Type, int A, int B, int C, uint Immediate)
{
    /// <summary>The operand at a position.</summary>
    public int Operand(int position) => position switch { 0 => A, 1 => B, _ => C };

    /// <summary>The same instruction with other operands.</summary>
    public Instruction WithOperands(Func<int, int> map) =>
        this with { A = A < 0 ? -1 : map(A), B = B < 0 ? -1 : map(B), C = C < 0 ? -1 : map(C) };
}
