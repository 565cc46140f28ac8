namespace RewardDsl.Ir;

/// <summary>The passes in order, with the verifier between them. Every pass keeps each output's bits for each input.</summary>
public static class Optimizer
{
    /// <summary>Folds, merges and removes what no output needs.</summary>
    public static RewardProgram Run(RewardProgram program)
    {
        program = Verifier.Require(program, "lowering");
        program = Verifier.Require(ConstantFolding.Run(program), nameof(ConstantFolding));
        program = Verifier.Require(Roots.Run(program), nameof(Roots));
        program = Verifier.Require(CommonSubexpressions.Run(program), nameof(CommonSubexpressions));
        return Verifier.Require(DeadCode.Run(program), nameof(DeadCode));
    }
}
