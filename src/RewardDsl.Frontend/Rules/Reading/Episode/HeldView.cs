using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// A spec at steps at which nothing changes (<c>Previous</c> is the state itself): what staying somewhere pays. Rules that compare
/// staying with ending, finishing or moving read it. Values of the step program are translated by <see cref="Of(int)"/>.
/// </summary>
internal sealed class HeldView
{
    private readonly RuleContext _context;
    private readonly HeldStep _held;
    private readonly GoalPursuits _goals;
    private RestState? _rest;

    public HeldView(RuleContext context)
    {
        _context = context;
        _goals = new GoalPursuits(context);
        _held = HeldStep.Of(context.Step, context.Goals.Count == 0 ? null : _goals.Add, Literals.Float(context.Analysis.Contract.DiscountBits));
        Program = ReferenceEquals(_held.Program, context.Step) ? context.Program : context.Analysis.Analyse(_held.Program);
    }

    /// <summary>What is proven of such a step.</summary>
    public ProgramAnalysis Program { get; }

    /// <summary>What a step pays again and again while a state is held: without what is paid once, up to a budget, or for a change.</summary>
    public int Income => Of(_context.Value("", ProbedPart.Income));

    /// <summary>Doing nothing.</summary>
    public RestState Rest => _rest ??= new RestState(_context, this);

    /// <summary>What is paid for the way to a goal at such steps.</summary>
    public GoalPursuit Pursuit(GoalView goal) => _goals.Of(goal);

    /// <summary>The value here of a value of the step program.</summary>
    public int Of(int value) => _held.Of(value);

    /// <summary>A condition here of a condition of the step program.</summary>
    public Condition Of(Condition condition) => new(Of(condition.Value), condition.Holds);

    /// <summary>The part of the box in which conditions of the step program hold and the episode goes on; null when there is none.</summary>
    public Branch? Running(params Condition[] conditions) => Where(conditions.Append(new Condition(_context.Step.Find(OutputKind.Terminated), false)).ToArray());

    /// <summary>The part of the box in which conditions of the step program hold, and what is assumed; null when there is none.</summary>
    public Branch? Where(params Condition[] conditions) => Where(conditions, null);

    /// <summary>The same with one more condition, of the program of such steps.</summary>
    public Branch? Where(IEnumerable<Condition> conditions, Condition? held)
    {
        // Once more what is assumed: of the signals that the conditions have narrowed it says more.
        IEnumerable<Condition> assumed = _context.Analysis.Spec.Assumptions.Select(a => new Condition(_context.Value(a), true));
        return Program.Where((held is { } own ? new[] { own } : System.Array.Empty<Condition>()).Concat(conditions.Concat(assumed).Select(Of)).ToArray());
    }
}
