namespace RewardDsl.Ir;

/// <summary>What an operation on signals of robustness does.</summary>
public enum RobustnessKind
{
    /// <summary>+∞ or −∞.</summary>
    Constant,

    /// <summary>The margin of an atom.</summary>
    Margin,

    /// <summary>The negative.</summary>
    Negate,

    /// <summary>The larger or smaller of two signals at each step.</summary>
    Extreme,

    /// <summary>The value some steps later.</summary>
    Later,

    /// <summary>The value some steps earlier.</summary>
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
