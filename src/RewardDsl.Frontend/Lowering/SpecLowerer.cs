using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// Lowers a spec to its step and reset programs: bodies, payments, ends and carries become one set of program values,
/// so that analyses and emitters see one expression.
/// </summary>
internal sealed class SpecLowerer
{
    private readonly SpecDeclaration _spec;
    private readonly Bodies _bodies;
    private readonly RewardDiagnostics _diagnostics;
    private readonly CancellationToken _cancellation;
    private readonly ParameterTable _parameters = new();
    private readonly CarryTable _carries = new();
    private readonly LengthInference _lengths;
    private readonly Sites _sites;
    private readonly IReadOnlyDictionary<string, IReadOnlyList<float>> _scales;
    private List<Column> _columns = new();
    private SumRules _rules = new("", PayTransform.Value, null, PayLimit.None, 0, null);

    private SpecLowerer(SpecDeclaration spec, Bodies bodies, RewardDiagnostics diagnostics, Sites sites, IReadOnlyDictionary<string, IReadOnlyList<float>> scales, CancellationToken cancellation)
    {
        _sites = sites;
        _scales = scales;
        _spec = spec;
        _bodies = bodies;
        _diagnostics = diagnostics;
        _cancellation = cancellation;
        _lengths = new LengthInference(spec, bodies);
    }

