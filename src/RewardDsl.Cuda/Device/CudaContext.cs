using RewardDsl.Cuda.Native;

namespace RewardDsl.Cuda.Device;

/// <summary>The primary context of a device.</summary>
internal sealed class CudaContext
{
    private readonly nint _handle;

    public CudaContext(Driver driver, int ordinal)
    {
        Driver = driver;
        Ordinal = ordinal;
        int device = driver.Device(ordinal);
        Name = driver.DeviceName(device);
        Architecture = driver.Architecture(device);
        _handle = driver.RetainPrimary(device);
    }

    public Driver Driver { get; }

    public int Ordinal { get; }

    /// <summary>The device's name.</summary>
    public string Name { get; }

    /// <summary>Its compute capability: 90 for 9.0.</summary>
    public int Architecture { get; }

    /// <summary>
    /// Makes it current for this thread as long as the scope lives. Threads of a pool start with none, and one that works on another device goes on with that.
    /// </summary>
    public Scope Enter()
    {
        nint before = Driver.CurrentContext();
        if (before == _handle)
        {
            return default;
        }

        Driver.SetContext(_handle);
        return before == 0 ? default : new Scope(Driver, before);
    }

    /// <summary>Restores the context that was current before.</summary>
    internal readonly ref struct Scope(Driver driver, nint before)
    {
        public void Dispose()
        {
            if (before != 0)
            {
                driver.SetContext(before);
            }
        }
    }
}
