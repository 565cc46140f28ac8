namespace RewardDsl;

/// <summary>What an operation of a temporal formula does with the robustness of its operands.</summary>
public enum FormulaNodeKind
{
    /// <summary>+∞ (true), or −∞ (false) with <see cref="FormulaNode.IsMax"/>.</summary>
    Constant,

    /// <summary>The margin of the atom <see cref="FormulaNode.Left"/>.</summary>
    Margin,

    /// <summary>The negative.</summary>
    Negate,

    /// <summary>The larger or smaller of two values at each step.</summary>
    Extreme,

    /// <summary>The value some steps later; beyond the end −∞ with <see cref="FormulaNode.IsMax"/>, else +∞.</summary>
    Later,

    /// <summary>The value some steps earlier; before the start −∞ with <see cref="FormulaNode.IsMax"/>, else +∞.</summary>
    Earlier,

    /// <summary>The extreme over the steps from now on.</summary>
    Ahead,

    /// <summary>The extreme over the steps up to now.</summary>
    Behind,

    /// <summary>Until (larger) or release (smaller) over the steps from now on.</summary>
    Until,

    /// <summary>Since (larger) or triggered (smaller) over the steps up to now.</summary>
    Since,
}
