using System.Collections.Generic;
using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// A formula that a monitor of margins follows: one that is paid by how much it holds, or one whose automaton would be too large, with margins of 1 and −1.
/// </summary>
internal sealed class MonitorFormula : FollowedFormula
{
    private readonly MonitorLowering _lowering;
    private readonly CarryTable _carries;
    private MonitorStep? _step;
    private MonitorBounds? _bounds;
    private int _decided = -1;

    private MonitorFormula(ProgramBuilder builder, SpecScope scope, ParameterTable parameters, FormulaFacts facts, CarryTable carries, MonitorLowering lowering)
        : base(builder, scope, parameters, facts)
    {
        _carries = carries;
        _lowering = lowering;
    }

    /// <inheritdoc/>
    public override int Violates => Builder.Const(false);

    /// <inheritdoc/>
    protected override int Held => Builder.Apply(Opcode.Less, Builder.Const(0f), _decided);

    /// <inheritdoc/>
    protected override int Failed => Builder.Apply(Opcode.Less, _decided, Builder.Const(0f));

    private bool IsEachStep => Facts is { IsQuantitative: true, Pay: FormulaFacts.EachStep };

    /// <summary>A monitor of a formula; null, with the part that cannot be followed in bounded memory, where there is none.</summary>
    /// <param name="builder">The step program.</param>
    /// <param name="scope">Its members.</param>
    /// <param name="parameters">Its run-time scalars.</param>
    /// <param name="carries">Its carries.</param>
    /// <param name="facts">The formula.</param>
    /// <param name="margins">The margins of its atoms.</param>
    /// <param name="culprit">The part.</param>
    public static MonitorFormula? Of(
        ProgramBuilder builder, SpecScope scope, ParameterTable parameters, CarryTable carries, FormulaFacts facts, IReadOnlyList<int> margins, out TemporalFormula? culprit)
    {
        // Whether it can be followed is asked first, of a program that nobody needs: what is made of it needs to know how the step ends.
        var scratch = new ProgramBuilder();
        List<int> zeros = margins.Select(_ => scratch.Const(0f)).ToList();
        MonitorLowering trial = Lowering(scratch, new CarryTable(), facts, zeros);
        if (facts is { IsQuantitative: true, Pay: FormulaFacts.EachStep })
        {
            _ = trial.EachStep(facts.Formula, out culprit);
        }
        else
        {
            _ = trial.Episode(facts.Formula, scratch.Const(false), out culprit);
        }

        MonitorLowering lowering = Lowering(builder, carries, facts, margins);
        return culprit is null ? new MonitorFormula(builder, scope, parameters, facts, carries, lowering) : null;
    }

    private static MonitorLowering Lowering(ProgramBuilder builder, CarryTable carries, FormulaFacts facts, IReadOnlyList<int> margins) =>
        new(builder, new Carries(builder, carries), "Monitor." + facts.Name, margins, mayBeNaN: facts.IsQuantitative, facts.Temperature);

    /// <inheritdoc/>
    protected override void Follow()
    {
        if (IsEachStep)
        {
            _step = _lowering.EachStep(Facts.Formula, out _);
            Facts = Facts with { Memory = _lowering.Memory, Delay = _step!.Delay };
            return;
        }

        _bounds = _lowering.Episode(Facts.Formula, Ends, out _);
        int memory = _lowering.Memory;
        if (!Facts.IsQuantitative && Facts.Pay == FormulaFacts.WhenDecided)
        {
            int carry = _carries.Fixed(new CarrySlot("Monitor." + Facts.Name + ".Decided", IrType.Float), 0);
            _decided = Builder.Leaf(Opcode.Carry, IrType.Float, carry);
            (int holds, int fails) = Decided();
            Builder.Output(OutputKind.Carry, carry, Builder.Apply(Opcode.Select, holds, Builder.Const(1f), Builder.Apply(Opcode.Select, fails, Builder.Const(-1f), Builder.Const(0f))));
            memory++;
        }

        Facts = Facts with { Memory = memory };
    }

    /// <inheritdoc/>
    protected override (int Holds, int Fails) Decided()
    {
        int zero = Builder.Const(0f);
        return _step is { } step
            ? (Builder.Apply(Opcode.And, step.Exists, Builder.Apply(Opcode.Less, zero, step.Value)), Builder.Apply(Opcode.And, step.Exists, Builder.Apply(Opcode.Less, step.Value, zero)))
            : (Builder.Apply(Opcode.Less, zero, _bounds!.Lower), Builder.Apply(Opcode.Less, _bounds.Upper, zero));
    }

    /// <inheritdoc/>
    protected override int Accepts() => Builder.Apply(Opcode.Less, Builder.Const(0f), _step?.Value ?? _bounds!.Closed);

    /// <inheritdoc/>
    protected override int Margin()
    {
        int zero = Builder.Const(0f);
        if (_step is { } step)
        {
            return Builder.Apply(Opcode.Select, step.Exists, Finite(step.Value), zero);
        }

        int closed = Finite(_bounds!.Closed);
        int At(ClosingRule rule) => rule == ClosingRule.EndOfTrace ? closed : zero;
        return Builder.Apply(Opcode.Select, Terminated, At(Facts.AtTermination), Builder.Apply(Opcode.Select, Truncated, At(Facts.AtTruncation), zero));
    }

    /// <summary>A window without any step has no margin: it counts as a condition that is only true or false.</summary>
    private int Finite(int value) => Builder.Apply(
        Opcode.Select, Builder.Apply(Opcode.Less, Builder.Apply(Opcode.Abs, value), Builder.Const(float.PositiveInfinity)), value, Builder.Apply(Opcode.Sign, value));

    private sealed class Carries(ProgramBuilder builder, CarryTable table) : IMonitorCarries
    {
        public int Add(CarrySlot slot, uint initialBits) => table.Fixed(slot, initialBits);

        public void Write(int carry, int value) => builder.Output(OutputKind.Carry, carry, value);
    }
}
