using System;
using System.ComponentModel;

namespace RewardDsl;

/// <summary>Where the derivatives of one call go, by signal index; implemented by the generated <c>Gradients</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISignalGradients
{
    /// <summary>Where the derivatives with respect to one signal go; empty: not wanted.</summary>
    /// <param name="index">Index of the signal in the order of the spec.</param>
    Span<float> Of(int index);
}
