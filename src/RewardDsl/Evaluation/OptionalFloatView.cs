using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace RewardDsl;

/// <summary>
/// One float signal that an environment may lack at a step: its values, and for each environment whether there is one.
/// The values of an environment without one may be anything, NaN included.
/// </summary>
public readonly ref struct OptionalFloatView
{
    private readonly FloatView _values;
    private readonly BoolView _present;

    /// <summary>Values and their presence.</summary>
    /// <param name="values">The values, <c>[B]</c>, <c>[B, D]</c> or <c>[B, H, D]</c>.</param>
    /// <param name="present"><c>[B]</c>: which environments have a value.</param>
    public OptionalFloatView(FloatView values, BoolView present)
    {
        _values = values;
        _present = present;
    }

    /// <summary>The form of the values that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SignalView ToSignalView() => _values.ToSignalView();

    /// <summary>The form of the presence that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SignalView PresentToSignalView() => _present.ToSignalView();
}
