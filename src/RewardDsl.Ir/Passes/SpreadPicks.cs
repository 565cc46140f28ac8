using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>
/// Replaces picked elements of carries by the single elements, put together by constant masks. Slower, but then nothing reads
/// a carry while vectors are written.
/// </summary>
internal static class SpreadPicks
{
    /// <summary>Runs the pass.</summary>
    public static RewardProgram Run(RewardProgram program)
    {
        // Not by the rewriter, which has renamed the constants when it comes to an instruction.
        var builder = new ProgramBuilder();
        int[] map = new int[program.Code.Count];
        for (int i = 0; i < map.Length; i++)
        {
            Instruction code = program.Code[i].WithOperands(operand => map[operand]);
            List<int> Indices() => program.Constants[(int)(code.Immediate >> 16)].Bits.Select(static b => (int)b).ToList();
            map[i] = code.Op == Opcode.CarryPick ? Spread(builder, program, code, Indices()) : builder.Copy(code, program.Constants);
        }

        foreach (Output output in program.Outputs)
        {
            builder.Output(output.Kind, output.Index, map[output.Value]);
        }

        return Verifier.Require(DeadCode.Run(builder.Build(program.Inputs, program.Carries, program.Parameters)), nameof(SpreadPicks));
    }

    private static int Spread(ProgramBuilder builder, RewardProgram program, Instruction pick, List<int> indices)
    {
        int slot = (int)(pick.Immediate & 0xFFFF);
        int carry = builder.Leaf(Opcode.Carry, program.Carries[slot].Type, slot);
        int result = builder.Broadcast(builder.Element(carry, indices[0]), indices.Count);
        for (int j = 1; j < indices.Count; j++)
        {
            int here = builder.ConstVector(IrKind.Bool, Enumerable.Range(0, indices.Count).Select(k => k == j ? 1u : 0u).ToEquatableArray());
            result = builder.Apply(Opcode.Select, here, builder.Element(carry, indices[j]), result);
        }

        return result;
    }
}
