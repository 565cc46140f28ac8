// Language features that netstandard2.0 lacks the types for. Linked into every compiler component.
#if NETSTANDARD2_0
namespace System.Runtime.CompilerServices
{
    /// <summary>Lets records and init accessors compile on netstandard2.0.</summary>
    internal static class IsExternalInit;
}

namespace System
{
    /// <summary>Lets <c>x[^1]</c> compile on netstandard2.0.</summary>
    internal readonly struct Index(int value, bool fromEnd = false)
    {
        public int GetOffset(int length) => fromEnd ? length - value : value;

        public static implicit operator Index(int value) => new(value);
    }
}
#endif
