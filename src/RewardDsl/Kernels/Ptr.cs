using System.ComponentModel;

namespace RewardDsl.Kernels;

/// <summary>
/// The address of a buffer, used by generated kernels, which thereby need no unsafe context. Only the runtime makes
/// one, from memory that it has checked and pinned.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Ptr
{
    private readonly byte* _address;

    internal Ptr(void* address)
    {
        _address = (byte*)address;
    }

    /// <summary>Whether an optional buffer is absent.</summary>
    public bool IsNull => _address == null;

    internal byte* Address => _address;
}
