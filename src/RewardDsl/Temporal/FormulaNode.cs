namespace RewardDsl;

/// <summary>One operation of a temporal formula.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="IsMax">Largest instead of smallest; of a constant false instead of true; of a shift −∞ instead of +∞ outside of the trajectory.</param>
/// <param name="Left">Index of the operand, which comes before; of a margin the number of the atom.</param>
/// <param name="Right">Index of the second operand of two, else −1.</param>
/// <param name="Steps">How many steps further a window reaches or a shift goes; −1 where a window has no end.</param>
public readonly record struct FormulaNode(FormulaNodeKind Kind, bool IsMax, int Left = -1, int Right = -1, int Steps = 0)
{
    /// <summary>Whether it has two operands.</summary>
    internal bool IsBinary => Kind is FormulaNodeKind.Extreme or FormulaNodeKind.Until or FormulaNodeKind.Since;

    /// <summary>Whether it is an operation on other operations.</summary>
    internal bool HasOperand => Kind is not (FormulaNodeKind.Constant or FormulaNodeKind.Margin);

    /// <summary>Whether it looks at other steps through a window.</summary>
    internal bool HasWindow => Kind is FormulaNodeKind.Ahead or FormulaNodeKind.Behind or FormulaNodeKind.Until or FormulaNodeKind.Since;

    /// <summary>Whether it shifts in time.</summary>
    internal bool IsShift => Kind is FormulaNodeKind.Later or FormulaNodeKind.Earlier;
}
