using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>
/// Prints how a kernel reads and writes carries that keep several steps: a row for each step, written in turn, of windows with the extremes from each
/// row to the end of its block (van Herk 1992, Gil and Werman 1993). The reference is the CPU's <c>RingStore</c>; here each environment is for itself.
/// </summary>
internal static class CudaRings
{
    /// <summary>The number of the step, that of the episode's start, and the row of each ring.</summary>
    public static void Prologue(SourceWriter writer, CudaLayout layout, RewardProgram program, IEnumerable<int> rings)
    {
        writer.Line("const int tick = args.clock[e];");
        writer.Line("const int started = args.clock[stride + e];");
        foreach (int carry in rings)
        {
            string n = Literals.Integer(carry);
            CarrySlot slot = program.Carries[carry];
            writer.Line("const int now" + n + " = (int)((tick + e / " + Literals.Integer(CudaLayout.RingGroup) + ") % " + Literals.Integer(slot.Reach) + "); // " + CudaLiterals.Comment(slot.Name));
            writer.Line("float* const ring" + n + " = " + State(layout, carry) + ";");
        }
    }

    /// <summary>The rings that a program reads, writes or closes with, and the partners of those.</summary>
    public static SortedSet<int> Used(RewardProgram program, IEnumerable<int> read)
    {
        var used = new SortedSet<int>(read.Where(c => program.Carries[c].IsRing));
        used.UnionWith(used.Select(c => program.Carries[c].Partner).Where(static c => c >= 0).ToList());
        return used;
    }

    /// <summary>What a program reads of a ring.</summary>
    public static string Read(RewardProgram program, int carry, string initial)
    {
        CarrySlot slot = program.Carries[carry];
        string n = Literals.Integer(carry);
        string row = "ring" + n + "[now" + n + " * stride]";
        string own = "(started < tick - now" + n + " ? " + row + " : " + None(slot) + ")";
        string block = Block(slot, carry);
        if (slot.Form == CarryForm.Delayed)
        {
            return "started <= tick - " + Literals.Integer(slot.Reach) + " ? " + row + " : " + initial;
        }

        if (slot.Partner < 0)
        {
            return Pick(slot, own, block);
        }

        // Where the next block has not begun the left operand's row does not count.
        string l = Literals.Integer(slot.Partner);
        string left = "(now" + n + " != 0 && started < tick - now" + n + " ? ring" + l + "[now" + l + " * stride] : " + None(program.Carries[slot.Partner]) + ")";
        return Pick(slot, own, Pick(program.Carries[slot.Partner], left, block));
    }

    /// <summary>What a step leaves in its rings.</summary>
    /// <param name="writer">Where to print.</param>
    /// <param name="program">The program.</param>
    /// <param name="values">For each ring the value of the step, as an expression.</param>
    public static void Write(SourceWriter writer, RewardProgram program, IReadOnlyDictionary<int, string> values)
    {
        // Until goes first: its left operand counts without this step, and its rows as they were written.
        List<int> windows = [.. values.Keys.Where(c => program.Carries[c].Form != CarryForm.Delayed).OrderBy(c => program.Carries[c].Partner < 0).ThenBy(static c => c)];
        foreach (int carry in windows)
        {
            CarrySlot slot = program.Carries[carry];
            string joined = slot.Partner < 0 ? values[carry] : Pick(program.Carries[slot.Partner], Block(program.Carries[slot.Partner], slot.Partner), values[carry]);
            writer.Line(Block(slot, carry) + " = " + Pick(slot, Block(slot, carry), joined) + ";");
        }

        foreach (int carry in values.Keys.OrderBy(static c => c))
        {
            writer.Line("ring" + Literals.Integer(carry) + "[now" + Literals.Integer(carry) + " * stride] = " + values[carry] + ";");
        }

        foreach (int carry in windows)
        {
            Finish(writer, program, carry);
        }
    }

    /// <summary>Empties the block that a window writes; older rows are told by the age of the episode.</summary>
    public static void Reset(SourceWriter writer, CudaLayout layout, RewardProgram program)
    {
        for (int carry = 0; carry < program.Carries.Count; carry++)
        {
            CarrySlot slot = program.Carries[carry];
            if (slot.IsRing && slot.Form != CarryForm.Delayed)
            {
                writer.Line("state[" + Literals.Integer(layout.FirstOf(carry) + slot.Reach) + " * stride] = " + None(slot) + "; // " + CudaLiterals.Comment(slot.Name));
            }
        }

        writer.Line("args.clock[stride + e] = args.clock[e];");
    }

    /// <summary>The number of the environment's next step. Long before an integer ends all is set back alike; what is far longer ago than any ring reaches stays so.</summary>
    public static void Tick(SourceWriter writer, CudaLayout layout)
    {
        int period = layout.ClockPeriod();
        if (period == 0)
        {
            writer.Line("args.clock[e] = tick + 1;");
            return;
        }

        string back = Literals.Integer(period);
        writer.Line("args.clock[e] = tick + 1 < 1073741824 ? tick + 1 : tick + 1 - " + back + ";");
        using (writer.Open("if (tick + 1 >= 1073741824)"))
        {
            writer.Line("args.clock[stride + e] = started < -" + back + " ? started : started - " + back + ";");
        }
    }

    /// <summary>After a step that filled a block: joins each row with those behind it, of until before its left operand's.</summary>
    private static void Finish(SourceWriter writer, RewardProgram program, int carry)
    {
        CarrySlot slot = program.Carries[carry];
        string n = Literals.Integer(carry);
        string last = Literals.Integer(slot.Reach - 1);
        using (writer.Open("if (now" + n + " == " + last + ")"))
        {
            writer.Line("float behind = ring" + n + "[" + last + " * stride];");
            using (writer.Open("for (int row = " + Literals.Integer(slot.Reach - 2) + "; row >= 0; row--)"))
            {
                // What an environment wrote before its episode has no part in any row.
                using (writer.Open("if (started <= tick - " + last + " + row)"))
                {
                    string joined = slot.Partner < 0 ? "behind" : Pick(program.Carries[slot.Partner], "ring" + Literals.Integer(slot.Partner) + "[row * stride]", "behind");
                    writer.Line("behind = " + Pick(slot, "ring" + n + "[row * stride]", joined) + ";");
                }

                writer.Line("ring" + n + "[row * stride] = behind;");
            }

            writer.Line(Block(slot, carry) + " = " + None(slot) + ";");
        }
    }

    private static string Block(CarrySlot slot, int carry) => "ring" + Literals.Integer(carry) + "[" + Literals.Integer(slot.Reach) + " * stride]";

    /// <summary>The address of a carry's first element of the thread's environment.</summary>
    public static string State(CudaLayout layout, int carry) => layout.FirstOf(carry) == 0 ? "state" : "state + " + Literals.Integer(layout.FirstOf(carry)) + " * stride";

    private static string None(CarrySlot slot) => CudaLiterals.Float(IsMax(slot) ? 0xFF80_0000u : 0x7F80_0000u);

    private static string Pick(CarrySlot slot, string a, string b) => (IsMax(slot) ? "rw_max(" : "rw_min(") + a + ", " + b + ")";

    private static bool IsMax(CarrySlot slot) => slot.Form is CarryForm.Largest or CarryForm.Until;
}
