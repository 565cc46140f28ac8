using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A formula that an automaton follows: one look-up for each step.</summary>
internal sealed class AutomatonFormula : FollowedFormula
{
    private readonly AutomatonTable _table;
    private readonly int _state;

    public AutomatonFormula(ProgramBuilder builder, SpecScope scope, ParameterTable parameters, FormulaFacts facts, int state, int next)
        : base(builder, scope, parameters, facts)
    {
        _table = facts.Table!;
        _state = state;
        Next = next;
    }

    /// <summary>The state after the step.</summary>
    public int Next { get; }

    /// <inheritdoc/>
    public override int Violates => Builder.Apply(Opcode.And, Is(Next, _table.False), Builder.Apply(Opcode.Not, Failed));

    /// <inheritdoc/>
    protected override int Held => Before(_table.True);

    /// <inheritdoc/>
    protected override int Failed => Before(_table.False);

    /// <summary>What the potential over the automaton pays: γ·(1 − terminated)·Φ(u′) − Φ(u), weight inside Φ.</summary>
    public int Shape(int terminated, uint discountBits)
    {
        int weight = Parameter(Facts.Shaping);
        int Potential(int state) => Builder.Apply(Opcode.Mul, Builder.Lookup(state, _table.Potential), weight);
        return Shaping.Pay(Builder, discountBits, terminated, () => Potential(Next), () => Potential(_state));
    }

    /// <inheritdoc/>
    protected override (int Holds, int Fails) Decided() => (Is(Next, _table.True), Is(Next, _table.False));

    /// <inheritdoc/>
    protected override int Accepts()
    {
        int accepts = Builder.Apply(Opcode.LessOrEqual, Builder.Const((float)_table.FirstAccepting), Next);
        return Builder.Apply(Opcode.And, accepts, Builder.Apply(Opcode.Not, Is(Next, _table.False)));
    }

    /// <inheritdoc/>
    protected override int Margin() => Verdict;

    /// <summary>Whether a state was decided by the steps before: a formula that is decided from the start is decided at the first step.</summary>
    private int Before(int state) => state == _table.Start ? Builder.Apply(Opcode.Not, Scope.IsFirst().Id) : Is(_state, state);

    private int Is(int value, int state) => state < 0 ? Builder.Const(false) : Builder.Apply(Opcode.Equal, value, Builder.Const((float)state));
}
