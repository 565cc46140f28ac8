using System.ComponentModel;

namespace RewardDsl.Cuda;

/// <summary>
/// One float signal on the device that an environment may lack at a step: its values, and for each environment whether there is one. The values of an
/// environment without one may be anything, NaN included.
/// </summary>
public readonly struct DeviceOptionalFloatView
{
    private readonly DeviceFloatView _values;
    private readonly DeviceBoolView _present;

    /// <summary>Values and their presence.</summary>
    /// <param name="values">The values, <c>[B]</c>, <c>[B, D]</c> or <c>[B, H, D]</c>.</param>
    /// <param name="present"><c>[B]</c>: which environments have a value.</param>
    public DeviceOptionalFloatView(DeviceFloatView values, DeviceBoolView present)
    {
        _values = values;
        _present = present;
    }

    /// <summary>The form of the values that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DeviceView ToDeviceView() => _values.ToDeviceView();

    /// <summary>The form of the presence that the evaluator reads; used by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DeviceView PresentToDeviceView() => _present.ToDeviceView();
}
