namespace RewardDsl;

/// <summary>What a <see cref="Formula"/> is at its top; the names are those of the functions of <see cref="RewardMath"/>.</summary>
internal enum FormulaOperator
{
    /// <summary>A condition of one step.</summary>
    Condition,

    /// <summary><c>!</c></summary>
    Not,

    /// <summary><c>&amp;</c></summary>
    And,

    /// <summary><c>|</c></summary>
    Or,

    /// <summary><c>^</c></summary>
    Xor,

    /// <summary>Implication.</summary>
    Implies,

    /// <summary>Equivalence.</summary>
    Iff,

    /// <summary>There is a next step, and it holds there.</summary>
    Next,

    /// <summary>It holds at the next step if there is one.</summary>
    WeakNext,

    /// <summary>Now or later.</summary>
    Eventually,

    /// <summary>Now and at each later step.</summary>
    Always,

    /// <summary>The second now or later, the first until then.</summary>
    Until,

    /// <summary>The second up to and including the step of the first.</summary>
    Release,

    /// <summary>Until, or the first to the end.</summary>
    WeakUntil,

    /// <summary>Release, and the first does come.</summary>
    StrongRelease,

    /// <summary>There was a step before, and it held there.</summary>
    Yesterday,

    /// <summary>It held at the step before if there was one.</summary>
    WeakYesterday,

    /// <summary>Now or before.</summary>
    Once,

    /// <summary>Now and at each step before.</summary>
    Historically,

    /// <summary>The second now or before, the first since then.</summary>
    Since,

    /// <summary>The second since and including the step of the first.</summary>
    Triggered,
}
