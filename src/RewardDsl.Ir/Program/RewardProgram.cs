using System;

namespace RewardDsl.Ir;

/// <summary>One signal.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Kind">What each element is.</param>
/// <param name="Width">Elements in each environment.</param>
/// <param name="Form">How bodies see it.</param>
public sealed record InputSlot(string Name, IrKind Kind, int Width, InputForm Form);

/// <summary>How bodies see a signal.</summary>
public enum InputForm : byte
{
    /// <summary>One value.</summary>
    Scalar,

    /// <summary>A vector read as a whole.</summary>
    Vector,

    /// <summary>A small tuple (Vector2, Vector3) read by component.</summary>
    Components,
}

/// <summary>A value carried from one step to the next.</summary>
/// <param name="Name">What it holds, in the author's words.</param>
/// <param name="Type">Its type.</param>
public sealed record CarrySlot(string Name, IrType Type);

/// <summary>A run-time tunable scalar.</summary>
/// <param name="Name">Its name at run time.</param>
/// <param name="DefaultBits">Default, as float bits.</param>
/// <param name="MinBits">Lowest admissible value, as float bits.</param>
/// <param name="MaxBits">Highest admissible value, as float bits.</param>
public sealed record ParameterSlot(string Name, uint DefaultBits, uint MinBits, uint MaxBits);

/// <summary>A compile-time vector, as bits (true is 1).</summary>
/// <param name="Bits">The elements.</param>
public sealed record ConstantVector(EquatableArray<uint> Bits);

/// <summary>What an output is.</summary>
public enum OutputKind : byte
{
    /// <summary>The trained reward.</summary>
    Total,

    /// <summary>The reward without shaping.</summary>
    Objective,

    /// <summary>What one column paid.</summary>
    Column,

    /// <summary>A constraint cost.</summary>
    Cost,

    /// <summary>The episode terminated.</summary>
    Terminated,

    /// <summary>Index of the end cause, a small whole number.</summary>
    EndCause,

    /// <summary>The next value of a carry.</summary>
    Carry,
}

/// <summary>One result of a program.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Which column, cost or carry.</param>
/// <param name="Value">The instruction that computes it.</param>
public readonly record struct Output(OutputKind Kind, int Index, int Value);

/// <summary>
/// A reward program in flat SSA form: what one call does for one environment. Shared by the analyses, the interpreter
/// and every emitter. Equal programs have equal members, so it can be cached.
/// </summary>
/// <param name="Code">Instructions in an order in which operands come first.</param>
/// <param name="Outputs">The results.</param>
/// <param name="Inputs">The signals.</param>
/// <param name="Carries">The carried values.</param>
/// <param name="Parameters">The run-time scalars.</param>
/// <param name="Constants">The compile-time vectors.</param>
public sealed record RewardProgram(
    EquatableArray<Instruction> Code,
    EquatableArray<Output> Outputs,
    EquatableArray<InputSlot> Inputs,
    EquatableArray<CarrySlot> Carries,
    EquatableArray<ParameterSlot> Parameters,
    EquatableArray<ConstantVector> Constants)
{
    /// <summary>The value of an output, or −1.</summary>
    public int Find(OutputKind kind, int index = 0)
    {
        foreach (Output output in Outputs)
        {
            if (output.Kind == kind && output.Index == index)
            {
                return output.Value;
            }
        }

        return -1;
    }
}
