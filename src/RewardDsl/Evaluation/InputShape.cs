using System;

namespace RewardDsl;

/// <summary>What a call must know of a signal, and the check that a view fits it.</summary>
internal sealed class InputShape
{
    private readonly string _name;
    private readonly bool _readByReset;

    public InputShape(SignalInfo signal, bool readByReset)
    {
        _name = signal.Name;
        _readByReset = readByReset;
        Width = signal.Width;
        Frames = signal.Frames;
        FrameWidth = signal.Width / signal.Frames;
        ElementSize = signal.ElementSize;
    }

    /// <summary>Elements of an environment that the kernel reads, history included.</summary>
    public int Width { get; }

    /// <summary>Frames of the history; 1 without.</summary>
    public int Frames { get; }

    /// <summary>Elements of a frame that the kernel reads.</summary>
    public int FrameWidth { get; }

    /// <summary>Bytes of an element that the kernel reads.</summary>
    public int ElementSize { get; }

    /// <summary>Throws unless a view holds the signal of a batch.</summary>
    public void Check(SignalView view, int batch, bool isReset)
    {
        if (view.Elements == 0 && view.RowStride == 0 && isReset && !_readByReset)
        {
            return;
        }

        if (view.WordBytes != 0)
        {
            CheckWords(view, batch);
        }
        else if (view.FrameStride != 0)
        {
            CheckFrames(view, batch);
        }
        else if (view.RowStride != 0)
        {
            CheckRows(view, batch);
        }
        else if (view.Elements != (long)batch * Width)
        {
            string shape = Frames > 1 ? $"[B, {Frames}, {FrameWidth}]" : Width > 1 ? $"[B, {Width}]" : "[B]";
            throw Misfit($"has {view.Elements} elements; a batch of {batch} needs {(long)batch * Width} ({shape}, row-major)");
        }
    }

    private void CheckRows(SignalView view, int batch)
    {
        if (view.RowStride < Width)
        {
            throw Misfit($"has a row stride of {view.RowStride}, less than its width {Width}: its rows would overlap");
        }

        long needed = ((long)(batch - 1) * view.RowStride) + Width;
        if (view.Elements < needed)
        {
            throw Misfit($"has {view.Elements} elements from its offset; {batch} rows of {Width} with stride {view.RowStride} need {needed}");
        }
    }

    private void CheckFrames(SignalView view, int batch)
    {
        if (Frames == 1)
        {
            throw Misfit("has no history and so takes no frame stride; give an offset and a row stride");
        }

        if (view.FrameStride < FrameWidth)
        {
            throw Misfit($"has a frame stride of {view.FrameStride}, less than the {FrameWidth} elements of a frame: its frames would overlap");
        }

        // Either each environment's frames lie inside its row, or all environments inside a frame.
        long row = ((long)(Frames - 1) * view.FrameStride) + FrameWidth;
        long frame = ((long)(batch - 1) * view.RowStride) + FrameWidth;
        if (view.RowStride < row && (view.RowStride < FrameWidth || view.FrameStride < frame))
        {
            throw Misfit(
                $"has a row stride of {view.RowStride} and a frame stride of {view.FrameStride}: {batch} rows of {Frames} frames of {FrameWidth} elements would overlap");
        }

        long needed = row + frame - FrameWidth;
        if (view.Elements < needed)
        {
            throw Misfit(
                $"has {view.Elements} elements from its offset; {batch} rows with stride {view.RowStride} of {Frames} frames of {FrameWidth} elements with stride {view.FrameStride} need {needed}");
        }
    }

    private void CheckWords(SignalView view, int batch)
    {
        int bits = 8 * view.WordBytes;
        if (Width > bits)
        {
            throw Misfit($"has {Width} elements in each environment; a word of {bits} bits cannot hold them");
        }

        if (view.RowStride == 0 && view.Elements != batch)
        {
            throw Misfit($"has {view.Elements} words of {bits} bits; a batch of {batch} needs {batch}, one for each environment");
        }

        long needed = ((long)(batch - 1) * view.RowStride) + 1;
        if (view.Elements < needed)
        {
            throw Misfit($"has {view.Elements} words of {bits} bits from its offset; {batch} words with stride {view.RowStride} need {needed}");
        }
    }

    private ArgumentException Misfit(string problem) => new($"'{_name}' {problem}.");
}
