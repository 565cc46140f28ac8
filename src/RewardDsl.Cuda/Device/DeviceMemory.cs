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

    /// <summary>Copies to the device; the source may be reused at once.</summary>
    public void Write<T>(long offset, ReadOnlySpan<T> source, nint stream)
        where T : unmanaged
    {
        using CudaContext.Scope scope = _context.Enter();
        fixed (T* data = source)
        {
            if (data != null)
            {
                _context.Driver.ToDevice(Address + (ulong)offset, data, (long)source.Length * sizeof(T), stream);
            }
        }
    }

    /// <summary>Copies from the device when all work of the stream before is done, and waits for it.</summary>
    public void Read<T>(long offset, Span<T> target, nint stream)
        where T : unmanaged
    {
        using CudaContext.Scope scope = _context.Enter();
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

    /// <summary>Frees it; the driver waits for kernels that still use it.</summary>
    public void Dispose()
    {
        if (_address != 0)
        {
            ulong address = _address;
            _address = 0;
            using CudaContext.Scope scope = _context.Enter();

            // A context that is lost has freed it already.
            _ = _context.Driver.Free(address);
        }
    }
}
