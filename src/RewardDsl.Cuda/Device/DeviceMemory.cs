using System;

namespace RewardDsl.Cuda.Device;

/// <summary>An allocation on a device.</summary>
internal sealed unsafe class DeviceMemory : IDisposable
{
    private readonly CudaContext _context;
    private ulong _address;

    public DeviceMemory(CudaContext context, long bytes)
    {
        _context = context;
        Bytes = bytes;
        using CudaContext.Scope scope = context.Enter();
        _address = context.Driver.Allocate(bytes);
    }

    public long Bytes { get; }

    public ulong Address => _address != 0 ? _address : throw new ObjectDisposedException(nameof(DeviceMemory));

    /// <summary>Copies to the device and waits: from page-locked memory the copy goes on after the call, and the source may be reused at once.</summary>
    /// <exception cref="InvalidOperationException">The stream is capturing.</exception>
    public void Write<T>(long offset, ReadOnlySpan<T> source, nint stream)
        where T : unmanaged
    {
        using CudaContext.Scope scope = _context.Enter();
        ThrowIfCapturing(stream);
        fixed (T* data = source)
        {
            if (data != null)
            {
                _context.Driver.ToDevice(Address + (ulong)offset, data, (long)source.Length * sizeof(T), stream);
                _context.Driver.Synchronize(stream);
            }
        }
    }

    /// <summary>Copies to the device without waiting.</summary>
    /// <param name="offset">Where it goes, in bytes.</param>
    /// <param name="source">An array that the collector does not move.</param>
    /// <param name="stream">The stream.</param>
    /// <exception cref="InvalidOperationException">The stream is capturing.</exception>
    public void Send<T>(long offset, T[] source, nint stream)
        where T : unmanaged
    {
        using CudaContext.Scope scope = _context.Enter();
        ThrowIfCapturing(stream);
        fixed (T* data = source)
        {
            if (data != null)
            {
                _context.Driver.ToDevice(Address + (ulong)offset, data, (long)source.Length * sizeof(T), stream);
            }
        }
    }

    /// <summary>Copies from the device when all work of the stream before is done, and waits for it.</summary>
    /// <exception cref="InvalidOperationException">The stream is capturing.</exception>
    public void Read<T>(long offset, Span<T> target, nint stream)
        where T : unmanaged
    {
        using CudaContext.Scope scope = _context.Enter();
        ThrowIfCapturing(stream);
        fixed (T* data = target)
        {
            if (data != null)
            {
                _context.Driver.ToHost(data, Address + (ulong)offset, (long)target.Length * sizeof(T), stream);
                _context.Driver.Synchronize(stream);
            }
        }
    }

    /// <summary>Copies all of another memory of the same device.</summary>
    public void Copy(DeviceMemory source, nint stream)
    {
        using CudaContext.Scope scope = _context.Enter();
        _context.Driver.OnDevice(Address, source.Address, source.Bytes, stream);
    }

    /// <summary>Copies a part to another place on the same device.</summary>
    public void CopyTo(ulong target, long offset, long bytes, nint stream)
    {
        using CudaContext.Scope scope = _context.Enter();
        _context.Driver.OnDevice(target, Address + (ulong)offset, bytes, stream);
    }

    /// <summary>Fills with a byte.</summary>
    public void Fill(long offset, long bytes, byte value, nint stream)
    {
        using CudaContext.Scope scope = _context.Enter();
        if (bytes > 0)
        {
            _context.Driver.Fill(Address + (ulong)offset, value, bytes, stream);
        }
    }

    /// <summary>Fills with a number.</summary>
    public void Fill(long offset, long count, float value, nint stream)
    {
        using CudaContext.Scope scope = _context.Enter();
        if (count > 0)
        {
            _context.Driver.Fill(Address + (ulong)offset, BitConverter.SingleToUInt32Bits(value), count, stream);
        }
    }

    /// <summary>Waits for the work of a stream.</summary>
    public void Wait(nint stream)
    {
        using CudaContext.Scope scope = _context.Enter();
        _context.Driver.Synchronize(stream);
    }

    /// <summary>Frees it; the driver waits for kernels that still use it.</summary>
    public void Dispose()
    {
        if (_address == 0)
        {
            return;
        }

        ulong address = _address;
        _address = 0;
        try
        {
            using CudaContext.Scope scope = _context.Enter();
            _ = _context.Driver.Free(address);
        }
        catch (CudaException)
        {
            // A context that is lost has freed it already.
        }
    }

    /// <summary>A capture would not refuse the copy: it would record the host's address, and every replay would copy what then lies there.</summary>
    private void ThrowIfCapturing(nint stream)
    {
        if (_context.Driver.IsCapturing(stream))
        {
            throw new InvalidOperationException("The stream is capturing a graph, which would keep the host's address of this copy. Copy between host and device before or after the capture.");
        }
    }
}
