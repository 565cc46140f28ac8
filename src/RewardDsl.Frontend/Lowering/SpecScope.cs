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
    private readonly Sites? _sites;
    private readonly bool _reset;
    private readonly Dictionary<string, Value> _now = new();
    private readonly List<string> _active = new();
    private readonly List<Location> _reads = new();

    public SpecScope(
        SpecDeclaration spec, Bodies bodies, ProgramBuilder builder, CarryTable carries, LengthInference lengths, ParameterTable parameters, RewardDiagnostics diagnostics, Sites? sites, bool reset, CancellationToken cancellation)
    {
        _spec = spec;
        _builder = builder;
        _carries = carries;
        _lengths = lengths;
        _parameters = parameters;
        _diagnostics = diagnostics;
        _sites = sites;
        _reset = reset;
        _bodies = new BodyLowerer(spec, bodies, builder, this, diagnostics, sites, cancellation);
        Machines = new MachineLowerer(spec, parameters, builder, this, diagnostics, sites, cancellation);
    }

    public string Member => _active.Count == 0 ? "" : _active[_active.Count - 1];

    public Value Now(SpecMember member, Location location)
    {
        _sites?.Read(Member, member.Name);
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
        _reads.Add(location);
        Value value = member.Role switch
        {
            MemberRole.Action when _reset && !HoldsActions => Zero(member),
            MemberRole.Signal or MemberRole.Action => member.IsBeforeStep && !_reset ? FromCarry(CarryKind.Held, member, location) : Input(member),
            MemberRole.Parameter when member.PerEnvironment => Leaves(member, _carries.Get(CarryKind.Parameter, member, IrType.Float), new[] { IrType.Float }),
            MemberRole.Parameter => Value.Of(_builder.Leaf(Opcode.Parameter, IrType.Float, _parameters.IndexOf(member.Name))),
            // The first step after a reset is the first that takes a transition: at the reset itself the state is the start.
            _ when member.Machine is not null && _reset => Previous(member, location),
            _ when member.Machine is { } machine => Machines.Step(machine, Previous(member, location)),
            _ => Computed(member),
        };
        _active.RemoveAt(_active.Count - 1);
        _reads.RemoveAt(_reads.Count - 1);
        _now.Add(member.Name, value);
        return value;
    }

    public Value Previous(SpecMember member, Location location) => Earlier(CarryKind.Previous, member, location);

    public Value Initial(SpecMember member, Location location) => Earlier(CarryKind.Initial, member, location);

    /// <summary>The reward machines, as far as their members have been lowered.</summary>
    public MachineLowerer Machines { get; }

    /// <summary>Whether this is a reset program.</summary>
    public bool IsReset => _reset;

    /// <summary>Of a reset: whether the actions before it are those of the call rather than 0.</summary>
    public bool HoldsActions { get; set; }

    /// <summary>The weighted sum and the sum of the weights, while the member that replaces the sum is lowered.</summary>
    public (Value Sum, Value Weights)? Sums { get; set; }

    /// <summary>The value of a schedule.</summary>
    public Value Schedule(IMethodSymbol method)
    {
        if (!_now.TryGetValue(method.Name + "()", out Value? value))
        {
            value = _bodies.Schedule(method);
            _now.Add(method.Name + "()", value);
        }

        return value;
    }

    public Value Sum(string name, Location location)
    {
        if (Sums is not { } sums)
        {
            // Through the [Total] the mistake is the reader's, who wants the end of the sum within it.
            int total = _active.FindIndex(n => _spec.Find(n) is { } member && Attributes.Get(member.Symbol, "Total") is not null);
            if (total >= 0)
            {
                _diagnostics.Report(RuleCatalogue.TotalMisuse, _reads[total], _active[total], "no other member may read the [Total], now or through Previous (it is made of the sum of all the others)");
            }
            else
            {
                _diagnostics.Report(RuleCatalogue.TotalMisuse, location, name, "only the [Total] may read it, and not through a helper of its own");
            }

            return Value.Error;
        }

        return name == "WeightedSum" ? sums.Sum : sums.Weights;
    }

    /// <summary>A condition in the body of a member that is no value of its own, such as a formula.</summary>
    public Value Condition(string owner, IOperation operation)
    {
        _active.Add(owner);
        _reads.Add(operation.Syntax.GetLocation());
        Value value = _bodies.Expression(operation);
        _active.RemoveAt(_active.Count - 1);
        _reads.RemoveAt(_reads.Count - 1);
        return value;
    }

    /// <summary>A member that is read by what is no member, such as a formula as text.</summary>
    public Value Read(string owner, SpecMember member, Location location)
    {
        _active.Add(owner);
        _reads.Add(location);
        Value value = Now(member, location);
        _active.RemoveAt(_active.Count - 1);
        _reads.RemoveAt(_reads.Count - 1);
        return value;
    }

    public Value Clock(string property) => Value.Of(_builder.Leaf(Opcode.Parameter, IrType.Float, _parameters.Clock(property)));

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

        return Constant(member, SpecReader.InitialState(member), IsVector(member) ? _lengths.Of(member) : 0);
    }

    /// <summary>A signal as the call hands it over, whenever it is read.</summary>
    public Value Input(SpecMember member)
    {
        int slot = 0;
        foreach (SpecMember other in _spec.Members)
        {
            if (other == member)
            {
                break;
            }

            slot += other.Slots;
        }

        IrKind kind = member.Type.IsLogical() ? IrKind.Bool : IrKind.Float;
        int components = member.Type.Components();
        int frame = components * (IsVector(member) ? member.Length : 1);
        if (member.Frames == 0 && components == 1)
        {
            int leaf = _builder.Leaf(Opcode.Input, new IrType(kind, IsVector(member) ? member.Length : 0), slot);
            return member.Type == MemberType.OptionalFloat ? Value.Optional(leaf, _builder.Leaf(Opcode.Input, IrType.Bool, slot + 1)) : Shaped(member, new[] { leaf });
        }

        var ids = new List<int>();
        for (int f = 0; f < System.Math.Max(1, member.Frames); f++)
        {
            for (int c = 0; c < components; c++)
            {
                int offset = (f * frame) + member.MemoryIndex(c);
                ids.Add(IsVector(member)
                    ? _builder.Pick(Opcode.InputPick, kind, slot, Enumerable.Range(0, member.Length).Select(j => offset + (j * components)).ToList())
                    : _builder.InputComponent(slot, offset, kind));
            }
        }

        return Shaped(member, ids);
    }

    /// <summary>The types of the program values of a member.</summary>
    private static List<IrType> Types(SpecMember member, int length)
    {
        var type = new IrType(member.Type.IsLogical() ? IrKind.Bool : IrKind.Float, length);
        List<IrType> types = Enumerable.Repeat(type, member.Type.Components() * System.Math.Max(1, member.Frames)).ToList();
        if (member.Type == MemberType.OptionalFloat)
        {
            types.Add(IrType.Bool);
        }

        return types;
    }

    private Value Computed(SpecMember member)
    {
        Value value = _bodies.Property(member.Symbol);

        // The type of the member decides: a body may give a present value where the type allows an absent one.
        return value.IsError ? value
            : member.Type == MemberType.OptionalFloat && !value.IsOptional ? Value.Optional(value.Id, _builder.Const(true))
            : value;
    }

    private static Value Shaped(SpecMember member, IReadOnlyList<int> ids)
    {
        if (member.Type == MemberType.Int)
        {
            (long min, long max) = WholeRange(member);
            return Value.Integer(ids[0], min, max);
        }

        return member.Frames > 0 ? Value.History(ids, member.Frames) : Value.Tuple(ids);
    }

    /// <summary>A whole signal lies in its range; of a computed one only the representable range is known.</summary>
    private static (long Min, long Max) WholeRange(SpecMember member)
    {
        (double min, double max) = SpecReader.EnumRange(member.Symbol.Type)
            ?? (Attributes.Get(member.Symbol, "Signal") is { } signal && member.IsInput ? (signal.Number(0, double.NaN), signal.Number(1, double.NaN)) : (-BodyLowerer.LargestWhole, BodyLowerer.LargestWhole));

        // Without a range the declaration is the mistake; arithmetic with it is not another.
        return min >= -BodyLowerer.LargestWhole && max <= BodyLowerer.LargestWhole ? ((long)min, (long)max) : (0, 0);
    }

    private Value Leaves(SpecMember member, CarryTable.Entry entry, IReadOnlyList<IrType> types)
    {
        List<int> ids = types.Select((t, i) => _builder.Leaf(Opcode.Carry, t, entry.Slot + i)).ToList();
        return member.Type == MemberType.OptionalFloat ? Value.Optional(ids[0], ids[1]) : Shaped(member, ids);
    }

    private Value FromCarry(CarryKind kind, SpecMember member, Location location)
    {
        if (member.Role == MemberRole.Parameter)
        {
            return Now(member, location);
        }

        if (!member.IsInput && SpecReader.FrameOf(member.Symbol.Type) is not null)
        {
            _diagnostics.Report(RuleCatalogue.UnsupportedConstruct, location, "An earlier value of a computed History", " (read the signal itself through Previous or Initial)");
            return Value.Error;
        }

        int length = IsVector(member) ? _lengths.Of(member) : 0;
        if (IsVector(member) && length == 0)
        {
            _diagnostics.Report(RuleCatalogue.UnknownLength, location, member.Name);
            return Value.Error;
        }

        List<IrType> types = Types(member, length);
        return Leaves(member, _carries.Get(kind, member, types), types);
    }

    private Value Earlier(CarryKind kind, SpecMember member, Location location)
    {
        _sites?.Read(Member, member.Name);
        return _reset ? AtReset(member, location) : FromCarry(kind, member, location);
    }

    private Value Zero(SpecMember member) => Constant(member, 0, member.Length);

    private Value Constant(SpecMember member, double constant, int length)
    {
        int value = member.Type.IsLogical() ? _builder.Const(constant != 0) : _builder.Const((float)constant);
        int wide = length > 0 ? _builder.Broadcast(value, length) : value;
        return Shaped(member, Enumerable.Repeat(wide, member.Type.Components() * System.Math.Max(1, member.Frames)).ToList());
    }

    private static bool IsVector(SpecMember member) => member.Type.IsVector();
}
