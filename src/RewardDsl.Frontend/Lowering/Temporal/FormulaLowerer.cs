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
    private readonly List<FollowedFormula> _followed = new();

    /// <summary>For each formula the largest margin that is proven of each comparison, where margins are to be divided by it; empty until it is known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<float>> Scales { get; init; } = new Dictionary<string, IReadOnlyList<float>>();

    /// <summary>The formulas by value; complete once they are closed.</summary>
    public EquatableArray<FormulaFacts> Facts => _followed.Select(static f => f.Facts).ToEquatableArray();

    /// <summary>Reads all formulas and takes their automata one step on.</summary>
    public void Step()
    {
        var typed = new FormulaBodyReader(bodies, (owner, operation) => scope.Condition(owner, operation) is { IsError: false } value ? value.Id : -1, diagnostics);
        var text = new FormulaTextReader(spec, scope, diagnostics);
        foreach (FormulaDeclaration declaration in spec.Formulas)
        {
            if ((declaration.Property is null ? text.Read(declaration) : typed.Read(declaration)) is { } read && Follow(declaration, read) is { } followed)
            {
                _followed.Add(followed);
            }
        }
    }

    /// <summary>For each formula whose violation ends the episode, whether this step violates it, with its name.</summary>
    public IEnumerable<(string Name, int Fails)> Ends() => _followed.Where(static f => f.Facts.IsHard).Select(static f => (f.Facts.Name, f.Violates));

    /// <summary>What is known of each formula once it is known how the step ends; before anything is paid.</summary>
    public void Close(int terminated)
    {
        int truncated = builder.Leaf(Opcode.Truncated, IrType.Bool);
        int automata = 0;
        for (int i = 0; i < _followed.Count; i++)
        {
            _followed[i].Close(terminated, truncated);
            builder.Output(OutputKind.Verdict, i, _followed[i].Verdict);
            if (_followed[i] is AutomatonFormula automaton)
            {
                builder.Output(OutputKind.Automaton, automata++, automaton.Next);
            }
        }
    }

    /// <summary>What a formula's column pays.</summary>
    public int Pay(Column column) => Find(column).Pay();

    /// <summary>What the potential over a formula's automaton pays.</summary>
    public int Shape(Column column, int terminated) => ((AutomatonFormula)Find(column)).Shape(terminated, spec.Contract.DiscountBits);

    private FollowedFormula? Follow(FormulaDeclaration declaration, ReadFormula read)
    {
        TemporalFormula? formula = TemporalSeconds.Resolve(read.Formula, Literals.Float(spec.Contract.StepSecondsBits), out string? error);
        if (formula is null)
        {
            diagnostics.Report(RuleCatalogue.FormulaWindow, declaration.Location, declaration.Name, error! + (float.IsNaN(Literals.Float(spec.Contract.StepSecondsBits)) ? " (declare StepSeconds in [RewardSpec])" : ""));
            return null;
        }

        TemporalPredicates predicates = TemporalPredicates.Of(formula);
        declaration.Read = read;
        declaration.Resolved = formula;
        List<int> conditions = predicates.Conditions.Select(c => Condition(c, read.Atoms)).ToList();
        FormulaFacts facts = Describe(declaration, read, formula, predicates) with { Letters = ConditionLetters.Of(builder, conditions) };
        sites.Add(declaration.Name, ProbedPart.Conditions, conditions);
        sites.Add(declaration.Name, ProbedPart.Leaves, read.Atoms.Select(a => a.Value >= 0 ? a.Value : builder.Const(false)).ToList());
        if (sites.HasLeaves)
        {
            sites.Add(declaration.Name, ProbedPart.LeafMargins, formula.Atoms().Select(a => Margins.Of(builder, read.Atoms[a].Value)).ToList());
        }

        if (facts.IsQuantitative || sites.HasRules)
        {
            var parts = new List<int>();
            List<int> margins = conditions.ConvertAll(c => Margins.Of(builder, c, part => Kept(parts, part)));
            if (sites.HasRules || declaration.IsNormalised)
            {
                sites.Add(declaration.Name, ProbedPart.Margins, margins);
                sites.Add(declaration.Name, ProbedPart.MarginParts, parts);
            }

            if (facts.IsQuantitative)
            {
                return Monitored(declaration, facts, Scaled(declaration, facts, conditions) ?? margins);
            }
        }

        (_, AutomatonTable? table, AutomatonProblem? problem) = AutomatonCache.WithTable(predicates.Formula, facts.Letters, cancellation);
        return table is not null ? Automaton(facts with { Table = table }, conditions)
            : problem!.Kind is AutomatonProblemKind.TooManyStates or AutomatonProblemKind.TooMuchWork && facts is { IsHard: false, Shaping.Length: 0, Pay: not FormulaFacts.EachStep }
                ? Monitored(declaration, facts, conditions.ConvertAll(c => builder.Apply(Opcode.Select, c, builder.Const(1f), builder.Const(-1f))), problem)
                : TooLarge(declaration, problem.Message);
    }

    private AutomatonFormula Automaton(FormulaFacts facts, IReadOnlyList<int> conditions)
    {
        int carry = carries.Fixed(new CarrySlot("Automaton." + facts.Name, IrType.Float), Literals.Bits(facts.Table!.Start));
        int state = builder.Leaf(Opcode.Carry, IrType.Float, carry);
        int next = facts.Table.Lower(builder, state, conditions);
        builder.Output(OutputKind.Carry, carry, next);
        return new AutomatonFormula(builder, scope, parameters, facts, state, next);
    }

    /// <summary>A monitor; where an automaton was wanted and there is no monitor either, the automaton's problem is told.</summary>
    private FollowedFormula? Monitored(FormulaDeclaration declaration, FormulaFacts facts, IReadOnlyList<int> margins, AutomatonProblem? problem = null) =>
        MonitorFormula.Of(builder, scope, parameters, carries, facts, margins, out TemporalFormula? culprit) is { } monitor ? monitor
            : TooLarge(declaration, problem?.Message ?? (facts.Pay == FormulaFacts.EachStep
                ? "'" + culprit + "' waits for the end of the episode, so no step has a robustness before; give it a window, or pay at the end"
                : "'" + culprit + "' stands inside of another operator and waits for the end of the episode; give it a window"));

    private FollowedFormula? TooLarge(FormulaDeclaration declaration, string message)
    {
        diagnostics.Report(RuleCatalogue.FormulaTooLarge, declaration.Location, declaration.Name, message);
        return null;
    }

    private static FormulaFacts Describe(FormulaDeclaration declaration, ReadFormula read, TemporalFormula formula, TemporalPredicates predicates)
    {
        string Named(string number) => declaration.Data.Has(number) && !(number == "Shaping" && declaration.Data.Named(number, 0.0) == 0) ? declaration.Name + "." + number : "";
        return new FormulaFacts(
            declaration.Name,
            declaration.IsConstraint,
            declaration.IsHard,
            formula.ToString(),
            predicates.Formula,
            predicates.Conditions.ToEquatableArray(),
            read.Atoms.Select(static a => new FormulaLeaf(a.Name, a.Member, a.Place, a.IsNegated)).ToEquatableArray(),
            null,
            declaration.Data.Named("Pay", 0),
            (ClosingRule)declaration.Data.Named("AtTermination", (int)ClosingRule.EndOfTrace),
            (ClosingRule)declaration.Data.Named("AtTruncation", (int)ClosingRule.StaysOpen),
            Named("Reward"),
            Named("Penalty"),
            Named("Shaping"),
            declaration.Data.Named("Observed", false),
            declaration.Semantics,
            Temperature: (float)declaration.Data.Named("Temperature", 0.0));
    }

    /// <summary>Margins of which each comparison is a share of the largest one that is proven of it, so that none hides another; null where that is not asked for, or not known yet.</summary>
    private List<int>? Scaled(FormulaDeclaration declaration, FormulaFacts facts, List<int> conditions)
    {
        if (!declaration.IsNormalised || !Scales.TryGetValue(declaration.Name, out IReadOnlyList<float>? scales))
        {
            return null;
        }

        int part = 0;
        return conditions.Select((c, i) =>
        {
            int first = part;
            int scaled = Margins.Of(builder, c, m => Divided(m, scales[part++]));
            if (scales.Skip(first).Take(part - first).Any(float.IsInfinity))
            {
                diagnostics.Report(RuleCatalogue.FormulaShape, declaration.Data.Location(), declaration.Name,
                    "the margin of '" + facts.Conditions[i] + "' has no proven limit to divide by (declare the ranges of its signals, or leave out Normalised)");
            }

            return scaled;
        }).ToList();
    }

    private int Divided(int margin, float scale)
    {
        IrType type = builder[margin].Type;
        return !(scale > 0) ? margin : builder.Apply(Opcode.Div, margin, type.IsVector ? builder.Broadcast(builder.Const(scale), type.Length) : builder.Const(scale));
    }

    private static int Kept(List<int> parts, int part)
    {
        parts.Add(part);
        return part;
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

    private FollowedFormula Find(Column column) => _followed.First(f => f.Facts.Name == column.Automaton);
}
