using System.ComponentModel;

namespace RewardDsl.Cuda;

/// <summary>A view on the device for each signal, by index; implemented by the generated inputs and gradients.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDeviceSignals
{
    /// <summary>The view of one signal.</summary>
    /// <param name="index">Index of the signal in the order of the spec.</param>
    DeviceView View(int index);
}
