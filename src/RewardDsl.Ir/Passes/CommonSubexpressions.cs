namespace RewardDsl.Ir;

/// <summary>Makes one value of equal instructions: the builder numbers values, so a plain copy does it.</summary>
public static class CommonSubexpressions
{
    /// <summary>Runs the pass.</summary>
    public static RewardProgram Run(RewardProgram program) => Rewriter.Run(program, static (builder, code) => builder.Append(code));
}
