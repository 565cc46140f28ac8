using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>One signal.</summary>
/// <param name="Name">Name of the member.</param>
/// <param name="Storage">How an element lies in memory.</param>
/// <param name="Width">Elements in each environment.</param>
/// <param name="Form">How bodies see it.</param>
public sealed record InputSlot(string Name, InputStorage Storage, int Width, InputForm Form)
{
    /// <summary>What each element is in a program: whole numbers are floats there.</summary>
    public IrKind Kind => Storage == InputStorage.Byte ? IrKind.Bool : IrKind.Float;

    /// <summary>Bytes of an element.</summary>
    public int ElementBytes => Storage == InputStorage.Byte ? 1 : 4;
}

/// <summary>How an element of a signal lies in memory.</summary>
public enum InputStorage : byte
{
    /// <summary>A float32.</summary>
    Float32,

    /// <summary>A byte, true unless 0.</summary>
    Byte,

    /// <summary>An int32 of at most 2^24 in magnitude, which a float32 holds exactly.</summary>
    Int32,
}

/// <summary>How bodies see a signal.</summary>
public enum InputForm : byte
{
    /// <summary>One value.</summary>
    Scalar,

    /// <summary>A vector read as a whole.</summary>
    Vector,

    /// <summary>Small tuples, lists of them and windows over time: read in parts.</summary>
    Components,
}

/// <summary>A value carried from one step to the next.</summary>
/// <param name="Name">What it holds, in the author's words.</param>
/// <param name="Type">Its type.</param>
public sealed record CarrySlot(string Name, IrType Type)
{
    /// <summary>How many steps it keeps. What keeps more than one is a float, starts from a constant and is read by its <see cref="Form"/>.</summary>
    public int Reach { get; init; } = 1;

    /// <summary>What is read of several steps.</summary>
    public CarryForm Form { get; init; }

    /// <summary>For until and release the carry of the left operand, a window of the same reach; else −1.</summary>
    public int Partner { get; init; } = -1;

    /// <summary>Whether it keeps more than one step.</summary>
    public bool IsRing => Reach > 1;

    /// <summary>Floats that are stored for each environment: vectors in whole groups of four, windows with the extreme of their newest part.</summary>
    public int Floats => IsRing ? Reach + (Form == CarryForm.Delayed ? 0 : 1) : Type.IsVector ? (Type.Length + 3) / 4 * 4 : 1;
}

/// <summary>A run-time tunable scalar.</summary>
/// <param name="Name">Its name at run time.</param>
/// <param name="DefaultBits">Default, as float bits.</param>
/// <param name="MinBits">Lowest admissible value, as float bits.</param>
/// <param name="MaxBits">Highest admissible value, as float bits.</param>
/// <param name="PerEnvironment">Each environment has its own, as a carry that no program writes.</param>
public sealed record ParameterSlot(string Name, uint DefaultBits, uint MinBits, uint MaxBits, bool PerEnvironment = false);

/// <summary>A compile-time vector, as bits (true is 1), or the indices of picked elements.</summary>
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

    /// <summary>What is measured and not paid.</summary>
    Metric,

    /// <summary>What one value function learns.</summary>
    Critic,

    /// <summary>Whether an assumption holds.</summary>
    Assumption,

    /// <summary>Whether the value of a column is absent.</summary>
    Absent,

    /// <summary>The state of an automaton after the step.</summary>
    Automaton,

    /// <summary>What is known of a formula after the step: 1 holds, -1 fails, 0 undecided.</summary>
    Verdict,

    /// <summary>The atoms of a reward machine that hold at the step, as bits of a whole number.</summary>
    Letter,

    /// <summary>A value that analyses ask about; no kernel computes it.</summary>
    Probe,

    /// <summary>The total before the policy for values that are not finite; only where there is one.</summary>
    RawTotal,

    /// <summary>The derivative of the total with respect to a whole signal, a scalar or a vector as the signal is; the index is the signal's.</summary>
    Gradient,

    /// <summary>The same with respect to one element of a signal that is read in parts: the signal's index, and 65536 times that of the element.</summary>
    GradientElement,
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
    /// <summary>What a kernel computes: the same without the values that only analyses ask about.</summary>
    public RewardProgram WithoutProbes() => this with { Outputs = Outputs.Where(static o => o.Kind != OutputKind.Probe).ToEquatableArray() };

    /// <summary>What must be computed before an instruction: its operands; of a monitor's closing what it is given, but rings, which are read only where an episode ends.</summary>
    public IEnumerable<int> OperandsOf(int value)
    {
        Instruction code = Code[value];
        return code.Op == Opcode.Close
            ? MonitorClosing.Operands(this, code)
            : new[] { code.A, code.B, code.C }.Where(static o => o >= 0);
    }

    /// <summary>How often each value is used, by instructions and as an output.</summary>
    public int[] CountUses()
    {
        int[] uses = new int[Code.Count];
        foreach (Instruction code in Code)
        {
            for (int k = 0; k < 3; k++)
            {
                if (code.Operand(k) >= 0)
                {
                    uses[code.Operand(k)]++;
                }
            }
        }

        foreach (Output output in Outputs)
        {
            uses[output.Value]++;
        }

        return uses;
    }

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