    /// <summary>Lowers a spec; null when an error was reported.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="bodies">The C# of its members, bound with its surface.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <param name="sites">Takes the values that rules ask about.</param>
    /// <param name="scales">For each formula whose margins are normalised the largest one of each condition; empty where that is still to be found out.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static LoweredSpec? Lower(
        SpecDeclaration spec, Bodies bodies, RewardDiagnostics diagnostics, Sites sites, IReadOnlyDictionary<string, IReadOnlyList<float>> scales, CancellationToken cancellation) =>
        new SpecLowerer(spec, bodies, diagnostics, sites, scales, cancellation).Run();

    private LoweredSpec? Run()
    {
        var reader = new ColumnReader(_spec, _bodies, _parameters, _diagnostics, _cancellation);
        reader.ReadParameters();
        _columns = reader.ReadColumns();
        _rules = reader.ReadSum();
        List<(SpecMember Member, AttributeData Data)> costs = _spec.With("Cost");
        List<(SpecMember Member, AttributeData Data)> terminations = _spec.With("Termination");
        List<SpecMember> metrics = _spec.Members.Where(static m => Attributes.Get(m.Symbol, "Metric") is not null).ToList();
        List<SpecMember> assumptions = _spec.With("Assume").ConvertAll(static a => a.Member);
        List<string> critics = _columns.Any(static c => c.Critic.Length > 0) ? _columns.Select(static c => c.Critic).Distinct().ToList() : new List<string>();
        if (_columns.Count == 0 && _rules.Total.Length == 0 && !_diagnostics.HasErrors)
        {
            _diagnostics.Report(RuleCatalogue.NothingPaid, _spec.Location, _spec.Type.Name);
        }

        foreach ((SpecMember member, AttributeData data) in costs.Where(static c => double.IsNaN(c.Data.Number(0, 0))))
        {
            _diagnostics.Report(RuleCatalogue.BadContract, data.Location(), member.Name, "Limit", "NaN", "a number");
        }

        var step = new ProgramBuilder();
        SpecScope scope = Scope(step, reset: false);

        // Helpers that nothing reads yet are lowered too: a mistake in them is an error while the author types.
        foreach (SpecMember member in _spec.Members.Where(m => !m.IsInput && m.Name != _rules.Total))
        {
            scope.Now(member, member.Location);
        }

        foreach (IMethodSymbol schedule in _spec.Schedules.Where(SpecReader.IsSchedule))
        {
            scope.Schedule(schedule);
        }

        var formulas = new FormulaLowerer(_spec, _bodies, _parameters, _carries, step, scope, _diagnostics, _sites, _cancellation) { Scales = _scales };
        formulas.Step();
        if (_diagnostics.HasErrors)
        {
            LowerReset();
            return null;
        }

        List<int> ends = terminations.Select(t => scope.Now(t.Member, t.Member.Location).Id).Concat(formulas.Ends().Select(static e => e.Fails)).Concat(scope.Machines.Ends().Select(static e => e.Ends)).ToList();
        int external = step.Leaf(Opcode.ExternalEnd, IrType.Bool);
        int terminated = ends.Aggregate(external, (all, end) => step.Apply(Opcode.Or, all, end));
        step.Output(OutputKind.Terminated, 0, terminated);
        step.Output(OutputKind.EndCause, 0, EndCause(step, ends, external));
        formulas.Close(terminated);
        scope.Machines.Output(formulas.Facts.Count(static f => f.Table is not null));
        PaymentLowerer payments = Payments(step, scope, formulas);
        payments.Pay(terminated, critics);
        if (_diagnostics.HasErrors)
        {
            // The member that replaces the sum is lowered last.
            return null;
        }

        int Scalar(SpecMember member) => scope.Now(member, member.Location).Id;
        for (int i = 0; i < costs.Count; i++)
        {
            step.Output(OutputKind.Cost, i, PaymentLowerer.AsFloat(step, Scalar(costs[i].Member)));
        }

        for (int i = 0; i < metrics.Count; i++)
        {
            step.Output(OutputKind.Metric, i, PaymentLowerer.AsFloat(step, Scalar(metrics[i])));
        }

        for (int i = 0; i < assumptions.Count; i++)
        {
            step.Output(OutputKind.Assumption, i, Scalar(assumptions[i]));
        }

        for (int i = 0; i < _columns.Count; i++)
        {
            if (_columns[i].IsOptional)
            {
                SpecMember member = _spec.Find(_columns[i].Name)!;
                step.Output(OutputKind.Absent, i, step.Apply(Opcode.Not, scope.Now(member, member.Location).Present));
            }
        }

        foreach (SpecMember member in _spec.Members)
        {
            Value value = scope.Now(member, member.Location);
            _sites.Add(member.Name, ProbedPart.Raw, value.Ids);
            if (value.IsOptional)
            {
                _sites.Add(member.Name, ProbedPart.Present, new[] { value.Present });
            }
        }

        if (_sites.HasRules)
        {
            foreach ((SpecMember goal, AttributeData data) in _spec.With("Goal"))
            {
                GoalConditions.Add(step, _sites, goal.Name, Scalar(goal), (float)data.Named("Tolerance", 0.0));
            }
        }

        _sites.Output(step);

        // Lowering the value of one carry may ask for another.
        for (int i = 0; i < _carries.Entries.Count; i++)
        {
            CarryTable.Entry entry = _carries.Entries[i];
            if (entry.Kind == CarryKind.Previous && entry.Member is { } member)
            {
                OutputCarry(step, entry, scope.Now(member, member.Location));
            }
            else if (entry.Kind == CarryKind.Held)
            {
                OutputCarry(step, entry, scope.Input(entry.Member!));
            }
        }

        RewardProgram? reset = LowerReset();
        if (_diagnostics.HasErrors || reset is null)
        {
            return null;
        }

        if (_sites is { HoldsActions: true })
        {
            _sites.HeldReset = LowerReset(holdsActions: true);
        }

        return new LoweredSpec(
            Build(step),
            reset,
            _spec.Members.Where(static m => m.IsInput).SelectMany(SignalReader.Facts).ToEquatableArray(),
            _columns.ToEquatableArray(),
            costs.Select(static c => new CostFacts(c.Member.Name, c.Member.Type == MemberType.Bool, Literals.Bits((float)c.Data.Number(0, 0)), c.Data.Named("Estimator", 0))).ToEquatableArray(),
            terminations.Select(static t => t.Member.Name).Concat(formulas.Ends().Select(static e => e.Name)).Concat(scope.Machines.Ends().Select(static e => e.Name)).ToEquatableArray(),
            _spec.With("Goal").Select(static g => new GoalFacts(
                g.Member.Name, g.Data.Named("Kind", 0) == 1, Literals.Bits((float)g.Data.Named("Tolerance", 0.0)), g.Data.Named("MinSteps", 1), g.Data.Named("Resampled", false))).ToEquatableArray(),
            _spec.Members.Where(static m => m.Role == MemberRole.State && m.Type.IsVector()).Select(m => new StateLength(m.Name, _lengths.Of(m))).ToEquatableArray(),
            metrics.Select(static m => new MetricFacts(m.Name, m.Type == MemberType.Bool)).ToEquatableArray(),
            assumptions.Select(static a => a.Name).ToEquatableArray(),
            critics.ToEquatableArray(),
            _spec.With("Stage").OrderBy(static s => s.Data.Number(0, 0)).Select(static s => s.Member.Name).ToEquatableArray(),
            _spec.With("Aim").Select(static a => SignalReader.Aim(a.Member)!).ToEquatableArray(),
            formulas.Facts,
            scope.Machines.Facts,
            _rules,
            _sites.Members(),
            _sites.Timed());
    }

    private PaymentLowerer Payments(ProgramBuilder builder, SpecScope scope, FormulaLowerer? formulas = null) =>
        new(_spec, _columns, _rules, _parameters, _carries, builder, scope, scope.IsReset ? null : _sites, formulas);

    private SpecScope Scope(ProgramBuilder builder, bool reset) =>
        new(_spec, _bodies, builder, _carries, _lengths, _parameters, _diagnostics, reset ? null : _sites, reset, _cancellation);

    private RewardProgram Build(ProgramBuilder builder) => builder.Build(
        _spec.Members.Where(static m => m.IsInput).SelectMany(SignalReader.Slots).ToEquatableArray(), _carries.Slots.ToEquatableArray(), _parameters.Slots.ToEquatableArray());

    /// <summary>0 running, 1 truncated, 2 ended by the simulator, 3 + i termination i; the first termination that holds wins.</summary>
    private static int EndCause(ProgramBuilder builder, List<int> ends, int external)
    {
        int cause = builder.Apply(Opcode.Select, builder.Leaf(Opcode.Truncated, IrType.Bool), builder.Const(1f), builder.Const(0f));
        cause = builder.Apply(Opcode.Select, external, builder.Const(2f), cause);
        for (int i = ends.Count - 1; i >= 0; i--)
        {
            cause = builder.Apply(Opcode.Select, ends[i], builder.Const(3f + i), cause);
        }

        return cause;
    }

    private static void OutputCarry(ProgramBuilder builder, CarryTable.Entry entry, Value value)
    {
        for (int c = 0; c < value.Ids.Count; c++)
        {
            builder.Output(OutputKind.Carry, entry.Slot + c, value.Ids[c]);
        }

        if (value.IsOptional)
        {
            builder.Output(OutputKind.Carry, entry.Slot + 1, value.Present);
        }
    }

    private RewardProgram? LowerReset(bool holdsActions = false)
    {
        var builder = new ProgramBuilder();
        SpecScope scope = Scope(builder, reset: true);
        scope.HoldsActions = holdsActions;
        PaymentLowerer payments = Payments(builder, scope);
        foreach (CarryTable.Entry entry in _carries.Entries.Where(static e => e.Kind != CarryKind.Parameter).ToList())
        {
            if (entry is { Member: { } member, Kind: CarryKind.Previous or CarryKind.Initial })
            {
                OutputCarry(builder, entry, scope.AtReset(member, member.Location));
            }
            else if (entry.Kind == CarryKind.Held)
            {
                OutputCarry(builder, entry, scope.Input(entry.Member!));
            }
            else if (entry.Kind == CarryKind.Fixed)
            {
                builder.Output(OutputKind.Carry, entry.Slot, builder.ConstBits(IrKind.Float, entry.InitialBits));
            }
            else if (payments.AtReset(entry) is >= 0 and int value)
            {
                OutputCarry(builder, entry, Value.Of(value));
            }
        }

        return _diagnostics.HasErrors ? null : Build(builder);
    }
}
