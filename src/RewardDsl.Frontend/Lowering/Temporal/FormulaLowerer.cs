using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// Lowers objectives and constraints to program values: the conditions of the step, one look-up that takes the automaton on, what the step decides,
/// and what is paid for it.
/// </summary>
internal sealed class FormulaLowerer(
    SpecDeclaration spec, Bodies bodies, ParameterTable parameters, CarryTable carries, ProgramBuilder builder, SpecScope scope, RewardDiagnostics diagnostics, Sites sites, CancellationToken cancellation)
{
    private readonly List<Followed> _followed = new();

    /// <summary>The formulas by value.</summary>
    public EquatableArray<FormulaFacts> Facts => _followed.Select(static f => f.Facts).ToEquatableArray();

    /// <summary>Reads all formulas and takes their automata one step on.</summary>
    public void Step()
    {
        var typed = new FormulaBodyReader(bodies, scope, diagnostics);
        var text = new FormulaTextReader(spec, scope, diagnostics);
        foreach (FormulaDeclaration declaration in spec.Formulas)
        {
            if ((declaration.Property is null ? text.Read(declaration) : typed.Read(declaration)) is { } read)
            {
                Follow(declaration, read);
            }
        }
    }

    /// <summary>For each formula whose violation ends the episode, whether this step violates it, with its name.</summary>
    public IEnumerable<(string Name, int Fails)> Ends() => _followed.Where(static f => f.Facts.IsHard).Select(f => (f.Facts.Name, Decides(f, f.Facts.Table.False)));

    /// <summary>What is known of each formula once it is known how the step ends; before anything is paid.</summary>
    public void Close(int terminated)
    {
        int truncated = builder.Leaf(Opcode.Truncated, IrType.Bool);
        for (int i = 0; i < _followed.Count; i++)
        {
            Followed formula = _followed[i];
            formula.Ends = builder.Apply(Opcode.Or, terminated, truncated);
            (int holdsCut, int failsCut) = Closed(formula, formula.Facts.AtTruncation);
            (int holdsEnd, int failsEnd) = Closed(formula, formula.Facts.AtTermination);
            int Known(int decided, int atEnd, int atCut) => builder.Apply(
                Opcode.Or, decided, builder.Apply(Opcode.Select, terminated, atEnd, builder.Apply(Opcode.And, truncated, atCut)));
            formula.Holds = Known(Is(formula.Next, formula.Facts.Table.True), holdsEnd, holdsCut);
            formula.Fails = Known(Is(formula.Next, formula.Facts.Table.False), failsEnd, failsCut);
            int verdict = builder.Apply(Opcode.Select, formula.Holds, builder.Const(1f), builder.Apply(Opcode.Select, formula.Fails, builder.Const(-1f), builder.Const(0f)));
            builder.Output(OutputKind.Automaton, i, formula.Next);
            builder.Output(OutputKind.Verdict, i, verdict);
        }
    }

    /// <summary>What a formula's column pays.</summary>
    public int Pay(Column column)
    {
        Followed formula = Find(column);
        AutomatonTable table = formula.Facts.Table;
        (int won, int lost) = formula.Facts.Pay switch
        {
            FormulaFacts.EachStep => (Accepted(formula), builder.Apply(Opcode.Not, Accepted(formula))),
            FormulaFacts.AtEnd => (builder.Apply(Opcode.And, formula.Ends, formula.Holds), builder.Apply(Opcode.And, formula.Ends, formula.Fails)),
            _ => (First(formula, formula.Holds, table.True), First(formula, formula.Fails, table.False)),
        };
        int reward = formula.Facts.Reward.Length == 0 ? -1 : builder.Apply(Opcode.Select, won, Parameter(formula.Facts.Reward), builder.Const(0f));
        int penalty = formula.Facts.Penalty.Length == 0 ? -1 : builder.Apply(Opcode.Select, lost, builder.Apply(Opcode.Neg, Parameter(formula.Facts.Penalty)), builder.Const(0f));
        return reward < 0 ? penalty : penalty < 0 ? reward : builder.Apply(Opcode.Add, reward, penalty);
    }

    /// <summary>What the potential over a formula's automaton pays: γ·(1 − terminated)·Φ(u′) − Φ(u), weight inside Φ.</summary>
    public int Shape(Column column, int terminated)
    {
        Followed formula = Find(column);
        int weight = Parameter(formula.Facts.Shaping);
        int Potential(int state) => builder.Apply(Opcode.Mul, AutomatonTable.Lower(builder, state, formula.Facts.Table.Potential), weight);
        int discounted = builder.Apply(Opcode.Mul, builder.ConstBits(IrKind.Float, spec.Contract.DiscountBits), Potential(formula.Next));
        return builder.Apply(Opcode.Sub, builder.Apply(Opcode.Select, terminated, builder.Const(0f), discounted), Potential(formula.State));
    }

    private void Follow(FormulaDeclaration declaration, ReadFormula read)
    {
        TemporalFormula? formula = TemporalSeconds.Resolve(read.Formula, Literals.Float(spec.Contract.StepSecondsBits), out string? error);
        if (formula is null)
        {
            diagnostics.Report(RuleCatalogue.FormulaWindow, declaration.Location, declaration.Name, error! + (float.IsNaN(Literals.Float(spec.Contract.StepSecondsBits)) ? " (declare StepSeconds in [RewardSpec])" : ""));
            return;
        }

        TemporalPredicates predicates = TemporalPredicates.Of(formula);
        (_, AutomatonTable? table, AutomatonProblem? problem) = AutomatonCache.Of(predicates.Formula, cancellation);
        if (table is null)
        {
            diagnostics.Report(RuleCatalogue.FormulaTooLarge, declaration.Location, declaration.Name, problem!.Message);
            return;
        }

        List<int> conditions = predicates.Conditions.Select(c => Condition(c, read.Atoms)).ToList();
        int carry = carries.Fixed("Automaton." + declaration.Name, Literals.Bits(table.Start));
        int state = builder.Leaf(Opcode.Carry, IrType.Float, carry);
        int next = table.Lower(builder, state, conditions);
        builder.Output(OutputKind.Carry, carry, next);
        sites.Add(declaration.Name, ProbedPart.Conditions, conditions);
        string Named(string number) => declaration.Data.Has(number) && declaration.Data.Named(number, 0.0) is var value && !(number == "Shaping" && value == 0) ? declaration.Name + "." + number : "";
        _followed.Add(new Followed(
            new FormulaFacts(
                declaration.Name,
                declaration.IsConstraint,
                declaration.IsHard,
                formula.ToString(),
                predicates.Formula,
                predicates.Conditions.ToEquatableArray(),
                read.Atoms.Select(static a => new FormulaLeaf(a.Name, a.Member, a.Place)).ToEquatableArray(),
                table,
                declaration.Data.Named("Pay", 0),
                (ClosingRule)declaration.Data.Named("AtTermination", (int)ClosingRule.EndOfTrace),
                (ClosingRule)declaration.Data.Named("AtTruncation", (int)ClosingRule.StaysOpen),
                Named("Reward"),
                Named("Penalty"),
                Named("Shaping"),
                declaration.Data.Named("Observed", false)),
            state,
            next));
    }

    /// <summary>A part of a formula that reads the present step only.</summary>
    private int Condition(TemporalFormula formula, IReadOnlyList<FormulaAtom> atoms)
    {
        int Of(int operand) => Condition(formula.Operands[operand], atoms);
        return formula.Kind switch
        {
            TemporalOperator.Atom => atoms[formula.Atom].Value,
            TemporalOperator.True => builder.Const(true),
            TemporalOperator.False => builder.Const(false),
            TemporalOperator.Not => builder.Apply(Opcode.Not, Of(0)),
            TemporalOperator.Implies => builder.Apply(Opcode.Or, builder.Apply(Opcode.Not, Of(0)), Of(1)),
            TemporalOperator.Iff => builder.Apply(Opcode.Not, builder.Apply(Opcode.Xor, Of(0), Of(1))),
            TemporalOperator.Xor => builder.Apply(Opcode.Xor, Of(0), Of(1)),
            _ => formula.Operands.Select(o => Condition(o, atoms)).Aggregate((a, b) => builder.Apply(formula.Kind == TemporalOperator.And ? Opcode.And : Opcode.Or, a, b)),
        };
    }

    /// <summary>What an open formula counts as at an end: whether it holds, whether it fails.</summary>
    private (int Holds, int Fails) Closed(Followed formula, ClosingRule rule)
    {
        int never = builder.Const(false);
        int open = builder.Apply(Opcode.Less, formula.Next, builder.Const((float)formula.Facts.Table.FirstDecided));
        int accepts = builder.Apply(Opcode.LessOrEqual, builder.Const((float)formula.Facts.Table.FirstAccepting), formula.Next);
        return rule switch
        {
            ClosingRule.EndOfTrace => (builder.Apply(Opcode.And, open, accepts), builder.Apply(Opcode.And, open, builder.Apply(Opcode.Not, accepts))),
            ClosingRule.Holds => (open, never),
            ClosingRule.Fails => (never, open),
            _ => (never, never),
        };
    }

    /// <summary>Whether the formula holds if the trace ends here.</summary>
    private int Accepted(Followed formula)
    {
        int accepts = builder.Apply(Opcode.LessOrEqual, builder.Const((float)formula.Facts.Table.FirstAccepting), formula.Next);
        return builder.Apply(Opcode.And, accepts, builder.Apply(Opcode.Not, Is(formula.Next, formula.Facts.Table.False)));
    }

    /// <summary>Whether this step, and not one before, takes the automaton to a state.</summary>
    private int Decides(Followed formula, int state) => First(formula, Is(formula.Next, state), state);

    /// <summary>Whether what is known at this step was not decided before: a formula that is decided from the start is decided at the first step.</summary>
    private int First(Followed formula, int known, int state)
    {
        int before = state == formula.Facts.Table.Start ? builder.Apply(Opcode.Not, scope.IsFirst().Id) : Is(formula.State, state);
        return builder.Apply(Opcode.And, known, builder.Apply(Opcode.Not, before));
    }

    private int Is(int value, int state) => state < 0 ? builder.Const(false) : builder.Apply(Opcode.Equal, value, builder.Const((float)state));

    private int Parameter(string name) => builder.Leaf(Opcode.Parameter, IrType.Float, parameters.IndexOf(name));

    private Followed Find(Column column) => _followed.First(f => f.Facts.Name == column.Automaton);

    private sealed class Followed(FormulaFacts facts, int state, int next)
    {
        public FormulaFacts Facts { get; } = facts;

        public int State { get; } = state;

        public int Next { get; } = next;

        /// <summary>Whether the episode ends.</summary>
        public int Ends { get; set; }

        /// <summary>Whether it holds for good, or by the closing rule.</summary>
        public int Holds { get; set; }

        /// <summary>Whether it fails for good, or by the closing rule.</summary>
        public int Fails { get; set; }
    }
}
