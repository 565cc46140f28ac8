using System.Text;

namespace RewardDsl.Ir;

/// <summary>A program as text: for tests, error reports and the content hash.</summary>
public static class ProgramPrinter
{
    /// <summary>One line for each slot, instruction and output.</summary>
    public static string Print(RewardProgram program)
    {
        var text = new StringBuilder();
        foreach (InputSlot input in program.Inputs)
        {
            text.Append("input ").Append(input.Name).Append(' ').Append(input.Storage).Append(' ').Append(Literals.Integer(input.Width)).Append(' ').Append(input.Form).Append('\n');
        }

        foreach (CarrySlot carry in program.Carries)
        {
            text.Append("carry ").Append(carry.Name).Append(' ').Append(carry.Type);
            if (carry.IsRing)
            {
                text.Append(' ').Append(carry.Form).Append(' ').Append(Literals.Integer(carry.Reach)).Append(carry.Partner < 0 ? "" : " of " + Literals.Integer(carry.Partner));
            }

            text.Append('\n');
        }

        foreach (ParameterSlot parameter in program.Parameters)
        {
            text.Append("parameter ").Append(parameter.Name).Append(' ').Append(Literals.CSharp(parameter.DefaultBits)).Append(parameter.PerEnvironment ? " per environment\n" : "\n");
        }

        foreach (ConstantVector constant in program.Constants)
        {
            text.Append("vector");
            foreach (uint bits in constant.Bits)
            {
                text.Append(' ').Append(Literals.CSharp(bits));
            }

            text.Append('\n');
        }

        for (int i = 0; i < program.Code.Count; i++)
        {
            Instruction code = program.Code[i];
            text.Append('%').Append(Literals.Integer(i)).Append(" = ").Append(code.Op).Append(' ').Append(code.Type);
            for (int k = 0; k < 3 && code.Operand(k) >= 0; k++)
            {
                text.Append(" %").Append(Literals.Integer(code.Operand(k)));
            }

            if (code.Op == Opcode.Const && code.Type.Kind == IrKind.Float)
            {
                text.Append(' ').Append(Literals.CSharp(code.Immediate));
            }
            else if (IntrinsicTable.Row(code.Op).Class == IntrinsicClass.Leaf || code.Op is Opcode.Element or Opcode.Lookup)
            {
                text.Append(" #").Append(Literals.Integer(code.Immediate));
            }

            text.Append('\n');
        }

        foreach (Output output in program.Outputs)
        {
            text.Append("output ").Append(output.Kind).Append(' ').Append(Literals.Integer(output.Index)).Append(" = %").Append(Literals.Integer(output.Value)).Append('\n');
        }

        return text.ToString();
    }
}
