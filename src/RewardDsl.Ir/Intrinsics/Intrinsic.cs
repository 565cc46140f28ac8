using System;

namespace RewardDsl.Ir;

/// <summary>How an operation relates to vectors.</summary>
public enum IntrinsicClass : byte
{
    /// <summary>No operands; names a slot or a constant.</summary>
    Leaf,

    /// <summary>The same in every element.</summary>
    Elementwise,

    /// <summary>Vector to scalar.</summary>
    Reduction,

    /// <summary>Broadcast or element access.</summary>
    Shape,

    /// <summary>A scalar whole number to its entry of a constant table.</summary>
    Table,

    /// <summary>A monitor at the end of an episode.</summary>
    Monitor,
}

/// <summary>
/// Everything the compiler knows about one operation: one row serves the verifier, the folder, the interpreter and
/// every emitter. A new operation is a new row.
/// </summary>
/// <param name="Op">The operation.</param>
/// <param name="Class">How it relates to vectors.</param>
/// <param name="Arity">Number of operands.</param>
/// <param name="Result">Kind of the result.</param>
/// <param name="Operands">Kinds of the operands, one letter each: f float, b bool.</param>
/// <param name="IsExact">Correctly rounded by IEEE 754, hence folded at compile time.</param>
/// <param name="Ulp">Largest distance from the true value, in units of the last place; 0 for exact operations.</param>
/// <param name="Evaluate">The operation on one element (true is 1).</param>
/// <param name="Cpu">Spelling in the vector kernel; {0} … {2} are the operands.</param>
/// <param name="Cuda">Spelling in the CUDA kernel, of one element; of a reduction how two partial results join.</param>
/// <param name="Torch">Spelling in tensor operations; {3} is the guard of derivatives, or null where none is wanted.</param>
public sealed record Intrinsic(
    Opcode Op,
    IntrinsicClass Class,
    int Arity,
    IrKind Result,
    string Operands,
    bool IsExact,
    int Ulp,
    Func<float, float, float, float>? Evaluate,
    string Cpu,
    string Cuda = "",
    string Torch = "");
