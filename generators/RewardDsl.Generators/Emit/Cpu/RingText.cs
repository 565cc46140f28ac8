using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Generators;

/// <summary>Prints how a kernel reads, writes and closes carries that keep several steps. A step touches one row of each, as it does of any carry.</summary>
internal static class RingText
{
    /// <summary>Addresses and steps that are the same for every block.</summary>
    public static void Prologue(SourceWriter writer, RewardProgram program, IEnumerable<int> carries)
    {
        writer.Line("Ptr started = f.Started;");
        foreach (int carry in carries.Where(c => program.Carries[c].IsRing))
        {
            string n = Literals.Integer(carry);
            CarrySlot slot = program.Carries[carry];
            if (slot.Form == CarryForm.Delayed)
            {
                writer.Line("int step" + n + " = f.Tick - " + Literals.Integer(slot.Reach) + ";");
                continue;
            }

            writer.Line("Ptr block" + n + " = f.Block(" + n + ");");
            writer.Line("int step" + n + " = f.Tick - f.Row(" + n + ") - 1;");
        }
    }

    /// <summary>What a program reads of a ring, as an expression.</summary>
    public static string Read(RewardProgram program, int carry, Func<int, uint> initialBits)
    {
        CarrySlot slot = program.Carries[carry];
        string n = Literals.Integer(carry);
        string left = Literals.Integer(slot.Partner);
        return slot.Form switch
        {
            CarryForm.Delayed => "Lanes.Held(carry" + n + ", started, e, step" + n + ", " + Literals.CSharp(initialBits(carry)) + ")",
            CarryForm.Until or CarryForm.Release =>
                "Lanes." + slot.Form + "(carry" + n + ", block" + n + ", carry" + left + ", started, e, step" + n + ", f.Row(" + n + ") == 0 ? int.MinValue : step" + n + ")",
            _ => "Lanes." + slot.Form + "(carry" + n + ", block" + n + ", started, e, step" + n + ")",
        };
    }

    /// <summary>The blocks that windows write, each joined with the value of the step; the rows themselves are written as any carry.</summary>
    public static void Write(SourceWriter writer, RewardProgram program, Func<int, string> scalar)
    {
        // Until goes first: its left operand counts without this step.
        foreach (Output output in program.Outputs.Where(o => o.Kind == OutputKind.Carry && program.Carries[o.Index] is { IsRing: true, Form: not CarryForm.Delayed }).OrderBy(o => program.Carries[o.Index].Partner < 0))
        {
            CarrySlot slot = program.Carries[output.Index];
            bool isMax = slot.Form is CarryForm.Largest or CarryForm.Until;
            string block = "block" + Literals.Integer(output.Index);
            string value = slot.Partner < 0 ? scalar(output.Value) : Pick(!isMax, "Lanes.Load(block" + Literals.Integer(slot.Partner) + ", e)", scalar(output.Value));
            writer.Line("Lanes.Store(" + block + ", e, " + Pick(isMax, "Lanes.Load(" + block + ", e)", value) + ");");
        }
    }

    /// <summary>Empties the block that a window writes; older rows are told by the age of the episode.</summary>
    public static void Reset(SourceWriter writer, CarrySlot slot, int carry)
    {
        if (slot.Form != CarryForm.Delayed)
        {
            string block = "block" + Literals.Integer(carry);
            string none = slot.Form is CarryForm.Largest or CarryForm.Until ? "float.NegativeInfinity" : "float.PositiveInfinity";
            writer.Line("Lanes.Store(" + block + ", e, VectorW.ConditionalSelect(mask, VectorW.Create(" + none + "), Lanes.Load(" + block + ", e)));");
        }
    }

    /// <summary>A closing: rows of what it is given, where an episode ends in the block.</summary>
    public static void Close(SourceWriter writer, RewardProgram program, int value, int firstClosing, Func<int, string> scalar)
    {
        Instruction code = program.Code[value];
        int index = firstClosing + Enumerable.Range(0, value).Count(i => program.Code[i].Op == Opcode.Close);
        string name = "v" + Literals.Integer(value);
        writer.Line("V " + name + " = V.Zero;");
        using (writer.Open("if (" + scalar(code.A) + " != V.Zero)"))
        {
            int row = 0;
            foreach (int argument in new[] { code.A, code.C }.Concat(MonitorClosing.Arguments(program, code)).Where(a => !MonitorClosing.IsRing(program, a)))
            {
                writer.Line("Lanes.Store(closing, " + Literals.Integer(16 * row++) + ", " + scalar(argument) + ");");
            }

            writer.Line("f.Close(" + Literals.Integer(index) + ", e);");
            writer.Line(name + " = Lanes.Load(closing, 0);");
        }
    }

    private static string Pick(bool isMax, string a, string b) => "VectorW." + (isMax ? "Max(" : "Min(") + a + ", " + b + ")";
}
