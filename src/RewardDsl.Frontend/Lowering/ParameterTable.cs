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

    /// <summary>Whether each environment has its own.</summary>
    public bool IsPerEnvironment(string name) => _slots[_index[name]].PerEnvironment;

    /// <summary>Adds a scalar.</summary>
    public void Add(string name, double value, double min, double max, bool perEnvironment = false)
    {
        _index[name] = _slots.Count;
        _slots.Add(new ParameterSlot(name, Literals.Bits((float)value), Literals.Bits((float)min), Literals.Bits((float)max), perEnvironment));
    }

    /// <summary>Changes a default.</summary>
    public void Reweight(string name, double value)
    {
        if (_index.TryGetValue(name, out int index))
        {
            _slots[index] = _slots[index] with { DefaultBits = Literals.Bits((float)value) };
        }
    }

    /// <summary>The slot of a property of the training clock, made at its first use.</summary>
    public int Clock(string property)
    {
        string name = "Clock." + property;
        if (!_index.ContainsKey(name))
        {
            Add(name, 0, 0, property == "Progress" ? 1 : double.PositiveInfinity);
        }

        return _index[name];
    }
}
