using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace RewardDsl;

/// <summary>How the rows of an input come to the kernel.</summary>
internal enum InputForm
{
    /// <summary>Dense: the kernel reads them in place.</summary>
    InPlace,

    /// <summary>Dense rows with gaps between them.</summary>
    Rows,

    /// <summary>Dense frames with gaps between them.</summary>
    Frames,

    /// <summary>Elements in another order.</summary>
    Columns,

    /// <summary>A word of bits for each row.</summary>
    Words,
}

/// <summary>One input of the running call: where it lies, and how a tile of it is staged as dense rows.</summary>
internal unsafe struct InputCall
{
    /// <summary>The first element; null when the view was left out.</summary>
    public byte* Address;

    /// <summary>Bytes from the first element to the end of the last.</summary>
    public long Bytes;

    /// <summary>Bytes from one environment to the next.</summary>
    public long RowBytes;

    private InputShape _shape;
    private ViewExtent _extent;
    private long _firstByte;
    private InputForm _form;
    private int _denseBytes;
    private int _wordBytes;
    private long _frameBytes;

    /// <summary>Whether the kernel can read the rows where they are.</summary>
    public readonly bool IsInPlace => _form == InputForm.InPlace;

    /// <summary>Takes the address of a view that is like the one of the call before, which was checked; false where it is another one or there was none.</summary>
    public bool TryTake(in SignalView view, byte* address)
    {
        // Most calls come with the same buffers as the one before, and the checks of all signals cost more than small batches do.
        if (view.Elements == 0 || !_extent.IsOf(view))
        {
            return false;
        }

        Address = address + _firstByte;
        return true;
    }

    /// <summary>Forgets the view of the call before.</summary>
    public void Forget() => _extent = default;

    /// <summary>A checked and pinned view.</summary>
    public static InputCall Of(InputShape shape, SignalView view, byte* address, int batch)
    {
        int size = view.WordBytes == 0 ? shape.ElementSize : view.WordBytes;
        int dense = shape.Width * shape.ElementSize;
        int frame = shape.FrameWidth * shape.ElementSize;
        InputCall call = default;
        call._shape = shape;
        call._denseBytes = dense;
        call._wordBytes = view.WordBytes;
        call._frameBytes = (long)(view.FrameStride == 0 ? shape.ViewFrameWidth : view.FrameStride) * size;
        call.RowBytes = (long)(view.RowStride != 0 ? view.RowStride : view.WordBytes != 0 ? 1 : shape.ViewWidth) * size;
        call._form = view.WordBytes != 0 ? InputForm.Words
            : shape.Columns is not null ? InputForm.Columns
            : shape.Frames > 1 && call._frameBytes != frame ? InputForm.Frames
            : call.RowBytes != dense ? InputForm.Rows
            : InputForm.InPlace;
        call._extent = view.Extent;
        call._firstByte = view.WordBytes != 0 ? 0 : (long)shape.FirstColumn * size;
        long lastFrame = shape.Columns is null ? frame : (long)shape.ViewFrameWidth * size;
        call.Address = view.Elements == 0 ? null : address + call._firstByte;
        call.Bytes = ((batch - 1) * call.RowBytes) + (view.WordBytes != 0 ? size : ((shape.Frames - 1) * call._frameBytes) + lastFrame);
        return call;
    }

    /// <summary>Copies rows, densely, from <paramref name="start"/> on; the rest of the rows becomes 0.</summary>
    /// <param name="target">Memory of <paramref name="rows"/> dense rows.</param>
    /// <param name="start">The first environment.</param>
    /// <param name="count">Environments to copy.</param>
    /// <param name="rows">Rows of the target, at least <paramref name="count"/>.</param>
    /// <param name="prefetch">Ask for the rows that many environments further on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Stage(byte* target, int start, int count, int rows, bool prefetch)
    {
        byte* source = Address + (start * RowBytes);
        switch (_form)
        {
            case InputForm.InPlace:
                Unsafe.CopyBlockUnaligned(target, source, (uint)(count * _denseBytes));
                break;
            case InputForm.Rows:
                StageRows(target, source, count, prefetch);
                break;
            case InputForm.Frames:
                StageFrames(target, source, count, prefetch);
                break;
            case InputForm.Columns:
                StageColumns(target, source, count, prefetch);
                break;
            case InputForm.Words:
                StageWords(target, source, count);
                break;
            default:
                throw new UnreachableException();
        }

        Unsafe.InitBlockUnaligned(target + ((long)count * _denseBytes), 0, (uint)((rows - count) * _denseBytes));
    }

