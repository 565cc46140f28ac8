using System;
using System.Collections.Generic;
using System.ComponentModel;

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
        ThrowIfDisposed();
        AxisOrder.Apply(Info, _shapes, axis, names);
        Array.Clear(_inputs);
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
        ThrowIfDisposed();
        AxisOrder.Apply(Info, _shapes, signal, names);
        Array.Clear(_inputs);
    }

    /// <summary>Elements that a view of a signal has in each frame: those of the simulator's order, which may be more than the reward reads. Used by generated code.</summary>
    /// <param name="signal">Index of the signal.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int FrameElements(int signal) => _shapes[signal].ViewFrameWidth;

    /// <summary>
    /// Where in a frame of the simulator's order each element of a frame lies that the reward reads; null where both are the same. The list is another one after each
    /// change. Used by generated code.
    /// </summary>
    /// <param name="signal">Index of the signal.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IReadOnlyList<int>? FrameOrder(int signal) => _shapes[signal].Order;
}
