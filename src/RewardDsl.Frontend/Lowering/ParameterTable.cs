using System.Collections.Generic;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>The run-time tunable scalars of a spec, in the order in which they are declared.</summary>
internal sealed class ParameterTable
{
    private readonly List<ParameterSlot> _slots = new();
    private readonly Dictionary<string, int> _index = new();

    /// <summary>All slots.</summary>
    public IReadOnlyList<ParameterSlot> Slots => _slots;

    /// <summary>The slot of a name.</summary>
    public int IndexOf(string name) => _index[name];

    /// <summary>Adds a scalar.</summary>
    public void Add(string name, double value, double min, double max)
    {
        _index[name] = _slots.Count;
        _slots.Add(new ParameterSlot(name, Literals.Bits((float)value), Literals.Bits((float)min), Literals.Bits((float)max)));
    }
}