    /// <summary>Asks for the row as many rows further on as are copied: rows with gaps are no stream that the processor would follow by itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Prefetch(byte* row, int frames, long frameBytes)
    {
        if (Sse.IsSupported)
        {
            for (int frame = 0; frame < frames; frame++)
            {
                byte* first = row + (frame * _frameBytes);
                for (long at = 0; at < frameBytes; at += 64)
                {
                    Sse.Prefetch0(first + at);
                }

                // The last line, where the frame begins inside one.
                Sse.Prefetch0(first + frameBytes - 1);
            }
        }
    }

    private readonly void StageRows(byte* target, byte* source, int count, bool prefetch)
    {
        for (int row = 0; row < count; row++)
        {
            if (prefetch)
            {
                Prefetch(source + ((row + count) * RowBytes), 1, _denseBytes);
            }

            CopyShort(target + ((long)row * _denseBytes), source + (row * RowBytes), _denseBytes);
        }
    }

    /// <summary>Copies a few bytes: rows are short, and a call of the general copy would cost more than they do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyShort(byte* target, byte* source, int bytes)
    {
        if (bytes >= 16)
        {
            int last = bytes - 16;
            for (int i = 0; i < last; i += 16)
            {
                Vector128.Load(source + i).Store(target + i);
            }

            // The last sixteen may overlap those before.
            Vector128.Load(source + last).Store(target + last);
            return;
        }

        int at = 0;
        for (; at + sizeof(int) <= bytes; at += sizeof(int))
        {
            *(int*)(target + at) = *(int*)(source + at);
        }

        for (; at < bytes; at++)
        {
            target[at] = source[at];
        }
    }

    private readonly void StageFrames(byte* target, byte* source, int count, bool prefetch)
    {
        int bytes = _denseBytes / _shape.Frames;
        for (int row = 0; row < count; row++)
        {
            if (prefetch)
            {
                Prefetch(source + ((row + count) * RowBytes), _shape.Frames, bytes);
            }

            for (int frame = 0; frame < _shape.Frames; frame++)
            {
                CopyShort(target, source + (row * RowBytes) + (frame * _frameBytes), bytes);
                target += bytes;
            }
        }
    }

    private readonly void StageColumns(byte* target, byte* source, int count, bool prefetch)
    {
        ReadOnlySpan<int> columns = _shape.Columns;
        bool isBytes = _shape.ElementSize == sizeof(byte);
        for (int row = 0; row < count; row++)
        {
            if (prefetch)
            {
                Prefetch(source + ((row + count) * RowBytes), _shape.Frames, (long)_shape.ViewFrameWidth * _shape.ElementSize);
            }

            for (int frame = 0; frame < _shape.Frames; frame++)
            {
                byte* from = source + (row * RowBytes) + (frame * _frameBytes);
                if (isBytes)
                {
                    for (int j = 0; j < columns.Length; j++)
                    {
                        target[j] = from[columns[j]];
                    }
                }
                else
                {
                    for (int j = 0; j < columns.Length; j++)
                    {
                        ((int*)target)[j] = ((int*)from)[columns[j]];
                    }
                }

                target += columns.Length * _shape.ElementSize;
            }
        }
    }

    private readonly void StageWords(byte* target, byte* source, int count)
    {
        ReadOnlySpan<int> columns = _shape.Columns;
        for (int row = 0; row < count; row++)
        {
            byte* at = source + (row * RowBytes);
            ulong word = _wordBytes switch
            {
                sizeof(byte) => *at,
                sizeof(uint) => *(uint*)at,
                _ => *(ulong*)at,
            };
            for (int frame = 0; frame < _shape.Frames; frame++)
            {
                int first = (frame * _shape.ViewFrameWidth) + _shape.FirstColumn;
                for (int j = 0; j < _shape.FrameWidth; j++)
                {
                    *target++ = (byte)((word >> (first + (columns.IsEmpty ? j : columns[j]))) & 1);
                }
            }
        }
    }
}
