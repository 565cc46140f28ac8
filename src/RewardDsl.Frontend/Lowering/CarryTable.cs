using System.Collections.Generic;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What a carry holds.</summary>
internal enum CarryKind
{
    /// <summary>A member's value at the last step; of the class, the weighted sum.</summary>
    Previous,

    /// <summary>A member's value at the start of the episode.</summary>
    Initial,

    /// <summary>A signal as it came with the last call, for those that are read before the step.</summary>
    Held,

    /// <summary>A parameter of each environment; no program writes it.</summary>
    Parameter,

    /// <summary>The weighted potential of the last state.</summary>
    Potential,

    /// <summary>The highest value of a member in the episode.</summary>
    Best,

    /// <summary>Whether a column has paid in the episode.</summary>
    Paid,

    /// <summary>What a column has paid in the episode, by size.</summary>
    Spent,

    /// <summary>What a column has collected in the episode, to be paid at its end.</summary>
    Collected,

    /// <summary>What an automaton or a monitor remembers: it starts with a constant.</summary>
    Fixed,
}

/// <summary>The carries that some expression reads; nothing else is stored.</summary>
internal sealed class CarryTable
{
    private readonly Dictionary<(CarryKind, string), Entry> _entries = new();
    private readonly List<Entry> _order = new();
    private readonly List<CarrySlot> _slots = new();

    /// <summary>The slots of all carries.</summary>
    public IReadOnlyList<CarrySlot> Slots => _slots;

    /// <summary>The carried members, in order of first use; grows while bodies are lowered.</summary>
    public IReadOnlyList<Entry> Entries => _order;

    /// <summary>A carry of one scalar.</summary>
    public Entry Get(CarryKind kind, SpecMember member, IrType type) => Get(kind, member, new[] { type });

    /// <summary>The carry of a member, made at its first use: one slot for each program value of it.</summary>
    public Entry Get(CarryKind kind, SpecMember member, IReadOnlyList<IrType> types)
    {
        if (!_entries.TryGetValue((kind, member.Name), out Entry? entry))
        {
            entry = new Entry(kind, member, _slots.Count, types.Count);
            for (int i = 0; i < types.Count; i++)
            {
                string suffix = types.Count == 1 ? ""
                    : member.Type == MemberType.OptionalFloat ? (i == 0 ? "" : ".Present")
                    : member.Frames > 0 ? "." + Literals.Integer(i) : "." + "XYZW"[i];
                _slots.Add(new CarrySlot(kind + "." + member.Name + suffix, types[i]));
            }

            _entries.Add((kind, member.Name), entry);
            _order.Add(entry);
        }

        return entry;
    }

    /// <summary>A carry that starts each episode with one value; its slot.</summary>
    /// <param name="slot">What it holds, a float.</param>
    /// <param name="initialBits">The value, as float bits.</param>
    public int Fixed(CarrySlot slot, uint initialBits)
    {
        var entry = new Entry(CarryKind.Fixed, null, _slots.Count, 1) { InitialBits = initialBits };
        _slots.Add(slot);
        _order.Add(entry);
        return entry.Slot;
    }

    /// <summary>A carry that belongs to the class.</summary>
    public Entry Get(CarryKind kind, IrType type)
    {
        if (!_entries.TryGetValue((kind, ""), out Entry? entry))
        {
            entry = new Entry(kind, null, _slots.Count, 1);
            _slots.Add(new CarrySlot(kind + ".Sum", type));
            _entries.Add((kind, ""), entry);
            _order.Add(entry);
        }

        return entry;
    }

    /// <summary>One carried member.</summary>
    public sealed class Entry(CarryKind kind, SpecMember? member, int slot, int components)
    {
        public CarryKind Kind { get; } = kind;

        /// <summary>The member, or null for the class.</summary>
        public SpecMember? Member { get; } = member;

        /// <summary>Its first slot.</summary>
        public int Slot { get; } = slot;

        public int Components { get; } = components;

        /// <summary>Of a carry that starts with one value: that.</summary>
        public uint InitialBits { get; init; }
    }
}
