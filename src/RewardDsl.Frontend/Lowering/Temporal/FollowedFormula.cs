using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>A formula in a step program.</summary>
/// <param name="builder">The program.</param>
/// <param name="scope">Its members.</param>
/// <param name="parameters">Its run-time scalars.</param>
/// <param name="facts">The formula.</param>
internal abstract class FollowedFormula(ProgramBuilder builder, SpecScope scope, ParameterTable parameters, FormulaFacts facts)
{
    /// <summary>The formula; complete once it is closed.</summary>
    public FormulaFacts Facts { get; protected set; } = facts;

    /// <summary>Whether it holds for good, or by the closing rule.</summary>
    public int Holds { get; private set; }

    /// <summary>Whether it fails for good, or by the closing rule.</summary>
    public int Fails { get; private set; }

    /// <summary>What is known of it: 1, 0 or −1.</summary>
    public int Verdict => Builder.Apply(Opcode.Select, Holds, Builder.Const(1f), Builder.Apply(Opcode.Select, Fails, Builder.Const(-1f), Builder.Const(0f)));

    /// <summary>Of a formula that ends the episode: whether this step violates it.</summary>
    public abstract int Violates { get; }

    protected ProgramBuilder Builder { get; } = builder;

    protected SpecScope Scope { get; } = scope;

    /// <summary>Whether the episode ends with the step.</summary>
    protected int Ends { get; private set; }

    protected int Terminated { get; private set; }

    protected int Truncated { get; private set; }

    /// <summary>Says what is known of the formula, once it is known how the step ends.</summary>
    public void Close(int terminated, int truncated)
    {
        Terminated = terminated;
        Truncated = truncated;
        Ends = Builder.Apply(Opcode.Or, terminated, truncated);
        Follow();
        (int holds, int fails) = Decided();
        (int holdsCut, int failsCut) = Closed(Facts.AtTruncation, holds, fails);
        (int holdsEnd, int failsEnd) = Closed(Facts.AtTermination, holds, fails);
        int Known(int decided, int atEnd, int atCut) => Builder.Apply(
            Opcode.Or, decided, Builder.Apply(Opcode.Select, terminated, atEnd, Builder.Apply(Opcode.And, truncated, atCut)));
        Holds = Known(holds, holdsEnd, holdsCut);
        Fails = Known(fails, failsEnd, failsCut);
    }

    /// <summary>What its column pays.</summary>
    public int Pay()
    {
        if (Facts.IsQuantitative)
        {
            return PayMargin();
        }

        (int won, int lost) = Facts.Pay switch
        {
            FormulaFacts.EachStep => (Accepts(), Builder.Apply(Opcode.Not, Accepts())),
            FormulaFacts.AtEnd => (Builder.Apply(Opcode.And, Ends, Holds), Builder.Apply(Opcode.And, Ends, Fails)),
            _ => (Builder.Apply(Opcode.And, Holds, Builder.Apply(Opcode.Not, Held)), Builder.Apply(Opcode.And, Fails, Builder.Apply(Opcode.Not, Failed))),
        };
        int reward = Facts.Reward.Length == 0 ? -1 : Builder.Apply(Opcode.Select, won, Parameter(Facts.Reward), Builder.Const(0f));
        int penalty = Facts.Penalty.Length == 0 ? -1 : Builder.Apply(Opcode.Select, lost, Builder.Apply(Opcode.Neg, Parameter(Facts.Penalty)), Builder.Const(0f));
        return reward < 0 ? penalty : penalty < 0 ? reward : Builder.Apply(Opcode.Add, reward, penalty);
    }

    /// <summary>Whether the steps before have decided that it holds.</summary>
    protected abstract int Held { get; }

    /// <summary>Whether the steps before have decided that it fails.</summary>
    protected abstract int Failed { get; }

    /// <summary>Takes the step in, where that waits for how it ends.</summary>
    protected virtual void Follow()
    {
    }

    /// <summary>Whether it holds however the episode goes on, and whether it fails.</summary>
    protected abstract (int Holds, int Fails) Decided();

    /// <summary>Whether it holds if the episode is over.</summary>
    protected abstract int Accepts();

    /// <summary>By how much it holds, where that is paid.</summary>
    protected abstract int Margin();

    protected int Parameter(string name) => Builder.Leaf(Opcode.Parameter, IrType.Float, parameters.IndexOf(name));

    /// <summary>What an open formula counts as at an end: whether it holds, whether it fails.</summary>
    private (int Holds, int Fails) Closed(ClosingRule rule, int holds, int fails)
    {
        int never = Builder.Const(false);
        int open = Builder.Apply(Opcode.Not, Builder.Apply(Opcode.Or, holds, fails));
        return rule switch
        {
            ClosingRule.EndOfTrace => (Builder.Apply(Opcode.And, open, Accepts()), Builder.Apply(Opcode.And, open, Builder.Apply(Opcode.Not, Accepts()))),
            ClosingRule.Holds => (open, never),
            ClosingRule.Fails => (never, open),
            _ => (never, never),
        };
    }

    /// <summary>Reward × what is above 0 + Penalty × what is below; an objective without a penalty pays Reward × all of it.</summary>
    private int PayMargin()
    {
        int margin = Margin();
        if (Facts is { IsConstraint: false, Penalty.Length: 0 })
        {
            return Builder.Apply(Opcode.Mul, margin, Parameter(Facts.Reward));
        }

        int above = Facts.Reward.Length == 0 ? -1 : Builder.Apply(Opcode.Mul, Builder.Apply(Opcode.MaxZero, margin), Parameter(Facts.Reward));
        int below = Facts.Penalty.Length == 0 ? -1 : Builder.Apply(Opcode.Mul, Builder.Apply(Opcode.MinZero, margin), Parameter(Facts.Penalty));
        return above < 0 ? below : below < 0 ? above : Builder.Apply(Opcode.Add, above, below);
    }
}
