using System;
using System.ComponentModel;
using RewardDsl.Kernels;

namespace RewardDsl;

/// <content>The derivatives of the total with respect to the signals.</content>
public abstract unsafe partial class RewardEvaluator
{
    /// <summary>Where the derivatives of the running call go, by signal; null: not wanted.</summary>
    private byte*[]? _gradients;

    /// <summary>
    /// The derivatives of the total that <c>Step</c> would pay for these inputs now. Changes no state; everything is checked before anything is written.
    /// What is carried from earlier steps and the parameters count as constants.
    /// </summary>
    /// <typeparam name="TInputs">The generated inputs.</typeparam>
    /// <typeparam name="TGradients">The generated gradients.</typeparam>
    /// <param name="inputs">One view for each signal, read after the step.</param>
    /// <param name="ends">How the simulator would end episodes.</param>
    /// <param name="gradients">Where the derivatives go: dense, row-major, in the order of the spec's own elements; empty: not wanted.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected void GradientCore<TInputs, TGradients>(in TInputs inputs, in StepEnds ends, in TGradients gradients)
        where TInputs : struct, ISignalInputs, allows ref struct
        where TGradients : struct, ISignalGradients, allows ref struct
    {
        ThrowIfDisposed();
        if (!_layout.HasGradient)
        {
            throw NoGradient();
        }

        ThrowIfWaiting();
        SignalView truncated = ends.Truncated.ToSignalView();
        SignalView external = ends.Terminated.ToSignalView();
        truncated.Extent.CheckDenseBytes("ends.Truncated", BatchSize, optional: false);
        external.Extent.CheckDenseBytes("ends.Terminated", BatchSize, optional: true);
        for (int i = 0; i < _shapes.Length; i++)
        {
            int length = gradients.Of(i).Length;
            if (length != (long)BatchSize * _shapes[i].Width && length != 0)
            {
                throw new ArgumentException(
                    $"The gradient of '{_layout.Spec.Signals[i].Name}' has {length} elements; a batch of {BatchSize} needs {(long)BatchSize * _shapes[i].Width}, or none to leave it out.", nameof(gradients));
            }
        }

        fixed (byte* truncatedAddress = truncated)
        fixed (byte* externalAddress = external)
        {
            _call = new Call
            {
                IsGradient = true,
                Truncated = truncatedAddress,
                ExternalEnd = external.Elements == 0 ? _noExternalEnd.Address : externalAddress,
            };
            _gradients ??= new byte*[_shapes.Length];
            PinGradients(inputs, gradients, 0);
        }
    }

    private InvalidOperationException NoGradient() => new($"The reward '{Info.Name}' has no derivatives; say [RewardSpec(Gradient = true)].");

    /// <summary>Pins the outputs one after the other, as <see cref="Pin"/> does the inputs.</summary>
    private void PinGradients<TInputs, TGradients>(in TInputs inputs, in TGradients gradients, int index)
        where TInputs : struct, ISignalInputs, allows ref struct
        where TGradients : struct, ISignalGradients, allows ref struct
    {
        if (index == _shapes.Length)
        {
            Pin(inputs, 0);
            return;
        }

        fixed (float* address = gradients.Of(index))
        {
            _gradients![index] = (byte*)address;
            PinGradients(inputs, gradients, index + 1);
        }
    }

    private void RunGradient(ThreadState thread, ref KernelFrame frame, int start, int count, bool tail)
    {
        for (int i = 0; i < _shapes.Length; i++)
        {
            byte* target = _gradients![i];
            thread.GradientAddresses[i] = target == null ? null : tail ? thread.StagedGradients[i] : target + ((long)start * _shapes[i].Width * sizeof(float));
        }

        frame.GradientAddresses = thread.GradientAddresses;
        GradientKernel(ref frame);
        for (int i = 0; tail && i < _shapes.Length; i++)
        {
            CopyBack(thread.StagedGradients[i], _gradients![i], start, count, _shapes[i].Width * sizeof(float));
        }
    }

    /// <summary>Everything is pinned: no derivatives may share memory with others or with an input.</summary>
    private void CheckGradientOverlaps()
    {
        for (int i = 0; i < _shapes.Length; i++)
        {
            byte* start = _gradients![i];
            if (start == null)
            {
                continue;
            }

            byte* end = start + Bytes(i);
            for (int j = 0; j < i; j++)
            {
                if (_gradients[j] != null && _gradients[j] < end && start < _gradients[j] + Bytes(j))
                {
                    throw new ArgumentException($"The gradients of '{_layout.Spec.Signals[j].Name}' and '{_layout.Spec.Signals[i].Name}' share memory.");
                }
            }

            if (InputIn((nint)start, (nint)end) is { } input)
            {
                throw new ArgumentException($"The gradient of '{_layout.Spec.Signals[i].Name}' shares memory with the input '{input}'.");
            }
        }

        long Bytes(int signal) => (long)_shapes[signal].Width * sizeof(float) * BatchSize;
    }
}
