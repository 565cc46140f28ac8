using System.Collections.Generic;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>What a carry holds.</summary>
internal enum CarryKind
{
    /// <summary>A member's value at the last step.</summary>
    Previous,

    /// <summary>A member's value at the start of the episode.</summary>
    Initial,

    /// <summary>The weighted potential of the last state.</summary>
    Potential,

    /// <summary>The highest value of a member in the episode.</summary>
    Best,

    /// <summary>Whether a column has paid in the episode.</summary>
    Paid,

    /// <summary>What a column has paid in the episode, by size.</summary>
    Spent,
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

    /// <summary>The carry of a member, made at its first use: one slot for each component.</summary>
    public Entry Get(CarryKind kind, SpecMember member, IrType type, int components)
    {
        if (!_entries.TryGetValue((kind, member.Name), out Entry? entry))
        {
            entry = new Entry(kind, member, _slots.Count, components);
            for (int i = 0; i < components; i++)
            {
                string suffix = components > 1 ? "." + "XYZW"[i] : "";
                _slots.Add(new CarrySlot(kind + "." + member.Name + suffix, type));
            }

            _entries.Add((kind, member.Name), entry);
            _order.Add(entry);
        }

        return entry;
    }

    /// <summary>One carried member.</summary>
    public sealed class Entry(CarryKind kind, SpecMember member, int slot, int components)
    {
        public CarryKind Kind { get; } = kind;

        public SpecMember Member { get; } = member;

        /// <summary>Its first slot.</summary>
        public int Slot { get; } = slot;

        public int Components { get; } = components;
    }
}
