using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Appends typed instructions; equal instructions become one value. Scalars meet vectors by an explicit broadcast.</summary>
public sealed class ProgramBuilder
{
    private readonly List<Instruction> _code = new();
    private readonly Dictionary<Instruction, int> _values = new();
    private readonly List<Output> _outputs = new();
    private readonly List<ConstantVector> _constants = new();

    /// <summary>Length of a vector parameter of a stored function: that of the caller's argument. No vector of a spec is that long.</summary>
    public const int OpenLength = 1 << 16;

    /// <summary>Number of instructions so far.</summary>
    public int Count => _code.Count;

    /// <summary>Type of a value.</summary>
    public IrType TypeOf(int value) => _code[value].Type;

    /// <summary>The instruction of a value.</summary>
    public Instruction this[int value] => _code[value];

    /// <summary>The elements of a vector constant.</summary>
    public EquatableArray<uint> ConstantOf(Instruction constant) => _constants[(int)constant.Immediate].Bits;

    /// <summary>Appends an instruction, or finds the value that already computes it.</summary>
    public int Append(Instruction instruction)
    {
        if (!_values.TryGetValue(instruction, out int value))
        {
            value = _code.Count;
            _code.Add(instruction);
            _values.Add(instruction, value);
        }

        return value;
    }

    /// <summary>A float constant.</summary>
    public int Const(float value) => ConstBits(IrKind.Float, Literals.Bits(value));

    /// <summary>A true/false constant.</summary>
    public int Const(bool value) => ConstBits(IrKind.Bool, value ? 1u : 0u);

    /// <summary>A constant by its bits.</summary>
    public int ConstBits(IrKind kind, uint bits) => Append(new Instruction(Opcode.Const, new IrType(kind, 0), -1, -1, -1, bits));

    /// <summary>A vector constant.</summary>
    public int ConstVector(IrKind kind, EquatableArray<uint> bits)
    {
        int index = ConstantIndex(new ConstantVector(bits));
        return Append(new Instruction(Opcode.ConstVector, new IrType(kind, bits.Count), -1, -1, -1, (uint)index));
    }

    private int ConstantIndex(ConstantVector constant)
    {
        int index = _constants.IndexOf(constant);
        if (index < 0)
        {
            index = _constants.Count;
            _constants.Add(constant);
        }

        return index;
    }

    /// <summary>The entry of a table of floats at a whole number, which must be one of its places.</summary>
    public int Lookup(int index, EquatableArray<uint> table) =>
        Append(new Instruction(Opcode.Lookup, IrType.Float, index, -1, -1, (uint)ConstantIndex(new ConstantVector(table))));

    /// <summary>An instruction of another program with its operands already renamed; what it names of that program's constants comes along.</summary>
    public int Copy(Instruction code, EquatableArray<ConstantVector> constants) => code.Op switch
    {
        Opcode.ConstVector => ConstVector(code.Type.Kind, constants[(int)code.Immediate].Bits),
        Opcode.Lookup => Lookup(code.A, constants[(int)code.Immediate].Bits),
        Opcode.Close => Close(code, constants[(int)code.Immediate]),
        Opcode.InputPick or Opcode.CarryPick => Pick(code.Op, code.Type.Kind, (int)(code.Immediate & 0xFFFF), constants[(int)(code.Immediate >> 16)].Bits.Select(static b => (int)b).ToList()),
        _ => Append(code),
    };

    /// <summary>Whether an instruction names a constant of its program, by a number that another program does not share.</summary>
    public static bool NamesConstant(Opcode op) => op is Opcode.ConstVector or Opcode.Lookup or Opcode.Close or Opcode.InputPick or Opcode.CarryPick;

    /// <summary>What closes a monitor where an episode ends; 0 elsewhere.</summary>
    /// <param name="ends">Whether the episode ends.</param>
    /// <param name="arguments">What is known and the leaves with their rings, in the order of the table; two or more.</param>
    /// <param name="steps">How many steps of the episode came before this one.</param>
    /// <param name="table">The description.</param>
    public int Close(int ends, IReadOnlyList<int> arguments, int steps, IEnumerable<int> table)
    {
        int list = arguments[arguments.Count - 1];
        for (int i = arguments.Count - 2; i >= 0; i--)
        {
            list = Append(new Instruction(Opcode.Argument, IrType.Float, arguments[i], list, -1, 0));
        }

        return Close(new Instruction(Opcode.Close, IrType.Float, ends, list, steps, 0), new ConstantVector(table.Select(static t => unchecked((uint)t)).ToEquatableArray()));
    }

