using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Shared;

namespace RewardDsl.Ir;

/// <summary>How a program says what closes a monitor, and what that gives for one environment.</summary>
public static class MonitorClosing
{
    /// <summary>The values that a closing is given, in the order of its description.</summary>
    public static IReadOnlyList<int> Arguments(RewardProgram program, Instruction close)
    {
        var arguments = new List<int>();
        int at = close.B;
        for (; program.Code[at].Op == Opcode.Argument; at = program.Code[at].B)
        {
            arguments.Add(program.Code[at].A);
        }

        arguments.Add(at);
        return arguments;
    }

    /// <summary>What a kernel computes before a closing: all that it is given but rings, which are read only where an episode ends.</summary>
    public static IEnumerable<int> Operands(RewardProgram program, Instruction close) =>
        Arguments(program, close).Where(a => !IsRing(program, a)).Concat([close.A, close.C]);

    /// <summary>Whether a value is what a carry holds of several steps.</summary>
    public static bool IsRing(RewardProgram program, int value) => program.Code[value] is { Op: Opcode.Carry } code && program.Carries[(int)code.Immediate].IsRing;

    /// <summary>The description of a closing.</summary>
    public static int[] Table(RewardProgram program, Instruction close) => [.. program.Constants[(int)close.Immediate].Bits.Select(static b => unchecked((int)b))];

    /// <summary>For each part of what is kept of a leaf the carry that keeps it, −1 where it is one number that is given.</summary>
    public static IEnumerable<int> Rings(RewardProgram program, Instruction close)
    {
        int[] table = Table(program, close);
        IReadOnlyList<int> arguments = Arguments(program, close);
        int at = table[1] >= 0 ? 2 : 1;
        int lengths = MonitorTail.Header + (MonitorTail.Width * table[6]);
        for (int leaf = 0; leaf < table[7]; leaf++)
        {
            at++;
            for (int s = 0; s < table[lengths]; s++, at++)
            {
                yield return IsRing(program, arguments[at]) ? (int)program.Code[arguments[at]].Immediate : -1;
            }

            lengths += 1 + table[lengths];
        }
    }

    /// <summary>The closed value of an environment whose episode ends.</summary>
    internal static float Close(RewardProgram program, Instruction close, InterpreterState state, float[][] values)
    {
        var tail = new MonitorTail(Table(program, close));
        IReadOnlyList<int> arguments = Arguments(program, close);
        int at = 0;
        float value = values[arguments[at++]][0];
        float left = tail.HasLeft ? values[arguments[at++]][0] : 0f;
        for (int leaf = 0; leaf < tail.Leaves.Length; leaf++)
        {
            float[] numbers = tail.Leaves[leaf];
            numbers[0] = values[arguments[at++]][0];
            int to = 1;
            foreach (int length in tail.Segments[leaf])
            {
                int argument = arguments[at++];
                Instruction ring = program.Code[argument];
                float[] contents = ring.Op == Opcode.Carry ? state.Carries[(int)ring.Immediate] : values[argument];
                for (int i = 0; i < length; i++)
                {
                    numbers[to++] = contents[Math.Min(i, contents.Length - 1)];
                }
            }
        }

        float steps = values[close.C][0];
        return tail.Close(value, left, steps >= EpisodeParts.FarthestStep ? EpisodeParts.FarthestStep : Math.Max(0, (int)steps));
    }
}
