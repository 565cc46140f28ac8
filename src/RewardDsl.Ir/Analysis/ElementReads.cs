using System.Collections.Generic;

namespace RewardDsl.Ir;

/// <summary>
/// Which elements of which signals a value is made of, now or through what earlier steps left: a goal that reads the height of a
/// vector does not read its other components.
/// </summary>
public static class ElementReads
{
    /// <summary>The elements that a value reads.</summary>
    /// <param name="program">The program.</param>
    /// <param name="value">The value.</param>
    /// <param name="stop">A value whose own reads do not count, or −1.</param>
    public static ISet<(int Input, int Element)> Of(RewardProgram program, int value, int stop = -1)
    {
        var found = new HashSet<(int Input, int Element)>();
        var seen = new HashSet<(int Value, int Element)>();
        var work = new Stack<(int Value, int Element)>();
        void Push(int next, int element)
        {
            if (next < 0 || next == stop)
            {
                return;
            }

            int length = program.Code[next].Type.Length;
            int first = length == 0 ? 0 : element < 0 ? 0 : element;
            int last = length > 0 && element < 0 ? length - 1 : first;
            for (int j = first; j <= last; j++)
            {
                if (seen.Add((next, j)))
                {
                    work.Push((next, j));
                }
            }
        }

        // What a carry holds was computed by the same program one step earlier.
        Dictionary<int, int>? carried = null;
        int Before(int slot)
        {
            if (carried is null)
            {
                carried = new Dictionary<int, int>();
                foreach (Output output in program.Outputs)
                {
                    if (output.Kind == OutputKind.Carry)
                    {
                        carried[output.Index] = output.Value;
                    }
                }
            }

            return carried.TryGetValue(slot, out int before) ? before : -1;
        }

        Push(value, -1);
        while (work.Count > 0)
        {
            (int next, int element) = work.Pop();
            Instruction code = program.Code[next];
            int slot = (int)(code.Immediate & 0xFFFF);
            int high = (int)(code.Immediate >> 16);
            switch (code.Op)
            {
                case Opcode.Input:
                    found.Add((slot, element));
                    break;
                case Opcode.InputComponent:
                    found.Add((slot, high));
                    break;
                case Opcode.InputPick:
                    found.Add((slot, (int)program.Constants[high].Bits[element]));
                    break;
                case Opcode.Carry:
                    Push(Before(slot), element);
                    break;
                case Opcode.CarryPick:
                    Push(Before(slot), (int)program.Constants[high].Bits[element]);
                    break;
                case Opcode.Element:
                    Push(code.A, (int)code.Immediate);
                    break;
                case Opcode.Const or Opcode.ConstVector or Opcode.Length or Opcode.Parameter or Opcode.IsFirst or Opcode.ExternalEnd or Opcode.Truncated:
                    break;
                default:
                    bool isReduction = IntrinsicTable.Row(code.Op).Class == IntrinsicClass.Reduction;
                    for (int k = 0; k < 3; k++)
                    {
                        Push(code.Operand(k), isReduction ? -1 : element);
                    }

                    break;
            }
        }

        return found;
    }
}
