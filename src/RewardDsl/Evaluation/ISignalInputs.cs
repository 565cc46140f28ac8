using System.ComponentModel;

namespace RewardDsl;

/// <summary>The inputs of one call, by signal index; implemented by the generated <c>Inputs</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISignalInputs
{
    /// <summary>The view of one signal.</summary>
    /// <param name="index">Index of the signal in the order of the spec.</param>
    SignalView View(int index);
}