    /// <summary>The same, of operands that are there.</summary>
    private int Close(Instruction close, ConstantVector table) => Append(close with { Immediate = (uint)ConstantIndex(table) });

    /// <summary>A leaf that names a slot.</summary>
    public int Leaf(Opcode op, IrType type, int index = 0) => Append(new Instruction(op, type, -1, -1, -1, (uint)index));

    /// <summary>One element of a signal.</summary>
    public int InputComponent(int slot, int element, IrKind kind = IrKind.Float) =>
        Append(new Instruction(Opcode.InputComponent, new IrType(kind, 0), -1, -1, -1, (uint)slot | ((uint)element << 16)));

    /// <summary>Elements of a signal (InputPick) or of a vector carry (CarryPick), in the order of the indices.</summary>
    public int Pick(Opcode op, IrKind kind, int slot, IReadOnlyList<int> indices) =>
        Append(new Instruction(op, new IrType(kind, indices.Count), -1, -1, -1, (uint)slot | ((uint)ConstantIndex(new ConstantVector(indices.Select(static i => (uint)i).ToEquatableArray())) << 16)));

    /// <summary>The indices of a picked leaf.</summary>
    public EquatableArray<uint> IndicesOf(Instruction pick) => _constants[(int)(pick.Immediate >> 16)].Bits;

    /// <summary>An elementwise operation; scalars are broadcast when an operand is a vector.</summary>
    /// <exception cref="ArgumentException">Two vector operands differ in length.</exception>
    public int Apply(Opcode op, int a, int b = -1, int c = -1)
    {
        Intrinsic row = IntrinsicTable.Row(op);
        int length = 0;
        foreach (int operand in new[] { a, b, c })
        {
            int own = operand < 0 ? 0 : TypeOf(operand).Length;
            bool isOpen = own == OpenLength || length == OpenLength;
            if (own > 0 && length > 0 && own != length && !isOpen)
            {
                throw new ArgumentException("Vector operands of length " + Literals.Integer(length) + " and " + Literals.Integer(own) + ".");
            }

            length = isOpen && own > 0 && length > 0 ? Math.Min(length, own) : Math.Max(length, own);
        }

        return Append(new Instruction(op, new IrType(op == Opcode.Select ? TypeOf(b).Kind : row.Result, length), Widen(a, length), Widen(b, length), Widen(c, length), 0));
    }

    /// <summary>A scalar in every element.</summary>
    public int Broadcast(int value, int length) => Widen(value, length);

    /// <summary>A reduction of a vector to a scalar.</summary>
    public int Reduce(Opcode op, int vector) => Append(new Instruction(op, new IrType(IntrinsicTable.Row(op).Result, 0), vector, -1, -1, 0));

    /// <summary>One element of a vector.</summary>
    public int Element(int vector, int index) =>
        Append(new Instruction(Opcode.Element, new IrType(TypeOf(vector).Kind, 0), vector, -1, -1, (uint)index));

    /// <summary>The length of a vector as a number.</summary>
    public int LengthOf(int vector) => TypeOf(vector).Length == OpenLength
        ? Append(new Instruction(Opcode.Length, IrType.Float, vector, -1, -1, 0))
        : Const((float)TypeOf(vector).Length);

    /// <summary>Names a result.</summary>
    public void Output(OutputKind kind, int index, int value) => _outputs.Add(new Output(kind, index, value));

    /// <summary>The finished program.</summary>
    public RewardProgram Build(
        EquatableArray<InputSlot> inputs, EquatableArray<CarrySlot> carries, EquatableArray<ParameterSlot> parameters) =>
        new(_code.ToEquatableArray(), _outputs.ToEquatableArray(), inputs, carries, parameters, _constants.ToEquatableArray());

    private int Widen(int value, int length)
    {
        if (value < 0 || length == 0 || TypeOf(value).IsVector)
        {
            return value;
        }

        return Append(new Instruction(Opcode.Broadcast, new IrType(TypeOf(value).Kind, length), value, -1, -1, 0));
    }
}
