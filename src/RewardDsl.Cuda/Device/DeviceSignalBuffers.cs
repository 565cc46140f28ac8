using System;
using System.Collections.Generic;
using System.Linq;
using RewardDsl.Cuda.Device;
using RewardDsl.Cuda.Native;
using RewardDsl.Cuda.Torch;

namespace RewardDsl.Cuda;

/// <summary>
/// Owned device buffers for every signal of a spec, dense and row-major: for tools, loggers and tests that work with any spec, and for programs whose
/// simulator runs on the CPU. Code that knows its spec uses the generated <c>DeviceInputs</c> over the simulator's own memory instead.
/// </summary>
public sealed class DeviceSignalBuffers : IDisposable
{
    private readonly RewardSpecInfo _spec;
    private readonly DeviceMemory _memory;
    private readonly DefaultStream _default;
    private readonly long[] _offsets;

    /// <summary>Allocates cleared buffers, ready for every stream.</summary>
    /// <param name="spec">The spec's metadata.</param>
    /// <param name="batchSize">Number of environments B, at least 1.</param>
    /// <param name="options">The device and the stream of calls that name none; null: device 0, and the stream as an evaluator's.</param>
    /// <exception cref="CudaException">There is no CUDA, or not enough memory.</exception>
    public DeviceSignalBuffers(RewardSpecInfo spec, int batchSize, CudaOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        options ??= CudaOptions.Default;
        _spec = spec;
        BatchSize = batchSize;
        _offsets = new long[spec.Signals.Count];
        long end = 0;
        for (int i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = end;
            end += ((Elements(i) * spec.Signals[i].ElementSize) + 255) / 256 * 256;
        }

        _memory = new DeviceMemory(CudaLibraries.Of(options).Context(options.Device), Math.Max(end, 256));
        _default = new DefaultStream(options);
        try
        {
            nint stream = _default.Or(null);
            _memory.Fill(0, _memory.Bytes, (byte)0, stream);

            // Steps may go into another stream, which would not wait for it.
            _memory.Wait(stream);
        }
        catch (CudaException)
        {
            _memory.Dispose();
            throw;
        }
    }

    /// <summary>Number of environments.</summary>
    public int BatchSize { get; }

    /// <summary>The first element of a signal.</summary>
    /// <param name="signal">Name of the signal.</param>
    /// <exception cref="KeyNotFoundException">There is no such signal.</exception>
    public nint this[string signal]
    {
        get
        {
            for (int i = 0; i < _offsets.Length; i++)
            {
                if (_spec.Signals[i].Name == signal)
                {
                    return (nint)_memory.Address + (nint)_offsets[i];
                }
            }

            throw new KeyNotFoundException($"There is no signal '{signal}'. The spec has: {string.Join(", ", _spec.Signals.Select(static s => s.Name))}.");
        }
    }

    /// <summary>Copies all signals from the host and waits for the stream; they may be changed at once.</summary>
    /// <param name="values">Buffers of the same spec and batch.</param>
    /// <param name="stream">The stream that the copies go into; null: that of the options, chosen as by an evaluator.</param>
    /// <exception cref="InvalidOperationException">The stream is capturing.</exception>
    public void CopyFrom(SignalBuffers values, nint? stream = null)
    {
        Check(values);
        nint at = _default.Or(stream);
        for (int i = 0; i < _offsets.Length; i++)
        {
            SignalInfo signal = _spec.Signals[i];
            switch (signal.Storage)
            {
                case SignalStorage.Byte:
                    _memory.Write<byte>(_offsets[i], values.Bytes(signal.Name), at);
                    break;
                case SignalStorage.Int32:
                    _memory.Write<int>(_offsets[i], values.Int(signal.Name), at);
                    break;
                default:
                    _memory.Write<float>(_offsets[i], values.Float(signal.Name), at);
                    break;
            }
        }
    }

    /// <summary>Copies all signals to the host and waits for them.</summary>
    /// <param name="values">Buffers of the same spec and batch.</param>
    /// <param name="stream">The stream whose work is waited for; null: that of the options, chosen as by an evaluator.</param>
    public void CopyTo(SignalBuffers values, nint? stream = null)
    {
        Check(values);
        nint at = _default.Or(stream);
        for (int i = 0; i < _offsets.Length; i++)
        {
            SignalInfo signal = _spec.Signals[i];
            switch (signal.Storage)
            {
                case SignalStorage.Byte:
                    _memory.Read<byte>(_offsets[i], values.Bytes(signal.Name), at);
                    break;
                case SignalStorage.Int32:
                    _memory.Read<int>(_offsets[i], values.Int(signal.Name), at);
                    break;
                default:
                    _memory.Read<float>(_offsets[i], values.Float(signal.Name), at);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    internal RewardSpecInfo Spec => _spec;

    internal Views AsInputs() => new(this, floatsOnly: false);

    internal Views AsGradients() => new(this, floatsOnly: true);

    private long Elements(int signal) => (long)BatchSize * _spec.Signals[signal].Width;

    private void Check(SignalBuffers values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Spec.ContentHash != _spec.ContentHash || values.BatchSize != BatchSize)
        {
            throw new ArgumentException($"These buffers are of {values.BatchSize} environments of '{values.Spec.Name}', not of {BatchSize} of '{_spec.Name}'.", nameof(values));
        }
    }

    internal readonly struct Views(DeviceSignalBuffers buffers, bool floatsOnly) : IDeviceSignals
    {
        public DeviceView View(int index) => floatsOnly && buffers._spec.Signals[index].Storage != SignalStorage.Float32
            ? default
            : new DeviceView((nint)buffers._memory.Address + (nint)buffers._offsets[index], new ViewExtent(buffers.Elements(index), 0, 0, 0));
    }
}
