using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>What of the signals some values of a program depend on.</summary>
internal static class ProgramReads
{
    /// <summary>The elements that a value reads of the step itself, by slot; −1 for all of a slot.</summary>
    public static IReadOnlyList<(int Slot, int Index)> Now(RewardProgram program, int value)
    {
        var found = new List<(int, int)>();
        foreach (Instruction code in Closure(program, [value]).Select(v => program.Code[v]))
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
                    found.AddRange(program.Constants[(int)(code.Immediate >> 16)].Bits.Select(b => (slot, (int)b)));
                    break;
            }
        }

        return found.Distinct().ToList();
    }

    /// <summary>The slots that some values read at any step, through what is carried too.</summary>
    public static HashSet<int> Ever(RewardProgram step, RewardProgram reset, IEnumerable<int> values)
    {
        var slots = new HashSet<int>();
        var carries = new HashSet<int>();
        var work = new Queue<int>();
        void Add(RewardProgram program, IEnumerable<int> roots)
        {
            foreach (Instruction code in Closure(program, roots).Select(v => program.Code[v]))
            {
                int slot = (int)(code.Immediate & 0xFFFF);
                if (code.Op is Opcode.Input or Opcode.InputComponent or Opcode.InputPick)
                {
                    slots.Add(slot);
                }
                else if (code.Op is Opcode.Carry or Opcode.CarryPick && carries.Add(slot))
                {
                    work.Enqueue(slot);
                }
            }
        }

        Add(step, values);
        while (work.Count > 0)
        {
            int carry = work.Dequeue();
            foreach (RewardProgram program in new[] { step, reset })
            {
                if (program.Find(OutputKind.Carry, carry) is >= 0 and int next)
                {
                    Add(program, [next]);
                }
            }
        }

        return slots;
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
