using System;

namespace RewardDsl.Cuda;

/// <content>The calls with buffers by name.</content>
public abstract unsafe partial class CudaRewardEvaluator
{
    /// <summary>One step with inputs by name; see the generated <c>Step</c>.</summary>
    /// <param name="inputs">Buffers of this spec.</param>
    /// <param name="ends">How the simulator ended episodes.</param>
    /// <param name="outputs">Where the results go.</param>
    /// <param name="stream">The stream; null: that of the options.</param>
    public void Step(DeviceSignalBuffers inputs, in DeviceStepEnds ends, in DeviceStepOutputs outputs, nint? stream = null) =>
        StepCore(Own(inputs).AsInputs(), in ends, in outputs, stream);

    /// <summary>Starts new episodes with inputs by name; see the generated <c>Reset</c>.</summary>
    /// <param name="mask"><c>[B]</c> bytes: which environments start anew; default: all.</param>
    /// <param name="inputs">Buffers of this spec with the first observation.</param>
    /// <param name="stream">The stream; null: that of the options.</param>
    public void Reset(DeviceBoolView mask, DeviceSignalBuffers inputs, nint? stream = null) => ResetCore(mask, Own(inputs).AsInputs(), stream);

    /// <summary>The derivatives of the total by name; see the generated <c>Gradient</c>. Buffers of signals that are no floats stay as they are.</summary>
    /// <param name="inputs">Buffers of this spec.</param>
    /// <param name="ends">How the simulator would end episodes.</param>
    /// <param name="gradients">Where the derivatives go.</param>
    /// <param name="stream">The stream; null: that of the options.</param>
    /// <exception cref="InvalidOperationException">The spec does not say <c>[RewardSpec(Gradient = true)]</c>.</exception>
    public void Gradient(DeviceSignalBuffers inputs, in DeviceStepEnds ends, DeviceSignalBuffers gradients, nint? stream = null) =>
        GradientCore(Own(inputs).AsInputs(), in ends, Own(gradients).AsGradients(), stream);

    private DeviceSignalBuffers Own(DeviceSignalBuffers buffers)
    {
        ArgumentNullException.ThrowIfNull(buffers);
        return buffers.Spec.ContentHash == Info.ContentHash
            ? buffers
            : throw new ArgumentException($"These buffers belong to the reward '{buffers.Spec.Name}', not to '{Info.Name}'.", nameof(buffers));
    }
}
