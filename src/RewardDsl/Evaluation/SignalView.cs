using System.ComponentModel;

namespace RewardDsl;

/// <summary>An untyped view of one signal; used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct SignalView
{
    /// <summary>The first element.</summary>
    internal readonly ref byte Data;

    /// <summary>Elements from the first one to the end of the buffer; words for bits.</summary>
    internal readonly int Elements;

    /// <summary>Elements from one environment to the next; 0: dense.</summary>
    internal readonly int RowStride;

    /// <summary>Elements from one frame of the history to the next; 0: dense.</summary>
    internal readonly int FrameStride;

    /// <summary>Bytes of an environment's word of bits; 0: elements, not bits.</summary>
    internal readonly int WordBytes;

    internal SignalView(ref byte data, int elements, int rowStride, int frameStride, int wordBytes = 0)
    {
        Data = ref data;
        Elements = elements;
        RowStride = rowStride;
        FrameStride = frameStride;
        WordBytes = wordBytes;
    }

    /// <summary>Its size.</summary>
    internal ViewExtent Extent => new(Elements, RowStride, FrameStride, WordBytes);

    /// <summary>Lets <c>fixed</c> pin the view.</summary>
    internal ref readonly byte GetPinnableReference() => ref Data;
}
