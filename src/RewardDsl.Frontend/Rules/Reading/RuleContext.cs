using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>What a rule reads: one spec, its analysed program, and the places in its text.</summary>
internal sealed class RuleContext
{
    private readonly RewardDiagnostics _diagnostics;
    private SpecUnits? _units;
    private IReadOnlyList<int>? _failureEnds;
    private HeldView? _held;
    private DifferenceSet? _differences;
    private EpisodeFacts? _episode;
    private IReadOnlyList<GoalView>? _goals;
    private FormulaSet? _formulas;

    public RuleContext(SpecDeclaration spec, SpecAnalysis analysis, Sites sites, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        Spec = spec;
        Analysis = analysis;
        Sites = sites;
        Compilation = compilation;
        Cancellation = cancellation;
        _diagnostics = diagnostics;
        Columns = analysis.Spec.Columns.Select((c, i) => (Column: c, Index: i)).Where(static c => !c.Column.IsOfAutomaton).Select(c => View(c.Column, c.Index)).ToList();
    }

    /// <summary>The declarations.</summary>
    public SpecDeclaration Spec { get; }

    /// <summary>The analysed program.</summary>
    public SpecAnalysis Analysis { get; }

    /// <summary>The operations of the author's text.</summary>
    public Sites Sites { get; }

