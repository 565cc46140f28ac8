using System;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>
/// A tensor as torch keeps it behind its handles: a strided window into shared memory, with its place in the autograd graph. Several
/// <see cref="Tensor"/> objects may refer to one body; operations work on bodies, so that what they need for themselves is no live tensor.
/// </summary>
internal sealed unsafe class Body
{
    public Body(Memory memory, ScalarType type, long[] shape, long[] strides, long offset = 0)
    {
        Memory = memory;
        Type = type;
        Shape = shape;
        Strides = strides;
        Offset = offset;
        Count = Shapes.Count(shape);
    }

    public Memory Memory { get; private set; }

    public ScalarType Type { get; private set; }

    public long[] Shape { get; private set; }

    /// <summary>Per dimension, in elements.</summary>
    public long[] Strides { get; private set; }

    /// <summary>Of the first element, in elements from the memory's start.</summary>
    public long Offset { get; private set; }

    public long Count { get; private set; }

    /// <summary>Set by the user on a leaf.</summary>
    public bool LeafNeedsGradient { get; set; }

    /// <summary>The gradient that backward passes added up.</summary>
    public Body? Gradient { get; set; }

    /// <summary>Whether a body that is no leaf keeps its gradient.</summary>
    public bool KeepsGradient { get; set; }

    /// <summary>The operation that made it, when a gradient flows through it.</summary>
    public Node? Maker { get; set; }

    /// <summary>Which of the maker's results it is.</summary>
    public int MakerOutput { get; set; }

    /// <summary>Whether it is a window into another body's memory.</summary>
    public bool IsView { get; set; }

    /// <summary>The node that adds to <see cref="Gradient"/>, made when first needed.</summary>
    public Node? Accumulator { get; set; }

    public bool NeedsGradient => LeafNeedsGradient || Maker is not null;

    public int Rank => Shape.Length;

    public int ElementSize => Types.Size(Type);

    /// <summary>The first element. Who uses it keeps the body alive: its memory goes with it.</summary>
    public byte* Data => Memory.Address + (Offset * ElementSize);

    public bool IsContiguous => Shapes.IsContiguous(Shape, Strides);

    /// <summary>Fresh memory of the shape, not filled.</summary>
    public static Body Empty(ScalarType type, params long[] shape)
    {
        long count = Shapes.Count(shape);
        return new Body(new Memory(count * Types.Size(type)), type, shape, Shapes.Dense(shape));
    }

    /// <summary>Another window into the same memory, outside any graph.</summary>
    public Body Window(long[] shape, long[] strides, long offset) => new(Memory, Type, shape, strides, offset) { IsView = true };

    /// <summary>Becomes another body's window, for the operations that change a shape in place.</summary>
    public void Reshape(Body other)
    {
        Shape = other.Shape;
        Strides = other.Strides;
        Offset = other.Offset;
        Count = other.Count;
        Memory = other.Memory;
        Type = other.Type;
    }

    public override string ToString() => $"{Type}[{string.Join(", ", Shape)}]";
}
