using System;
using System.Linq;

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
        ViewFrameWidth = FrameWidth;
    }

    /// <summary>Elements of an environment that the kernel reads, history included.</summary>
    public int Width { get; }

    /// <summary>Frames of the history; 1 without.</summary>
    public int Frames { get; }

    /// <summary>Elements of a frame that the kernel reads.</summary>
    public int FrameWidth { get; }

    /// <summary>Bytes of an element that the kernel reads.</summary>
    public int ElementSize { get; }

    /// <summary>Elements of a frame of the view: those of the simulator, which may have more or another order.</summary>
    public int ViewFrameWidth { get; private set; }

    /// <summary>Elements of an environment in the view.</summary>
    public int ViewWidth => Frames * ViewFrameWidth;

    /// <summary>Where in a frame of the view the kernel's first element lies, when they follow each other there.</summary>
    public int FirstColumn { get; private set; }

    /// <summary>Where in a frame of the view each of the kernel's elements lies; null when they follow each other.</summary>
    public int[]? Columns { get; private set; }

    /// <summary>Where in a frame of the view each of the kernel's elements lies, of a run too; null where the view has the kernel's own elements in their order.</summary>
    public int[]? Order { get; private set; }

    /// <summary>From now on views are in the simulator's order.</summary>
    /// <param name="positions">For each name of the signal's axis its index in the simulator's order.</param>
    /// <param name="count">Names that the simulator has.</param>
    public void SetOrder(int[] positions, int count)
    {
        // A name stands for one element, or for those of a vector.
        int each = FrameWidth / positions.Length;
        int[] columns = [.. positions.SelectMany(p => Enumerable.Range(p * each, each))];
        bool isRun = columns.SequenceEqual(Enumerable.Range(columns[0], columns.Length));
        ViewFrameWidth = count * each;
        FirstColumn = isRun ? columns[0] : 0;
        Columns = isRun ? null : columns;
        Order = isRun && ViewFrameWidth == FrameWidth ? null : columns;
    }

    /// <summary>Throws unless a view holds the signal of a batch.</summary>
    public void Check(in ViewExtent view, int batch, bool isReset)
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
        else if (view.Elements != (long)batch * ViewWidth)
        {
            string shape = Frames > 1 ? $"[B, {Frames}, {ViewFrameWidth}]" : ViewWidth > 1 ? $"[B, {ViewWidth}]" : "[B]";
            throw Misfit($"has {view.Elements} elements; a batch of {batch} needs {(long)batch * ViewWidth} ({shape}, row-major{(IsReordered ? ", in the order of SetAxisOrder" : "")})");
        }
    }

    private bool IsReordered => ViewFrameWidth != FrameWidth || Columns is not null;

    private void CheckRows(in ViewExtent view, int batch)
    {
        if (view.RowStride < ViewWidth)
        {
            throw Misfit($"has a row stride of {view.RowStride}, less than its width {ViewWidth}: its rows would overlap");
        }

        long needed = ((long)(batch - 1) * view.RowStride) + ViewWidth;
        if (view.Elements < needed)
        {
            throw Misfit($"has {view.Elements} elements from its offset; {batch} rows of {ViewWidth} with stride {view.RowStride} need {needed}");
        }
    }

    private void CheckFrames(in ViewExtent view, int batch)
    {
        if (Frames == 1)
        {
            throw Misfit("has no history and so takes no frame stride; give an offset and a row stride");
        }

        if (view.FrameStride < ViewFrameWidth)
        {
            throw Misfit($"has a frame stride of {view.FrameStride}, less than the {ViewFrameWidth} elements of a frame: its frames would overlap");
        }

        // Either each environment's frames lie inside its row, or all environments inside a frame.
        long row = ((long)(Frames - 1) * view.FrameStride) + ViewFrameWidth;
        long frame = ((long)(batch - 1) * view.RowStride) + ViewFrameWidth;
        if (view.RowStride < row && (view.RowStride < ViewFrameWidth || view.FrameStride < frame))
        {
            throw Misfit(
                $"has a row stride of {view.RowStride} and a frame stride of {view.FrameStride}: {batch} rows of {Frames} frames of {ViewFrameWidth} elements would overlap");
        }

        long needed = row + frame - ViewFrameWidth;
        if (view.Elements < needed)
        {
            throw Misfit(
                $"has {view.Elements} elements from its offset; {batch} rows with stride {view.RowStride} of {Frames} frames of {ViewFrameWidth} elements with stride {view.FrameStride} need {needed}");
        }
    }

    private void CheckWords(in ViewExtent view, int batch)
    {
        int bits = 8 * view.WordBytes;
        if (ViewWidth > bits)
        {
            throw Misfit($"has {ViewWidth} elements in each environment; a word of {bits} bits cannot hold them");
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
