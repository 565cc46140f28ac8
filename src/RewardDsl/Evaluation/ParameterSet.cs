using System;
using System.Collections.Generic;
using System.Linq;

namespace RewardDsl;

/// <summary>
/// The run-time tunable scalars of a spec by name: <c>X</c> for a <c>[Parameter] X</c>, <c>X.Weight</c> for the weight of a
/// term, penalty or potential, <c>X.Reward</c> for the payoff of a termination; <see cref="Clock"/> for schedules. A change
/// acts from the next step.
/// </summary>
public sealed class ParameterSet
{
    private const string ClockSteps = "Clock.Steps";
    private const string ClockProgress = "Clock.Progress";

    private readonly IReadOnlyList<ParameterInfo> _infos;
    private readonly Dictionary<string, int> _index;
    private readonly float[] _values;

    /// <summary>The defaults of a spec.</summary>
    /// <param name="spec">The spec's metadata.</param>
    public ParameterSet(RewardSpecInfo spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _infos = spec.Parameters;
        _values = [.. _infos.Select(static p => p.Default)];
        _index = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _infos.Count; i++)
        {
            _index.Add(_infos[i].Name, i);
        }
    }

    /// <summary>Every name, in the order of <see cref="RewardSpecInfo.Parameters"/>.</summary>
    public IEnumerable<string> Names => _infos.Select(static p => p.Name);

    /// <summary>Gets or sets a value. That of a parameter with a value for each environment is its default here.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">No such name; the message lists those that exist.</exception>
    /// <exception cref="InvalidOperationException">Set: each environment has its own value.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not a number, or outside the declared range; nothing is changed.</exception>
    public float this[string name]
    {
        get => _values[IndexOf(name)];
        set
        {
            int index = IndexOf(name);
            ParameterInfo info = _infos[index];
            if (info.PerEnvironment)
            {
                throw new InvalidOperationException($"'{name}' has a value for each environment; set it with the evaluator's SetParameter(\"{name}\", values).");
            }

            if (!info.Admits(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"'{name}' must be {info.Range}.");
            }

            _values[index] = value;
        }
    }

    /// <summary>How far training has come, for the weights that follow a <see cref="ScheduleAttribute"/>; nothing where there are none.</summary>
    public TrainingClock Clock
    {
        get => new() { Steps = Contains(ClockSteps) ? this[ClockSteps] : 0f, Progress = Contains(ClockProgress) ? this[ClockProgress] : 0f };
        set
        {
            if (Contains(ClockSteps))
            {
                this[ClockSteps] = value.Steps;
            }

            if (Contains(ClockProgress))
            {
                this[ClockProgress] = value.Progress;
            }
        }
    }

    /// <summary>Whether there is a parameter of this name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _index.ContainsKey(name);

    /// <summary>Every value, in the order of <see cref="RewardSpecInfo.Parameters"/>; a view of the current ones.</summary>
    public ReadOnlySpan<float> Values => _values;

    internal void CopyFrom(ReadOnlySpan<float> values) => values.CopyTo(_values);

    private int IndexOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _index.TryGetValue(name, out int index)
            ? index
            : throw new KeyNotFoundException($"There is no parameter '{name}'. The spec has: {string.Join(", ", Names)}.");
    }
}
