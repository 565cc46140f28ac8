using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using RewardDsl.Cuda.Device;

namespace RewardDsl.Cuda;

/// <content>Parameters on the device.</content>
public abstract unsafe partial class CudaRewardEvaluator
{
    /// <summary>
    /// Copies <see cref="Parameters"/> to the device. Calls do it themselves where a value has changed; steps that a graph replays do not: call it before the replay.
    /// </summary>
    /// <param name="stream">The stream; null: that of the options.</param>
    /// <exception cref="InvalidOperationException">The stream is capturing.</exception>
    public void UploadParameters(nint? stream = null)
    {
        ThrowIfDisposed();
        nint at = StreamOf(stream);
        using CudaContext.Scope scope = _context.Enter();
        if (_context.Driver.IsCapturing(at))
        {
            throw new InvalidOperationException("A parameter was changed and the stream is capturing. Call UploadParameters before the capture.");
        }

        Parameters.Values.CopyTo(_uploaded);
        _memory.Device.Send(_memory.Parameters, _uploaded, at);
    }

    /// <summary>Sets a parameter that has its own value in each environment. It acts from the next call and survives resets. Waits for the stream.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values"><c>[B]</c> on the host: the value of each environment.</param>
    /// <param name="stream">The stream; null: that of the options.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">All environments share this parameter, or the length is not that of the batch; nothing is changed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is not finite or outside the declared range; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The stream is capturing; nothing is changed.</exception>
    public void SetParameter(string name, ReadOnlySpan<float> values, nint? stream = null)
    {
        ThrowIfDisposed();
        OwnParameters.Check(Info, name, values, BatchSize);
        _memory.Device.Write(_memory.Carry(OwnParameters.CarryOf(_layout, name)), values, StreamOf(stream));
    }

    /// <summary>The values of a parameter that has its own value in each environment, <c>[B]</c> on the device. What is written there counts unchecked.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <exception cref="KeyNotFoundException">There is no such parameter; the message lists those that exist.</exception>
    /// <exception cref="ArgumentException">All environments share this parameter.</exception>
    public DeviceFloatView GetParameter(string name)
    {
        ThrowIfDisposed();
        OwnParameters.Find(Info, name);
        return new DeviceFloatView((nint)_memory.Address(_memory.Carry(OwnParameters.CarryOf(_layout, name))), BatchSize);
    }

    private void UploadChanges(nint stream)
    {
        if (!MemoryMarshal.AsBytes(Parameters.Values).SequenceEqual(MemoryMarshal.AsBytes<float>(_uploaded)))
        {
            UploadParameters(stream);
        }
    }
}