    /// <summary>The compilation with the generated surface.</summary>
    public Compilation Compilation { get; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>What is paid.</summary>
    public IReadOnlyList<ColumnView> Columns { get; }

    /// <summary>Whether something is collected and paid at the end: then the steps do not tell what an end is worth.</summary>
    public bool PaysCollected => Columns.Any(static c => c.IsCollected);

    /// <summary>Values that a rule has reported as possibly infinite: what is infinite only through them is not reported again.</summary>
    public HashSet<int> Poles { get; } = new();

    /// <summary>Successes of which a rule has reported that an income ends with them: the same is not said of that income again.</summary>
    public HashSet<SpecMember> EndedIncomes { get; } = new();

    /// <summary>Goals of which a rule has said that the best is elsewhere: what staying beside them pays is not said again.</summary>
    public HashSet<GoalView> OutdoneGoals { get; } = new();

    /// <summary>The scenarios that the author named, with what they return.</summary>
    public ScenarioSet Scenarios { get; set; } = ScenarioSet.None;

    /// <summary>The spec at steps at which nothing changes, rewritten when it is first asked for.</summary>
    public HeldView Held => _held ??= new HeldView(this);

    /// <summary>Differences between steps that the author wrote by hand.</summary>
    public DifferenceSet Differences => _differences ??= new DifferenceSet(this);

    /// <summary>How long an episode counts and how it can end.</summary>
    public EpisodeFacts Episode => _episode ??= new EpisodeFacts(this);

    /// <summary>The goals, in order.</summary>
    public IReadOnlyList<GoalView> Goals => _goals ??= With("Goal").Where(g => Value(g.Member.Name) >= 0).Select(g => new GoalView(this, g.Member, g.Data, Analysis.Spec.Goals.First(f => f.Name == g.Member.Name))).ToList();

    /// <summary>The objectives and constraints, over common atoms.</summary>
    public FormulaSet Formulas => _formulas ??= new FormulaSet(this);

    /// <summary>Doing nothing, at steps at which nothing changes.</summary>
    public RestState Rest => Held.Rest;

    /// <summary>Facts that rules would have needed.</summary>
    public MissingFacts Missing { get; } = new();

    /// <summary>Proven ranges, dependences, slopes.</summary>
    public ProgramAnalysis Program => Analysis.Analysis;

    /// <summary>Units and frames, inferred when they are first asked for.</summary>
    public SpecUnits Units => _units ??= SpecUnits.Of(Analysis.Spec);

    /// <summary>The conditions that end an episode as a failure.</summary>
    public IReadOnlyList<int> FailureEnds => _failureEnds ??= With("Termination").Where(static t => t.Data.Number(0, 0) == RuleFacts.EndFailure).Select(t => Value(t.Member.Name)).Where(static v => v >= 0).ToList();

    /// <summary>Whether what consumes the reward maximises a sum over steps.</summary>
    public bool IsReturn => Analysis.Contract.Consumer is RuleFacts.ConsumerStepwiseRl or RuleFacts.ConsumerConstraintOptimizer;

    /// <summary>The step program.</summary>
    public RewardProgram Step => Analysis.Step;

    /// <summary>The program values behind handles of sites.</summary>
    public IReadOnlyList<int> Values(IReadOnlyList<int> handles) => handles.Select(Analysis.Probe).ToList();

    /// <summary>The program values of a member: one for a scalar or a vector, several for a small tuple or a history.</summary>
    public IReadOnlyList<int> Values(string member, ProbedPart part = ProbedPart.Raw) => Values(Sites.Of(member, part));

    /// <summary>The single program value of a member, or −1.</summary>
    public int Value(string member, ProbedPart part = ProbedPart.Raw)
    {
        IReadOnlyList<int> values = Values(member, part);
        return values.Count == 1 ? values[0] : -1;
    }

    /// <summary>The unit of a member as an author reads it, null when it is not known.</summary>
    public string? UnitOf(string member) => Units.Text(Sites.Of(member, ProbedPart.Raw));

    /// <summary>The members that carry an attribute, with it.</summary>
    public IReadOnlyList<(SpecMember Member, AttributeData Data)> With(string attribute) => Spec.With(attribute);

    /// <summary>The facts of a signal by its input slot.</summary>
    public SignalFacts Signal(int slot) => Analysis.Spec.Signals[slot];

    /// <summary>The declared signals that a value reads, now or through values of earlier steps, by member.</summary>
    public IReadOnlyList<SpecMember> SignalsOf(int value)
    {
        var names = new HashSet<string>();
        var seen = new HashSet<int>();
        var work = new Stack<int>();
        work.Push(value);
        while (work.Count > 0)
        {
            int next = work.Pop();
            names.UnionWith(Program.Dependences.Inputs(next).Select(i => Signal(i).Name));
            for (int c = 0; c < Step.Carries.Count; c++)
            {
                // What a carry holds was computed by the same program one step earlier.
                if (Program.Dependences.ReadsCarry(next, c) && seen.Add(c) && Step.Find(OutputKind.Carry, c) is >= 0 and int before)
                {
                    work.Push(before);
                }
            }
        }

        return Spec.Members.Where(m => m.IsInput && names.Contains(m.Name)).ToList();
    }

    /// <summary>Whether a value can change by what the policy does at once: it reads an action, or a signal that the agent writes.</summary>
    public bool IsAgentInfluenced(int value) => SignalsOf(value).Any(m => m.Role == MemberRole.Action
        || Analysis.Spec.Signals.Any(s => s.Name == m.Name && (s.Named.AgentSized || s.Named.Writer == RuleFacts.WriterAgent || s.Named.Source == RuleFacts.SourcePolicy)));

    /// <summary>Reports a finding with its default severity.</summary>
    public void Report(DiagnosticDescriptor rule, Location? location, params object[] arguments) => Report(rule, location, rule.DefaultSeverity, RangeData.None, arguments);

    /// <summary>Reports a finding.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="location">Where.</param>
    /// <param name="severity">How certain and how bad.</param>
    /// <param name="data">What is proven, for programs that read the finding.</param>
    /// <param name="arguments">Of the message.</param>
    public void Report(DiagnosticDescriptor rule, Location? location, DiagnosticSeverity severity, ImmutableDictionary<string, string?> data, params object[] arguments) =>
        _diagnostics.Report(rule, location, severity, data, arguments);

    private ColumnView View(Column column, int index)
    {
        SpecMember member = Spec.Find(column.Name)!;
        string attribute = column.Kind.ToString();
        return new ColumnView(
            column,
            member,
            member.Location,
            Attributes.Get(member.Symbol, attribute)?.Location() ?? member.Location,
            Value(column.Name),
            Value(column.Name, ProbedPart.Transformed),
            Value(column.Name, ProbedPart.Gated),
            column.Kind == ColumnKind.Termination ? -1 : Value(column.Name, ProbedPart.Coefficient),
            column.Accumulation is null ? Value(column.Name, ProbedPart.Weighted) : -1,
            Step.Find(OutputKind.Column, index));
    }
}
