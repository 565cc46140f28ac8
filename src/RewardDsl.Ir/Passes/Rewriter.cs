using System;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Rebuilds a program instruction by instruction.</summary>
internal static class Rewriter
{
    /// <summary>
    /// Copies a program; <paramref name="rewrite"/> gets each instruction with its new operands and returns its new
    /// value. Instructions for which <paramref name="keep"/> is false are left out; nothing kept may use them.
    /// </summary>
    public static RewardProgram Run(RewardProgram program, Func<ProgramBuilder, Instruction, int> rewrite, Func<int, bool>? keep = null)
    {
        var builder = new ProgramBuilder();
        int[] map = new int[program.Code.Count];
        for (int i = 0; i < map.Length; i++)
        {
            if (keep != null && !keep(i))
            {
                map[i] = -1;
                continue;
            }

            Instruction code = program.Code[i].WithOperands(operand => map[operand]);
            map[i] = ProgramBuilder.NamesConstant(code.Op) ? builder.Copy(code, program.Constants) : rewrite(builder, code);
        }

        foreach (Output output in program.Outputs)
        {
            builder.Output(output.Kind, output.Index, map[output.Value]);
        }

        return builder.Build(program.Inputs, program.Carries, program.Parameters);
    }
}
