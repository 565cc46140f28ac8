using System.Linq;

namespace RewardDsl.Ir;

/// <summary>What a program's leaves can be: a range for every element of every signal and carry, every parameter and flag.</summary>
public sealed class Box
{
    /// <summary>Elements of the signals.</summary>
    public FloatRange[][] Inputs { get; }

    /// <summary>Elements of the carries.</summary>
    public FloatRange[][] Carries { get; }

    /// <summary>The parameters.</summary>
    public FloatRange[] Parameters { get; }

    /// <summary>First step, external end, truncated.</summary>
    public FloatRange[] Flags { get; }

    /// <summary>A box of given ranges, which are not copied.</summary>
    public Box(FloatRange[][] inputs, FloatRange[][] carries, FloatRange[] parameters, FloatRange[] flags)
    {
        Inputs = inputs;
        Carries = carries;
        Parameters = parameters;
        Flags = flags;
    }

    /// <summary>The box in which nothing is known of a program's leaves.</summary>
    public static Box Of(RewardProgram program) => new(
        program.Inputs.Select(static i => Enumerable.Repeat(i.Kind == IrKind.Bool ? FloatRange.Either : FloatRange.All, i.Width).ToArray()).ToArray(),
        program.Carries.Select(static c => Enumerable.Repeat(c.Type.Kind == IrKind.Bool ? FloatRange.Either : FloatRange.All, System.Math.Max(1, c.Type.Length)).ToArray()).ToArray(),
        program.Parameters.Select(static p => FloatRange.Of(Literals.Float(p.MinBits), Literals.Float(p.MaxBits))).ToArray(),
        new[] { FloatRange.Either, FloatRange.Either, FloatRange.Either });

    /// <summary>A copy that can be narrowed.</summary>
    public Box Clone() => new(
        Inputs.Select(static i => (FloatRange[])i.Clone()).ToArray(), Carries.Select(static c => (FloatRange[])c.Clone()).ToArray(), (FloatRange[])Parameters.Clone(), (FloatRange[])Flags.Clone());

    /// <summary>The range of an element of a leaf.</summary>
    public FloatRange Read(RewardProgram program, Instruction leaf, int element) => Slot(program, leaf, element, out FloatRange[] slots, out int at) ? slots[at] : Constant(program, leaf, element);

    /// <summary>Narrows an element of a leaf; false when nothing is left of it.</summary>
    public bool Narrow(RewardProgram program, Instruction leaf, int element, FloatRange to)
    {
        if (!Slot(program, leaf, element, out FloatRange[] slots, out int at))
        {
            return !Constant(program, leaf, element).Meet(to).IsNothing;
        }

        slots[at] = slots[at].Meet(to);
        return !slots[at].IsNothing;
    }

    /// <summary>Where an element of a leaf lives; false for a constant.</summary>
    public bool Slot(RewardProgram program, Instruction leaf, int element, out FloatRange[] slots, out int at)
    {
        int slot = (int)(leaf.Immediate & 0xFFFF);
        int high = (int)(leaf.Immediate >> 16);
        (slots, at) = leaf.Op switch
        {
            Opcode.Input => (Inputs[slot], element),
            Opcode.InputComponent => (Inputs[slot], high),
            Opcode.InputPick => (Inputs[slot], (int)program.Constants[high].Bits[element]),
            Opcode.Carry => (Carries[slot], element),
            Opcode.CarryPick => (Carries[slot], (int)program.Constants[high].Bits[element]),
            Opcode.Parameter => (Parameters, slot),
            Opcode.IsFirst => (Flags, 0),
            Opcode.ExternalEnd => (Flags, 1),
            Opcode.Truncated => (Flags, 2),
            _ => (Flags, -1),
        };
        return at >= 0;
    }

    private static FloatRange Constant(RewardProgram program, Instruction leaf, int element)
    {
        uint bits = leaf.Op == Opcode.Const ? leaf.Immediate : program.Constants[(int)leaf.Immediate].Bits[element];
        return leaf.Type.Kind == IrKind.Bool ? FloatRange.Of(bits != 0) : FloatRange.Of(Literals.Float(bits));
    }
}
