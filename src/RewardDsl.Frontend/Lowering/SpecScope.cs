using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The members of a spec as program values, each lowered once. At a step the past comes from the carries. At a reset
/// there is no past: <c>Previous</c> and <c>Initial</c> are the reset observation itself, with actions 0 and states at
/// their initial value.
/// </summary>
internal sealed class SpecScope : IMemberScope
{
    private readonly SpecDeclaration _spec;
    private readonly ProgramBuilder _builder;
    private readonly CarryTable _carries;
    private readonly LengthInference _lengths;
    private readonly RewardDiagnostics _diagnostics;
    private readonly ParameterTable _parameters;
    private readonly BodyLowerer _bodies;
    private readonly bool _reset;
    private readonly Dictionary<string, Value> _now = new();
    private readonly List<string> _active = new();

    public SpecScope(
        SpecDeclaration spec, Compilation compilation, ProgramBuilder builder, CarryTable carries, LengthInference lengths, ParameterTable parameters, RewardDiagnostics diagnostics, bool reset, CancellationToken cancellation)
    {
        _spec = spec;
        _builder = builder;
        _carries = carries;
        _lengths = lengths;
        _parameters = parameters;
        _diagnostics = diagnostics;
        _reset = reset;
        _bodies = new BodyLowerer(spec, compilation, builder, this, diagnostics, cancellation);
    }

    public Value Now(SpecMember member, Location location)
    {
        if (_now.TryGetValue(member.Name, out Value? known))
        {
            return known;
        }

        if (_active.Contains(member.Name))
        {
            // The step program was lowered first: a cycle that only a reset meets goes through Previous.
            _diagnostics.Report(_reset ? RuleCatalogue.PreviousCycle : RuleCatalogue.MemberCycle, location, member.Name);
            return Value.Error;
        }

        _active.Add(member.Name);
        Value value = member.Role switch
        {
            MemberRole.Action when _reset => Zero(member),
            MemberRole.Signal or MemberRole.Action => Input(member),
            MemberRole.Parameter => Value.Of(_builder.Leaf(Opcode.Parameter, IrType.Float, _parameters.IndexOf(member.Name))),
            _ => _bodies.Property(member.Symbol),
        };
        _active.RemoveAt(_active.Count - 1);
        _now.Add(member.Name, value);
        return value;
    }

    public Value Previous(SpecMember member, Location location) =>
        _reset ? AtReset(member, location) : FromCarry(CarryKind.Previous, member, location);

    public Value Initial(SpecMember member, Location location) =>
        _reset ? AtReset(member, location) : FromCarry(CarryKind.Initial, member, location);

    public Value IsFirst() => Value.Of(_reset ? _builder.Const(true) : _builder.Leaf(Opcode.IsFirst, IrType.Bool));

    /// <summary>What a member's carry holds right after a reset.</summary>
    public Value AtReset(SpecMember member, Location location)
    {
        if (member.Role != MemberRole.State)
        {
            if (_active.Contains(member.Name))
            {
                _diagnostics.Report(RuleCatalogue.PreviousCycle, location, member.Name);
                return Value.Error;
            }

            return Now(member, location);
        }

        double initial = Attributes.Get(member.Symbol, "State")?.Number(0, 0) ?? 0;
        int value = member.Type is MemberType.Bool or MemberType.Mask ? _builder.Const(initial != 0) : _builder.Const((float)initial);
        int length = IsVector(member) ? _lengths.Of(member) : 0;
        return Value.Tuple(Enumerable.Repeat(length > 0 ? _builder.Broadcast(value, length) : value, Components(member)));
    }

    private Value FromCarry(CarryKind kind, SpecMember member, Location location)
    {
        if (member.Role == MemberRole.Parameter)
        {
            return Now(member, location);
        }

        int length = IsVector(member) ? _lengths.Of(member) : 0;
        if (IsVector(member) && length == 0)
        {
            _diagnostics.Report(RuleCatalogue.UnknownLength, location, member.Name);
            return Value.Error;
        }

        var type = new IrType(member.Type is MemberType.Bool or MemberType.Mask ? IrKind.Bool : IrKind.Float, length);
        CarryTable.Entry entry = _carries.Get(kind, member, type, Components(member));
        return Value.Tuple(Enumerable.Range(0, entry.Components).Select(i => _builder.Leaf(Opcode.Carry, type, entry.Slot + i)));
    }

    private Value Input(SpecMember member)
    {
        int slot = 0;
        foreach (SpecMember other in _spec.Members)
        {
            if (other == member)
            {
                break;
            }

            slot += other.IsInput ? 1 : 0;
        }

        return member.Type switch
        {
            MemberType.Float => Value.Of(_builder.Leaf(Opcode.Input, IrType.Float, slot)),
            MemberType.Bool => Value.Of(_builder.Leaf(Opcode.Input, IrType.Bool, slot)),
            MemberType.Vec => Value.Of(_builder.Leaf(Opcode.Input, new IrType(IrKind.Float, member.Length), slot)),
            MemberType.Mask => Value.Of(_builder.Leaf(Opcode.Input, new IrType(IrKind.Bool, member.Length), slot)),
            _ => Value.Tuple(Enumerable.Range(0, Components(member)).Select(i => _builder.InputComponent(slot, member.MemoryIndex(i)))),
        };
    }

    private Value Zero(SpecMember member)
    {
        int zero = member.Type is MemberType.Bool or MemberType.Mask ? _builder.Const(false) : _builder.Const(0f);
        return Value.Tuple(Enumerable.Repeat(member.Length > 0 ? _builder.Broadcast(zero, member.Length) : zero, Components(member)));
    }

    private static bool IsVector(SpecMember member) => member.Type is MemberType.Vec or MemberType.Mask;

    private static int Components(SpecMember member) => member.Type.Components();
}
