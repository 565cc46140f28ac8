using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// A goal as the economic rules see it: where it holds, where it is missed by its tolerance, and what reaching it pays. Parts of the
/// box are of <see cref="RuleContext.Held"/>: steps at which nothing changes.
/// </summary>
internal sealed class GoalView
{
    private readonly RuleContext _context;
    private readonly HashSet<(int Input, int Element)> _reads;
    private IReadOnlyList<ColumnView>? _running;
    private IReadOnlyList<ColumnView>? _once;
    private Branch? _at;
    private bool _isAtKnown;

    public GoalView(RuleContext context, SpecMember member, AttributeData data, GoalFacts facts)
    {
        _context = context;
        Member = member;
        Data = data;
        Facts = facts;
        Value = context.Value(member.Name);
        _reads = new HashSet<(int Input, int Element)>(ElementReads.Of(context.Step, Value));
        IReadOnlyList<int> conjuncts = context.Values(member.Name, ProbedPart.Conjuncts);
        IReadOnlyList<int> missed = context.Values(member.Name, ProbedPart.Missed);
        Conjuncts = conjuncts.Select((c, i) => new GoalConjunct(c, missed[i], GoalConjunct.Compares(context.Program, c), Text(c))).ToList();
        IsTerminal = context.Episode.Successes.Any(e => IsImplied(e.Value)) || context.Episode.Successes.Any(e => e.Member == member);
    }

    /// <summary>Its member.</summary>
    public SpecMember Member { get; }

    /// <summary>Its attribute.</summary>
    public AttributeData Data { get; }

    /// <summary>What is declared of it.</summary>
    public GoalFacts Facts { get; }

    /// <summary>Its condition in the step program.</summary>
    public int Value { get; }

    /// <summary>The conditions all of which it needs.</summary>
    public IReadOnlyList<GoalConjunct> Conjuncts { get; }

    /// <summary>Whether reaching it ends the episode.</summary>
    public bool IsTerminal { get; }

    /// <summary>How near counts; 0 when it is not declared.</summary>
    public float Tolerance => Literals.Float(Facts.ToleranceBits);

    /// <summary>Where it is written.</summary>
    public Location Place => Data.Location() ?? Member.Location;

    /// <summary>The elements of signals that it reads, now or earlier.</summary>
    public ISet<(int Input, int Element)> Reads => _reads;

    /// <summary>The part of the box where it holds, ended or not; null when it never does.</summary>
    public Branch? At
    {
        get
        {
            if (!_isAtKnown)
            {
                _at = _context.Held.Where(new Condition(Value, true));
                _isAtKnown = true;
            }

            return _at;
        }
    }

    /// <summary>What pays for being at the goal at each step: terms and lasting bonuses that read its signals and pay at least as much there as elsewhere.</summary>
    public IReadOnlyList<ColumnView> Running => _running ??= _context.Columns.Where(c => c.Column is { Kind: ColumnKind.Term or ColumnKind.Bonus, Transform: PayTransform.Value, Limit: PayLimit.None, IsRegulariser: false } && RisesToGoal(c)).ToList();

    /// <summary>What pays once for reaching it: successes that end the episode, and bonuses paid once or on each rise that need it.</summary>
    public IReadOnlyList<ColumnView> Once => _once ??= _context.Columns.Where(c => IsOnce(c)).ToList();

    /// <summary>Declared progress and bests that read its signals: a way that is paid at most once.</summary>
    public IEnumerable<ColumnView> Progress => _context.Columns.Where(c => c.Column.Transform is PayTransform.Progress or PayTransform.BestSoFar && ReadsSignals(c.Raw));

    /// <summary>The least and the most that reaching it pays once.</summary>
    public FloatRange Payoff
    {
        get
        {
            FloatRange all = FloatRange.Of(0f);
            foreach (ColumnView column in Once)
            {
                int value = column.Weighted >= 0 ? column.Weighted : column.Paid;
                FloatRange own = (column.Raw >= 0 ? _context.Program.Where(new Condition(column.Raw, true)) : null)?.Range(value) ?? _context.Program.Range(value);
                if (column.Column.Transform == PayTransform.Rise)
                {
                    // At a rise; the range also holds what staying pays.
                    own = own.HasNumber ? FloatRange.Of(own.Hi) : own;
                }

                all = new FloatRange(all.Lo + own.Lo, all.Hi + own.Hi, false);
            }

            return all;
        }
    }

    /// <summary>The most that the way to it pays as progress, from one end to the other; 0 where that has no limit.</summary>
    public double Way => Progress.Sum(c => _context.Program.Range(c.Raw).Width * System.Math.Max(0.0, _context.Program.Range(c.Coefficient).Hi) is var way && way <= float.MaxValue ? way : 0);

    /// <summary>The most that a step at it pays for being there.</summary>
    public double RunningPayoff(ColumnView? except = null) => Running.Where(c => c != except).Sum(c => System.Math.Max(0.0, At!.Range(_context.Held.Of(c.Weighted)).Hi));

