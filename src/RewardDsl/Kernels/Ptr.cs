using System.ComponentModel;

namespace RewardDsl.Kernels;

/// <summary>
/// The address of a buffer, used by generated kernels, which thereby need no unsafe context. Only the runtime makes
/// one, from memory that it has checked and pinned.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly unsafe struct Ptr
{
    /// <summary>A field: a property of an argument takes the address of a copy, and each copy is one of the local variables that the JIT inlines.</summary>
    internal readonly byte* Address;

    internal Ptr(void* address) => Address = (byte*)address;

    /// <summary>Whether an optional buffer is absent.</summary>
    public bool IsNull => Address == null;
}
