using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>What of the signals some values of a program depend on.</summary>
internal static class ProgramReads
{
    /// <summary>The elements that a value reads of the step itself, by slot; −1 for all of a slot.</summary>
    public static HashSet<(int Slot, int Index)> Now(RewardProgram program, int value)
    {
        var found = new HashSet<(int, int)>();
        foreach (Instruction code in Closure(program, [value]).Select(v => program.Code[v]))
        {
            Add(program, code, found);
        }

        return found;
    }

    /// <summary>The elements that some values read at any step, through what is carried too.</summary>
    public static HashSet<(int Slot, int Index)> Ever(RewardProgram step, RewardProgram reset, IEnumerable<int> values)
    {
        var found = new HashSet<(int, int)>();
        var carries = new HashSet<int>();
        var work = new Queue<int>();
        void AddAll(RewardProgram program, IEnumerable<int> roots)
        {
            foreach (Instruction code in Closure(program, roots).Select(v => program.Code[v]))
            {
                Add(program, code, found);
                if (code.Op is Opcode.Carry or Opcode.CarryPick && carries.Add((int)(code.Immediate & 0xFFFF)))
                {
                    work.Enqueue((int)(code.Immediate & 0xFFFF));
                }
            }
        }

        AddAll(step, values);
        while (work.Count > 0)
        {
            int carry = work.Dequeue();
            foreach (RewardProgram program in new[] { step, reset })
            {
                if (program.Find(OutputKind.Carry, carry) is >= 0 and int next)
                {
                    AddAll(program, [next]);
                }
            }
        }

        return found;
    }

    private static void Add(RewardProgram program, Instruction code, HashSet<(int Slot, int Index)> found)
    {
        int slot = (int)(code.Immediate & 0xFFFF);
        switch (code.Op)
        {
            case Opcode.Input:
                found.Add((slot, -1));
                break;
            case Opcode.InputComponent:
                found.Add((slot, (int)(code.Immediate >> 16)));
                break;
            case Opcode.InputPick:
                found.UnionWith(program.Constants[(int)(code.Immediate >> 16)].Bits.Select(b => (slot, (int)b)));
                break;
        }
    }

    private static SortedSet<int> Closure(RewardProgram program, IEnumerable<int> roots)
    {
        var seen = new SortedSet<int>();
        var work = new Stack<int>(roots);
        while (work.Count > 0)
        {
            int value = work.Pop();
            if (value >= 0 && seen.Add(value))
            {
                for (int k = 0; k < 3; k++)
                {
                    work.Push(program.Code[value].Operand(k));
                }
            }
        }

        return seen;
    }
}
