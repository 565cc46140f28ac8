using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// A step at which nothing changes: what a carry holds of the step before is what the step computes itself, so that
/// <c>Previous.X</c> is <c>X</c>. Differences, progress and rises are then 0, and what is left is what staying in a state pays. A
/// carry whose next value depends on itself (a state, the best so far, a budget) stays one.
/// </summary>
public sealed class HeldStep
{
    private readonly int[] _map;

    private HeldStep(RewardProgram program, int[] map)
    {
        Program = program;
        _map = map;
    }

    /// <summary>The program of such a step; the same as before where no carry can be replaced.</summary>
    public RewardProgram Program { get; }

    /// <summary>The value that a value of the step has become.</summary>
    public int Of(int value) => value < 0 ? value : _map[value];

    /// <summary>Rewrites a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="extend">Adds what is asked of such a step beside, given what each value of the step has become and which carries are replaced; or null.</param>
    /// <param name="discount">The factor that a difference may have before what is now: such shaping pays nothing by staying.</param>
    public static HeldStep Of(RewardProgram step, Action<ProgramBuilder, Func<int, int>, IReadOnlyList<bool>>? extend = null, float discount = 1f)
    {
        var next = new int[step.Carries.Count];
        for (int c = 0; c < next.Length; c++)
        {
            next[c] = step.Find(OutputKind.Carry, c);
        }

        bool[] isHeld = Held(step, next);
        var map = new int[step.Code.Count];
        if (extend is null && !isHeld.Any(static h => h))
        {
            for (int i = 0; i < map.Length; i++)
            {
                map[i] = i;
            }

            return new HeldStep(step, map);
        }

        var builder = new ProgramBuilder();
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = -1;
        }

        var work = new Stack<int>();
        for (int root = 0; root < map.Length; root++)
        {
            work.Push(root);
            while (work.Count > 0)
            {
                int value = work.Peek();
                if (map[value] >= 0 || IsWaiting(step, value, isHeld, next, map, work))
                {
                    if (map[value] >= 0)
                    {
                        work.Pop();
                    }

                    continue;
                }

                map[value] = Copy(step, builder, value, isHeld, next, map, discount);
                work.Pop();
            }
        }

        extend?.Invoke(builder, value => map[value], isHeld);
        foreach (Output output in step.Outputs.Where(o => o.Kind != OutputKind.Carry || !isHeld[o.Index]))
        {
            // What nothing reads any more is not carried on.
            builder.Output(output.Kind, output.Index, map[output.Value]);
        }

