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
    private readonly Compilation _compilation;
    private readonly RewardDiagnostics _diagnostics;
    private readonly CancellationToken _cancellation;
    private readonly ParameterTable _parameters = new();
    private readonly CarryTable _carries = new();
    private readonly LengthInference _lengths;

    private SpecLowerer(SpecDeclaration spec, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        _spec = spec;
        _compilation = compilation;
        _diagnostics = diagnostics;
        _cancellation = cancellation;
        _lengths = new LengthInference(spec, compilation, cancellation);
    }

    /// <summary>Lowers a spec; null when an error was reported.</summary>
    public static LoweredSpec? Lower(SpecDeclaration spec, Compilation compilation, RewardDiagnostics diagnostics, CancellationToken cancellation) =>
        new SpecLowerer(spec, compilation, diagnostics, cancellation).Run();

    private LoweredSpec? Run()
    {
        var reader = new ColumnReader(_spec, _compilation, _parameters, _diagnostics, _cancellation);
        reader.ReadParameters();
        List<Column> columns = reader.ReadColumns();
        Interval? classClamp = reader.ReadClassClamp();
        var payments = new PaymentLowerer(_spec, columns, classClamp, _parameters, _carries);
        List<(SpecMember Member, AttributeData Data)> costs = _spec.With("Cost");
        List<(SpecMember Member, AttributeData Data)> terminations = _spec.With("Termination");
        List<(SpecMember Member, AttributeData Data)> goals = _spec.With("Goal");
        if (columns.Count == 0 && !_diagnostics.HasErrors)
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
        foreach (SpecMember member in _spec.Members.Where(static m => !m.IsInput))
        {
            scope.Now(member, member.Location);
        }

        if (_diagnostics.HasErrors)
        {
            LowerReset(payments);
            return null;
        }

        List<int> ends = terminations.Select(t => scope.Now(t.Member, t.Member.Location).Id).ToList();
        int external = step.Leaf(Opcode.ExternalEnd, IrType.Bool);
        int terminated = ends.Aggregate(external, (all, end) => step.Apply(Opcode.Or, all, end));
        step.Output(OutputKind.Terminated, 0, terminated);
        step.Output(OutputKind.EndCause, 0, EndCause(step, ends, external));
        payments.Pay(step, scope, terminated);
        for (int i = 0; i < costs.Count; i++)
        {
            step.Output(OutputKind.Cost, i, PaymentLowerer.AsFloat(step, scope.Now(costs[i].Member, costs[i].Member.Location).Id));
        }

        // Lowering the value of one carry may ask for another.
        for (int i = 0; i < _carries.Entries.Count; i++)
        {
            CarryTable.Entry entry = _carries.Entries[i];
            if (entry.Kind == CarryKind.Previous)
            {
                Value now = scope.Now(entry.Member, entry.Member.Location);
                OutputCarry(step, entry, now);
            }
        }

        RewardProgram? reset = LowerReset(payments);
        if (_diagnostics.HasErrors || reset is null)
        {
            return null;
        }

        return new LoweredSpec(
            Build(step),
            reset,
            _spec.Members.Where(static m => m.IsInput).Select(Facts).ToEquatableArray(),
            columns.ToEquatableArray(),
            classClamp,
            costs.Select(static c => new CostFacts(c.Member.Name, c.Member.Type == MemberType.Bool, Literals.Bits((float)c.Data.Number(0, 0)))).ToEquatableArray(),
            terminations.Select(static t => t.Member.Name).ToEquatableArray(),
            goals.Select(static g => g.Member.Name).ToEquatableArray(),
            _spec.Members.Where(static m => m.Role == MemberRole.State && m.Type is MemberType.Vec or MemberType.Mask).Select(m => new StateLength(m.Name, _lengths.Of(m))).ToEquatableArray());
    }

    private SpecScope Scope(ProgramBuilder builder, bool reset) =>
        new(_spec, _compilation, builder, _carries, _lengths, _parameters, _diagnostics, reset, _cancellation);

    private RewardProgram Build(ProgramBuilder builder) => builder.Build(
        _spec.Members.Where(static m => m.IsInput).Select(static m => new InputSlot(
            m.Name,
            m.Type is MemberType.Bool or MemberType.Mask ? IrKind.Bool : IrKind.Float,
            m.Type is MemberType.Vec or MemberType.Mask ? m.Length : m.Type.Components(),
            m.Type.IsTuple() ? InputForm.Components : m.Type switch
            {
                MemberType.Vec or MemberType.Mask => InputForm.Vector,
                _ => InputForm.Scalar,
            })).ToEquatableArray(),
        _carries.Slots.ToEquatableArray(),
        _parameters.Slots.ToEquatableArray());

    private static SignalFacts Facts(SpecMember member)
    {
        AttributeData data = Attributes.Get(member.Symbol, "Signal")!;
        bool ranged = data.ConstructorArguments.Length == 2;
        bool isBool = member.Type is MemberType.Bool or MemberType.Mask;
        double min = ranged ? data.Number(0, 0) : isBool ? 0 : double.NegativeInfinity;
        double max = ranged ? data.Number(1, 0) : isBool ? 1 : double.PositiveInfinity;
        return new SignalFacts(
            member.Name, member.Role == MemberRole.Action, new Interval(Literals.Bits((float)min), Literals.Bits((float)max)), data.Named<string?>("Unit", null) ?? "", member.Axis.ToEquatableArray());
    }

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
    }

    private RewardProgram? LowerReset(PaymentLowerer payments)
    {
        var builder = new ProgramBuilder();
        SpecScope scope = Scope(builder, reset: true);
        foreach (CarryTable.Entry entry in _carries.Entries.ToList())
        {
            Value value = entry.Kind is CarryKind.Previous or CarryKind.Initial
                ? scope.AtReset(entry.Member, entry.Member.Location)
                : scope.Now(entry.Member, entry.Member.Location) is { IsError: true } error ? error : Value.Of(payments.AtReset(builder, scope, entry));
            OutputCarry(builder, entry, value);
        }

        return _diagnostics.HasErrors ? null : Build(builder);
    }
}
