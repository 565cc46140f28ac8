namespace RewardDsl.Ir;

/// <summary>Removes what no output needs.</summary>
public static class DeadCode
{
    /// <summary>Runs the pass.</summary>
    public static RewardProgram Run(RewardProgram program)
    {
        bool[] live = new bool[program.Code.Count];
        foreach (Output output in program.Outputs)
        {
            live[output.Value] = true;
        }

        for (int i = live.Length - 1; i >= 0; i--)
        {
            for (int k = 0; live[i] && k < 3; k++)
            {
                int operand = program.Code[i].Operand(k);
                if (operand >= 0)
                {
                    live[operand] = true;
                }
            }
        }

        return Rewriter.Run(program, static (builder, code) => builder.Append(code), i => live[i]);
    }
}