        return new HeldStep(builder.Build(step.Inputs, step.Carries, step.Parameters), map);
    }

    /// <summary>Asks for what a value needs first; false when all of it is there.</summary>
    private static bool IsWaiting(RewardProgram step, int value, bool[] isHeld, int[] next, int[] map, Stack<int> work)
    {
        int count = work.Count;
        Instruction code = step.Code[value];
        if (Replaced(code, isHeld) is >= 0 and int slot)
        {
            if (map[next[slot]] < 0)
            {
                work.Push(next[slot]);
            }
        }
        else
        {
            for (int k = 0; k < 3; k++)
            {
                if (code.Operand(k) >= 0 && map[code.Operand(k)] < 0)
                {
                    work.Push(code.Operand(k));
                }
            }
        }

        return work.Count > count;
    }

    private static int Copy(RewardProgram step, ProgramBuilder builder, int value, bool[] isHeld, int[] next, int[] map, float discount)
    {
        Instruction code = step.Code[value];
        if (Replaced(code, isHeld) is >= 0 and int slot)
        {
            return code.Op == Opcode.Carry ? map[next[slot]] : Picked(step, builder, code, step.Code[next[slot]]);
        }

        code = code.WithOperands(operand => map[operand]);
        return ProgramBuilder.NamesConstant(code.Op) ? builder.Copy(code, step.Constants) : Simplified(builder, code, discount);
    }

    /// <summary>
    /// What of a number and itself is left, which intervals do not see: x − x is 0, a·x − x is (a − 1)·x, or 0 where a is the discount:
    /// what such a difference leaves at a step that stays is got back by the step that goes. Of numbers only: what is
    /// not finite is another rule's concern.
    /// </summary>
    private static int Simplified(ProgramBuilder builder, Instruction code, float discount)
    {
        if (code.Op == Opcode.Select && code.B == code.C)
        {
            return code.B;
        }

        if (code.Op == Opcode.Sub && Multiple(builder, code.A, code.B) is { } factor)
        {
            return factor == 1f || factor == discount ? Widened(builder, builder.Const(0f), code.Type) : builder.Apply(Opcode.Mul, Widened(builder, builder.Const(factor - 1f), code.Type), code.B);
        }

        if (code.Op == Opcode.And && IsOpposite(builder, code.A, code.B))
        {
            return Widened(builder, builder.Const(false), code.Type);
        }

        return code.A == code.B && code.Op is Opcode.Less or Opcode.NotEqual or Opcode.Xor ? Widened(builder, builder.Const(false), code.Type)
            : code.A == code.B && code.Op is Opcode.LessOrEqual or Opcode.Equal ? Widened(builder, builder.Const(true), code.Type)
            : builder.Append(code);
    }

    private static int Widened(ProgramBuilder builder, int value, IrType type) => type.IsVector ? builder.Broadcast(value, type.Length) : value;

    /// <summary>The constant by which one value is another times it, or null.</summary>
    private static float? Multiple(ProgramBuilder builder, int value, int of)
    {
        Instruction code = builder[value];
        return value == of ? 1f
            : code.Op != Opcode.Mul ? null
            : code.A == of ? Constant(builder, code.B)
            : code.B == of ? Constant(builder, code.A) : null;
    }

    private static float? Constant(ProgramBuilder builder, int value) => builder[value] switch
    {
        { Op: Opcode.Const } code => Literals.Float(code.Immediate),
        { Op: Opcode.Broadcast } code => Constant(builder, code.A),
        _ => null,
    };

    private static bool IsOpposite(ProgramBuilder builder, int a, int b) =>
        (builder[a].Op == Opcode.Not && builder[a].A == b) || (builder[b].Op == Opcode.Not && builder[b].A == a);

    private static int Picked(RewardProgram step, ProgramBuilder builder, Instruction pick, Instruction signal)
    {
        List<int> indices = Indices(step, pick);
        int slot = (int)(signal.Immediate & 0xFFFF);
        List<int>? of = signal.Op == Opcode.InputPick ? Indices(step, signal) : null;
        return builder.Pick(Opcode.InputPick, pick.Type.Kind, slot, of is null ? indices : indices.ConvertAll(i => of[i]));
    }

    private static List<int> Indices(RewardProgram step, Instruction pick) => step.Constants[(int)(pick.Immediate >> 16)].Bits.Select(static b => (int)b).ToList();

    private static int Replaced(Instruction code, bool[] isHeld) =>
        code.Op is Opcode.Carry or Opcode.CarryPick && isHeld[(int)(code.Immediate & 0xFFFF)] ? (int)(code.Immediate & 0xFFFF) : -1;

    /// <summary>Which carries can be replaced: those that do not come back to themselves, and of picked ones those that hold a signal.</summary>
    private static bool[] Held(RewardProgram step, int[] next)
    {
        var reads = new bool[next.Length][];
        var dependences = new Dependences(step);
        for (int c = 0; c < next.Length; c++)
        {
            reads[c] = new bool[next.Length];
            for (int d = 0; d < next.Length; d++)
            {
                reads[c][d] = next[c] >= 0 && dependences.ReadsCarry(next[c], d);
            }
        }

        for (int via = 0; via < next.Length; via++)
        {
            for (int c = 0; c < next.Length; c++)
            {
                for (int d = 0; reads[c][via] && d < next.Length; d++)
                {
                    reads[c][d] |= reads[via][d];
                }
            }
        }

        bool[] isHeld = Enumerable.Range(0, next.Length).Select(c => next[c] >= 0 && !reads[c][c]).ToArray();
        foreach (Instruction code in step.Code)
        {
            int slot = (int)(code.Immediate & 0xFFFF);
            if (code.Op == Opcode.CarryPick && isHeld[slot] && step.Code[next[slot]].Op is not (Opcode.Input or Opcode.InputPick))
            {
                isHeld[slot] = false;
            }
        }

        return isHeld;
    }
}
