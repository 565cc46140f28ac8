using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

namespace RewardDsl;

/// <content>The simulator's own order of joints, bodies and other named elements.</content>
public abstract unsafe partial class RewardEvaluator
{
    /// <summary>The same as <see cref="SetAxisOrder(Type, IReadOnlyList{string})"/>.</summary>
    /// <typeparam name="TAxis">The enum that names the elements.</typeparam>
    /// <param name="names">The simulator's names in its order.</param>
    public void SetAxisOrder<TAxis>(IReadOnlyList<string> names)
        where TAxis : struct, Enum => SetAxisOrder(typeof(TAxis), names);

    /// <summary>
    /// Tells in which order the simulator gives the elements of every signal with this axis. From the next call on, their
    /// views (and <see cref="SignalBuffers"/>) have one column for each of these names, in this order; columns that the
    /// reward does not know are passed over. Names are equal when they are the same, or the same without letter case and
    /// <c>_</c>, <c>-</c> and spaces (<c>left_hip</c> is <c>LeftHip</c>). The enum's own order costs nothing, a contiguous
    /// run as much as a row stride, anything else a copy of each tile.
    /// </summary>
    /// <param name="axis">The enum that names the elements.</param>
    /// <param name="names">The simulator's names in its order; more than the reward uses are allowed.</param>
    /// <exception cref="ArgumentException">No signal has this axis, or a name is missing, ambiguous or given twice; nothing is changed.</exception>
    public void SetAxisOrder(Type axis, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(axis);
        ArgumentNullException.ThrowIfNull(names);
        string? name = TypeName(axis.FullName ?? axis.Name);
        int[] signals = [.. Enumerable.Range(0, Info.Signals.Count).Where(i => TypeName(Info.Signals[i].AxisType) == name)];
        if (signals.Length == 0)
        {
            string[] known = [.. Info.Signals.Where(static s => s.AxisType is not null).Select(static s => s.AxisType!).Distinct()];
            throw new ArgumentException(
                $"No signal of '{Info.Name}' has the axis {axis}. {(known.Length == 0 ? "None has named elements." : $"Their axes are: {string.Join(", ", known)}.")}", nameof(axis));
        }

        SetOrder($"The axis {axis.Name}", signals, names);
    }

    /// <summary>The same for one signal, whose order may differ from that of the others.</summary>
    /// <param name="signal">Name of a signal with an axis.</param>
    /// <param name="names">The simulator's names in its order; more than the reward uses are allowed.</param>
    /// <exception cref="KeyNotFoundException">No such signal; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">The signal has no axis, or a name is missing, ambiguous or given twice; nothing is changed.</exception>
    public void SetAxisOrder(string signal, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(names);
        for (int i = 0; i < Info.Signals.Count; i++)
        {
            if (Info.Signals[i].Name != signal)
            {
                continue;
            }

            if (Info.Signals[i].Axis.Count == 0)
            {
                throw new ArgumentException($"The elements of '{signal}' have no names: it has no axis.", nameof(signal));
            }

            SetOrder($"The axis of '{signal}'", [i], names);
            return;
        }

        throw new KeyNotFoundException($"There is no signal '{signal}'. The spec has: {string.Join(", ", Info.Signals.Select(static s => s.Name))}.");
    }

    /// <summary>Elements that a view of a signal has in each frame: those of the simulator's order, which may be more than the reward reads. Used by generated code.</summary>
    /// <param name="signal">Index of the signal.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int FrameElements(int signal) => _shapes[signal].ViewFrameWidth;

    private void SetOrder(string what, int[] signals, IReadOnlyList<string> names)
    {
        ThrowIfDisposed();
        int[][] positions = [.. signals.Select(i => AxisOrder.Find(what, Info.Signals[i].Axis, names))];
        for (int k = 0; k < signals.Length; k++)
        {
            _shapes[signals[k]].SetOrder(positions[k], names.Count);
        }
    }

    /// <summary>Nested types are written with + by reflection and with . in C#.</summary>
    private static string? TypeName(string? name) => name?.Replace('+', '.');
}