    /// <summary>Whether it needs a condition of the step program: nothing is left of the box where the condition fails and the goal holds.</summary>
    public bool IsImplied(int condition) => condition == Value || _context.Program.Where(new Condition(condition, false), new Condition(Value, true)) is null;

    /// <summary>Whether a condition of the step program needs the goal.</summary>
    public bool IsNeededBy(int condition) => condition == Value || _context.Program.Where(new Condition(condition, true), new Condition(Value, false)) is null;

    /// <summary>Whether a value reads one of its signals.</summary>
    public bool ReadsSignals(int value) => value >= 0 && ElementReads.Of(_context.Step, value).Overlaps(_reads);

    /// <summary>
    /// The part of the box in which the episode goes on, one condition is missed by the tolerance and all others hold: beside the
    /// goal. Null when there is none, and where a comparison has no tolerance (see <see cref="GoalConjunct.IsComparison"/>).
    /// </summary>
    public Branch? Beside(GoalConjunct conjunct) => conjunct.IsComparison && !(Tolerance > 0f) ? null
        : _context.Held.Running(Misses(conjunct));

    /// <summary>
    /// One condition is missed, by the tolerance where it compares and one is declared, and all others hold: what lies beside the goal
    /// for rules to which missing it narrowly is as good as missing it by far.
    /// </summary>
    public Condition[] Misses(GoalConjunct conjunct) =>
        Conjuncts.Where(c => c != conjunct).Select(static c => new Condition(c.Value, true)).Append(new Condition(conjunct.Missed, true)).Append(new Condition(Value, false)).ToArray();

    /// <summary>The goal's signals at a point, as an author reads them: "'Height' = 0.3, 'Open' = true".</summary>
    public string StateText(Box point) => StateText(_context, _reads, point);

    /// <summary>Elements of signals at a point, as an author reads them.</summary>
    public static string StateText(RuleContext context, IEnumerable<(int Input, int Element)> elements, Box point)
    {
        const int Shown = 4;
        List<(int Input, int Element)> all = elements.OrderBy(static r => r.Input).ThenBy(static r => r.Element).ToList();
        IEnumerable<string> parts = all.Take(Shown).Select(r =>
        {
            FloatRange value = point.Inputs[r.Input][r.Element];
            return "'" + context.Signal(r.Input).Name + SignalNames.Part(context, r.Input, r.Element) + "' = " + (context.Step.Inputs[r.Input].Kind == IrKind.Bool ? (value.IsTrue ? "true" : "false") : RangeData.Short(value.Lo));
        });
        return string.Join(", ", parts) + (all.Count > Shown ? ", …" : "");
    }

    private bool IsOnce(ColumnView column)
    {
        if (column.Column.Kind == ColumnKind.Termination)
        {
            return _context.Episode.Successes.Any(e => e.Column == column);
        }

        return column is { IsOfEvent: true, Raw: >= 0, Column.Kind: ColumnKind.Term or ColumnKind.Bonus } && IsNeededBy(column.Raw);
    }

    private bool RisesToGoal(ColumnView column)
    {
        if (!ReadsSignals(column.Weighted) || At is not { } at)
        {
            return false;
        }

        int value = _context.Held.Of(column.Weighted);
        FloatRange there = at.Range(value);
        FloatRange whole = _context.Held.Program.Range(value);
        return there.HasNumber && there.Hi > 0f && there.Hi >= whole.Hi - (1e-3 * whole.Width);
    }

    private string Text(int value) => _context.Sites.All.FirstOrDefault(s => s.Member == Member.Name && s.Result.Count == 1 && _context.Analysis.Probe(s.Result[0]) == value)?.Syntax.ToString() ?? "";
}

/// <summary>A condition that a goal needs.</summary>
/// <param name="Value">It, in the step program.</param>
/// <param name="Missed">Whether it is missed by the goal's tolerance, in the step program.</param>
/// <param name="IsComparison">Whether it compares numbers that are not whole, so that missing it narrowly is no different from reaching it.</param>
/// <param name="Text">As the author wrote it; empty where it is not an operation (a signal, a helper).</param>
internal sealed record GoalConjunct(int Value, int Missed, bool IsComparison, string Text)
{
    /// <summary>Whether a truth value compares numbers that are not whole.</summary>
    public static bool Compares(ProgramAnalysis analysis, int value)
    {
        var seen = new HashSet<int>();
        var work = new Stack<int>();
        work.Push(value);
        while (work.Count > 0)
        {
            int next = work.Pop();
            Instruction code = analysis.Program.Code[next];
            if (code.Type.Kind != IrKind.Bool || !seen.Add(next))
            {
                continue;
            }

            for (int k = 0; k < 3; k++)
            {
                int operand = code.Operand(k);
                if (operand >= 0 && analysis.Program.Code[operand].Type.Kind == IrKind.Float && !analysis.Dependences.IsWhole(operand))
                {
                    return true;
                }

                if (operand >= 0)
                {
                    work.Push(operand);
                }
            }
        }

        return false;
    }
}
