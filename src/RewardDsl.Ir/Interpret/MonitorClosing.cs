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

    /// <summary>The description of a closing.</summary>
    public static int[] Table(RewardProgram program, Instruction close) => [.. program.Constants[(int)close.Immediate].Bits.Select(static b => unchecked((int)b))];

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
