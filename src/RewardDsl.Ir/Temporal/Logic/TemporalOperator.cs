namespace RewardDsl.Ir;

/// <summary>What a node of a temporal formula is. Positions are the steps of a finite, non-empty trace.</summary>
public enum TemporalOperator
{
    /// <summary>Always holds.</summary>
    True,

    /// <summary>Never holds.</summary>
    False,

    /// <summary>A proposition of the step.</summary>
    Atom,

    /// <summary><c>!p</c></summary>
    Not,

    /// <summary><c>p &amp; q</c>, of two operands or more.</summary>
    And,

    /// <summary><c>p | q</c>, of two operands or more.</summary>
    Or,

    /// <summary><c>p -> q</c></summary>
    Implies,

    /// <summary><c>p &lt;-> q</c></summary>
    Iff,

    /// <summary><c>p xor q</c></summary>
    Xor,

    /// <summary><c>X p</c>: there is a next step and p holds there.</summary>
    Next,

    /// <summary><c>WX p</c>: p holds at the next step if there is one.</summary>
    WeakNext,

    /// <summary><c>F p</c>: p holds now or later.</summary>
    Eventually,

    /// <summary><c>G p</c>: p holds from now to the end.</summary>
    Always,

    /// <summary><c>p U q</c>: q holds now or later, and p at each step before that.</summary>
    Until,

    /// <summary><c>p R q</c>: q holds up to and including the step at which p does; to the end if p never does.</summary>
    Release,

    /// <summary><c>p W q</c>: as until, or p holds to the end.</summary>
    WeakUntil,

    /// <summary><c>p M q</c>: as release, and p does hold at some step.</summary>
    StrongRelease,

    /// <summary><c>Y p</c>: there was a step before and p held there.</summary>
    Yesterday,

    /// <summary><c>Z p</c>: p held at the step before if there was one.</summary>
    WeakYesterday,

    /// <summary><c>O p</c>: p holds now or held before.</summary>
    Once,

    /// <summary><c>H p</c>: p holds now and held at each step before.</summary>
    Historically,

    /// <summary><c>p S q</c>: q holds now or held before, and p at each step since.</summary>
    Since,

    /// <summary><c>p T q</c>: q has held since and including the step at which p did; from the start if p never did.</summary>
    Triggered,
}
