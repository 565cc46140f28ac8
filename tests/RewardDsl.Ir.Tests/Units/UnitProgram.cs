using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir.Tests;

/// <summary>A program under construction with units and frames of its signals, written as formulas.</summary>
internal sealed class UnitProgram
{
    private readonly List<InputSlot> _inputs = [];
    private readonly List<CarrySlot> _carries = [];
    private readonly List<string> _units = [];
    private readonly List<string> _frames = [];

    public ProgramBuilder Builder { get; } = new();

    public ProgramBuilder Reset { get; } = new();

    public Term Scalar(string unit, string frame = "", InputStorage storage = InputStorage.Float32)
    {
        int slot = Slot(storage, 1, InputForm.Scalar, unit, frame);
        return Of(Builder.Leaf(Opcode.Input, new IrType(_inputs[slot].Kind, 0), slot));
    }

    /// <summary>The same signal in the reset program.</summary>
    public int InReset(Term input) => Reset.Leaf(Opcode.Input, Builder.TypeOf(input.Id), (int)Builder[input.Id].Immediate);

    public Term Vector(int length, string unit, string frame = "")
    {
        int slot = Slot(InputStorage.Float32, length, InputForm.Vector, unit, frame);
        return Of(Builder.Leaf(Opcode.Input, new IrType(IrKind.Float, length), slot));
    }

    public Term[] Components(int width, string unit, string frame = "")
    {
        int slot = Slot(InputStorage.Float32, width, InputForm.Components, unit, frame);
        return Enumerable.Range(0, width).Select(i => Of(Builder.InputComponent(slot, i))).ToArray();
    }

    /// <summary>Every third element of a list of vectors.</summary>
    public Term[] List(int vectors, string unit, string frame = "")
    {
        int slot = Slot(InputStorage.Float32, vectors * 3, InputForm.Components, unit, frame);
        return Enumerable.Range(0, 3).Select(axis => Of(Builder.Pick(Opcode.InputPick, IrKind.Float, slot, Enumerable.Range(0, vectors).Select(i => (i * 3) + axis).ToArray()))).ToArray();
    }

    public Term Carry(string name = "Previous.X")
    {
        _carries.Add(new CarrySlot(name, IrType.Float));
        return Of(Builder.Leaf(Opcode.Carry, IrType.Float, _carries.Count - 1));
    }

    public void Feed(Term carry, Term value) => Builder.Output(OutputKind.Carry, (int)Builder[carry.Id].Immediate, value.Id);

    public void FeedReset(Term carry, int value) => Reset.Output(OutputKind.Carry, (int)Builder[carry.Id].Immediate, value);

    public Term Parameter() => Of(Builder.Leaf(Opcode.Parameter, IrType.Float));

    public Term Const(float value) => Of(Builder.Const(value));

    public Term Of(int id) => new(Builder, id);

    public RewardProgram Build() => Build(Builder);

    public UnitAnalysis Analyze() => UnitAnalysis.Run(Build(Builder), _units, _frames, Build(Reset));

    private RewardProgram Build(ProgramBuilder builder) =>
        builder.Build(_inputs.ToEquatableArray(), _carries.ToEquatableArray(), new[] { new ParameterSlot("P", Literals.Bits(1f), 0, Literals.Bits(1f)) }.ToEquatableArray());

    private int Slot(InputStorage storage, int width, InputForm form, string unit, string frame)
    {
        _inputs.Add(new InputSlot("S" + Literals.Integer(_inputs.Count), storage, width, form));
        _units.Add(unit);
        _frames.Add(frame);
        return _inputs.Count - 1;
    }
}

/// <summary>A value of a program with operators.</summary>
internal readonly struct Term(ProgramBuilder builder, int id)
{
    public int Id { get; } = id;

    private ProgramBuilder Builder { get; } = builder;

    public Term this[int index] => new(Builder, Builder.Element(Id, index));

    public static Term operator +(Term a, Term b) => a.Do(Opcode.Add, b);

    public static Term operator -(Term a, Term b) => a.Do(Opcode.Sub, b);

    public static Term operator *(Term a, Term b) => a.Do(Opcode.Mul, b);

    public static Term operator /(Term a, Term b) => a.Do(Opcode.Div, b);

    public static Term operator <(Term a, Term b) => a.Do(Opcode.Less, b);

    public static Term operator >(Term a, Term b) => b.Do(Opcode.Less, a);

    public static Term operator +(Term a, float b) => a + a.Const(b);

    public static Term operator -(Term a, float b) => a - a.Const(b);

    public static Term operator -(float a, Term b) => b.Const(a) - b;

    public static Term operator *(float a, Term b) => b.Const(a) * b;

    public static Term operator /(Term a, float b) => a / a.Const(b);

    public static Term operator /(float a, Term b) => b.Const(a) / b;

    public static Term operator <(Term a, float b) => a < a.Const(b);

    public static Term operator >(Term a, float b) => a > a.Const(b);

    public static Term operator -(Term a) => a.Do(Opcode.Neg);

    public Term Do(Opcode op) => IntrinsicTable.Row(op).Class == IntrinsicClass.Reduction ? new(Builder, Builder.Reduce(op, Id)) : new(Builder, Builder.Apply(op, Id));

    public Term Do(Opcode op, Term b) => new(Builder, Builder.Apply(op, Id, b.Id));

    public Term Select(Term a, Term b) => new(Builder, Builder.Apply(Opcode.Select, Id, a.Id, b.Id));

    public Term Const(float value) => new(Builder, Builder.Const(value));
}
