using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// What can be told of each value without ranges: the leaves it is made of (signals, carries, parameters and flags, one bit
/// each), and whether it is a whole number.
/// </summary>
public sealed class Dependences
{
    private readonly ulong[][] _bits;
    private readonly bool[] _whole;
    private readonly bool[] _mixed;
    private readonly int _inputs;
    private readonly int _carries;
    private readonly int _parameters;

    /// <summary>Collects the leaves of every value.</summary>
    public Dependences(RewardProgram program)
    {
        _inputs = program.Inputs.Count;
        _carries = program.Carries.Count;
        _parameters = program.Parameters.Count;
        int words = (_inputs + _carries + _parameters + 3 + 63) / 64;
        _bits = new ulong[program.Code.Count][];
        _whole = new bool[program.Code.Count];
        for (int i = 0; i < _bits.Length; i++)
        {
            Instruction code = program.Code[i];
            ulong[] own = new ulong[words];
            int leaf = LeafOf(code);
            if (leaf >= 0)
            {
                own[leaf / 64] |= 1UL << (leaf % 64);
            }

            for (int k = 0; k < 3; k++)
            {
                int operand = code.Operand(k);
                for (int w = 0; operand >= 0 && w < words; w++)
                {
                    own[w] |= _bits[operand][w];
                }
            }

            _bits[i] = own;
            _whole[i] = IsWholeNumber(program, code);
        }

        _mixed = Mixed(program);
    }

    /// <summary>Whether one element of a leaf is read as different elements of vectors, in another order or by a pick: what holds of an element there says nothing of the element of the leaf.</summary>
    public bool IsMixed(Instruction leaf) => LeafOf(leaf) is >= 0 and int known && _mixed[known];

    /// <summary>Whether every number that the value can be is whole (or infinite).</summary>
    public bool IsWhole(int value) => _whole[value];

    /// <summary>Whether a value reads a signal.</summary>
    public bool ReadsInput(int value, int slot) => Has(value, slot);

    /// <summary>Whether a value reads a carry.</summary>
    public bool ReadsCarry(int value, int slot) => Has(value, _inputs + slot);

    /// <summary>Whether a value reads a parameter.</summary>
    public bool ReadsParameter(int value, int slot) => Has(value, _inputs + _carries + slot);

    /// <summary>Whether two values read a common leaf.</summary>
    public bool Share(int a, int b) => Reads(a, _bits[b]);

    /// <summary>The signals that a value reads.</summary>
    public IEnumerable<int> Inputs(int value)
    {
        for (int i = 0; i < _inputs; i++)
        {
            if (Has(value, i))
            {
                yield return i;
            }
        }
    }

    /// <summary>Number of leaves: signals, carries, parameters, three flags, in this order.</summary>
    internal int Leaves => _inputs + _carries + _parameters + 3;

    /// <summary>Whether a value reads a leaf by its number.</summary>
    internal bool ReadsLeaf(int value, int leaf) => Has(value, leaf);

    /// <summary>The leaves in which two boxes differ.</summary>
    internal ulong[] Changed(Box before, Box after)
    {
        ulong[] changed = new ulong[_bits.Length == 0 ? 1 : _bits[0].Length];
        void Mark(int leaf) => changed[leaf / 64] |= 1UL << (leaf % 64);
        for (int i = 0; i < _inputs; i++)
        {
            if (Differ(before.Inputs[i], after.Inputs[i]))
            {
                Mark(i);
            }
        }

        for (int i = 0; i < _carries; i++)
        {
            if (Differ(before.Carries[i], after.Carries[i]))
            {
                Mark(_inputs + i);
            }
        }

        for (int i = 0; i < _parameters; i++)
        {
            if (before.Parameters[i] != after.Parameters[i])
            {
                Mark(_inputs + _carries + i);
            }
        }

        for (int i = 0; i < 3; i++)
        {
            if (before.Flags[i] != after.Flags[i])
            {
                Mark(_inputs + _carries + _parameters + i);
            }
        }

        return changed;
    }

    /// <summary>Whether a value reads any of the marked leaves.</summary>
    internal bool Reads(int value, ulong[] leaves)
    {
        for (int w = 0; w < leaves.Length; w++)
        {
            if ((_bits[value][w] & leaves[w]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool[] Mixed(RewardProgram program)
    {
        bool[] mixed = new bool[_inputs + _carries + _parameters + 3];
        var places = new Dictionary<(int Leaf, int At), int>();
        foreach (Instruction code in program.Code.Where(c => c.Type.IsVector && LeafOf(c) >= 0))
        {
            for (int j = 0; j < code.Type.Length; j++)
            {
                int at = code.Op is Opcode.InputPick or Opcode.CarryPick ? (int)program.Constants[(int)(code.Immediate >> 16)].Bits[j] : j;
                if (!places.TryGetValue((LeafOf(code), at), out int known))
                {
                    places.Add((LeafOf(code), at), j);
                }
                else if (known != j)
                {
                    mixed[LeafOf(code)] = true;
                }
            }
        }

        return mixed;
    }

    private bool IsWholeNumber(RewardProgram program, Instruction code)
    {
        bool A() => _whole[code.A];
        return code.Op switch
        {
            Opcode.Const => code.Type.Kind == IrKind.Bool || Math.Floor(Literals.Float(code.Immediate)) == Literals.Float(code.Immediate),
            Opcode.ConstVector => code.Type.Kind == IrKind.Bool || program.Constants[(int)code.Immediate].Bits.All(static b => Math.Floor(Literals.Float(b)) == Literals.Float(b)),
            Opcode.Lookup => program.Constants[(int)code.Immediate].Bits.All(static b => Math.Floor(Literals.Float(b)) == Literals.Float(b)),
            Opcode.Input or Opcode.InputComponent or Opcode.InputPick => program.Inputs[(int)(code.Immediate & 0xFFFF)].Storage != InputStorage.Float32,
            Opcode.BoolToFloat or Opcode.Floor or Opcode.Ceiling or Opcode.Round or Opcode.Truncate or Opcode.Sign => true,
            Opcode.Neg or Opcode.Abs or Opcode.MaxZero or Opcode.MinZero or Opcode.Broadcast or Opcode.Element or Opcode.Sum or Opcode.ReduceMin or Opcode.ReduceMax => A(),
            Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Min or Opcode.Max => A() && _whole[code.B],
            Opcode.Clamp => A() && _whole[code.B] && _whole[code.C],
            Opcode.Select => _whole[code.B] && _whole[code.C],
            _ => code.Type.Kind == IrKind.Bool,
        };
    }

    private bool Has(int value, int leaf) => (_bits[value][leaf / 64] >> (leaf % 64) & 1) != 0;

    /// <summary>The number of the leaf that an instruction reads, or -1.</summary>
    internal int LeafOf(Instruction code)
    {
        int slot = (int)(code.Immediate & 0xFFFF);
        return code.Op switch
        {
            Opcode.Input or Opcode.InputComponent or Opcode.InputPick => slot,
            Opcode.Carry or Opcode.CarryPick => _inputs + slot,
            Opcode.Parameter => _inputs + _carries + slot,
            Opcode.IsFirst => _inputs + _carries + _parameters,
            Opcode.ExternalEnd => _inputs + _carries + _parameters + 1,
            Opcode.Truncated => _inputs + _carries + _parameters + 2,
            _ => -1,
        };
    }

    private static bool Differ(FloatRange[] a, FloatRange[] b)
    {
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
            {
                return true;
            }
        }

        return false;
    }
}
