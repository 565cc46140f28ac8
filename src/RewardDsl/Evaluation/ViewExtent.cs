namespace RewardDsl;

/// <summary>The size of a view, wherever its memory lies.</summary>
/// <param name="Elements">Elements from the first one to the end of the buffer; words for bits.</param>
/// <param name="RowStride">Elements from one environment to the next; 0: dense.</param>
/// <param name="FrameStride">Elements from one frame of the history to the next; 0: dense.</param>
/// <param name="WordBytes">Bytes of an environment's word of bits; 0: elements, not bits.</param>
internal readonly record struct ViewExtent(long Elements, long RowStride, long FrameStride, int WordBytes)
{
    /// <summary>Whether it is the size of a view.</summary>
    public bool IsOf(in SignalView view) => Elements == view.Elements && RowStride == view.RowStride && FrameStride == view.FrameStride && WordBytes == view.WordBytes;

    /// <summary>Throws unless a view is a byte for each environment.</summary>
    /// <param name="name">What the view is called.</param>
    /// <param name="batch">Environments.</param>
    /// <param name="optional">It may be left out.</param>
    public void CheckDenseBytes(string name, int batch, bool optional)
    {
        if (optional && Elements == 0)
        {
            return;
        }

        if (RowStride > 1 || FrameStride != 0 || WordBytes != 0)
        {
            throw new System.ArgumentException($"'{name}' must be dense, a byte for each environment.", name);
        }

        if (Elements != batch)
        {
            throw new System.ArgumentException($"'{name}' has {Elements} elements; the batch has {batch} environments.", name);
        }
    }
}
