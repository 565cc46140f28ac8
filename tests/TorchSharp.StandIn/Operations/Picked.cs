using System;
using System.Linq;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>What square brackets name: numbers, slices, an ellipsis and new dimensions as a view, then at most one tensor of indices or a mask.</summary>
internal static class Picked
{
    public static Body Read(Body x, TensorIndex[] indices)
    {
        (Body view, int at, Body? index) = View(x, indices);
        if (index is null)
        {
            return view;
        }

        if (index.Type is ScalarType.Bool or ScalarType.Byte)
        {
            return Ops.IndexSelect(Flat(view, at, index), at, Places(index));
        }

        long[] shape = [.. view.Shape[..at], .. index.Shape, .. view.Shape[(at + 1)..]];
        return Ops.Reshape(Ops.IndexSelect(view, at, Wrapped(index, view.Shape[at])), shape);
    }

    public static void Write(Body x, Body value, TensorIndex[] indices)
    {
        Graph.CheckWritable(x);
        if (GradientMode.IsOn && (x.NeedsGradient || value.NeedsGradient))
        {
            throw new NotSupportedException("The stand-in of TorchSharp follows no gradient through a write by indices.");
        }

        (Body view, int at, Body? index) = View(x, indices);
        if (index is null)
        {
            Ops.CopyInto(view, value);
        }
        else if (index.Type is ScalarType.Bool or ScalarType.Byte && value.Count == 1)
        {
            Body mask = index;
            for (int i = at + index.Rank; i < view.Rank; i++)
            {
                mask = Ops.Unsqueeze(mask, mask.Rank);
            }

            Ops.CopyInto(view, Ops.Where(mask, Ops.As(Ops.View(Ops.AsDense(value), []), view.Type), view));
        }
        else
        {
            bool isMask = index.Type is ScalarType.Bool or ScalarType.Byte;
            Body target = isMask ? Flat(view, at, index) : view;
            Body places = isMask ? Places(index) : Wrapped(index, view.Shape[at]);
            long[] shape = [.. target.Shape[..at], places.Count, .. target.Shape[(at + 1)..]];
            long[] named = isMask ? shape : [.. target.Shape[..at], .. index.Shape, .. target.Shape[(at + 1)..]];
            Body values = Ops.Reshape(Ops.Expand(Ops.As(value, view.Type), named), shape);
            long[] column = Enumerable.Range(0, shape.Length).Select(i => i == at ? places.Count : 1).ToArray();
            Body written = Ops.Scatter(target, at, Ops.Expand(Ops.Reshape(places, column), shape), values);
            Ops.CopyInto(view, Ops.Reshape(written, view.Shape));
        }

        x.Memory.Version++;
    }

    private static Body Places(Body mask) => Ops.Squeeze(Ops.NonZero(Ops.View(Ops.AsDense(Ops.Detach(mask)), [-1])), 1);

    /// <summary>Indices from the end counted from the front, in one row.</summary>
    private static Body Wrapped(Body index, long size)
    {
        Body flat = Ops.Reshape(Ops.As(index, ScalarType.Int64), [-1]);
        return Ops.Where(Ops.Less(flat, Ops.Number(ScalarType.Int64, 0)), Ops.Add(flat, size), flat);
    }

    /// <summary>The dimensions that a mask covers made one.</summary>
    private static Body Flat(Body view, int at, Body mask)
    {
        if (!view.Shape.AsSpan(at..Math.Min(at + mask.Rank, view.Rank)).SequenceEqual(mask.Shape))
        {
            throw Shapes.Error($"The shape of the mask {Shapes.Text(mask.Shape)} at index {at} does not match the shape of the indexed tensor {Shapes.Text(view.Shape)} at index {at}");
        }

        return Ops.Reshape(view, [.. view.Shape[..at], mask.Count, .. view.Shape[(at + mask.Rank)..]]);
    }

    private static (Body View, int At, Body? Index) View(Body x, TensorIndex[] indices)
    {
        Body view = x;
        int d = 0;
        int at = 0;
        Body? tensor = null;
        int named = indices.Sum(index => index.kind is TensorIndex.Kind.Single or TensorIndex.Kind.Slice ? 1 : index.kind != TensorIndex.Kind.Tensor ? 0 : index.tensor!.dtype == ScalarType.Bool ? (int)index.tensor.ndim : 1);
        foreach (TensorIndex index in indices)
        {
            switch (index.kind)
            {
                case TensorIndex.Kind.Single:
                    view = Ops.Select(view, d, index.start!.Value);
                    break;
                case TensorIndex.Kind.Slice:
                    view = Ops.Slice(view, d, index.start ?? 0, index.stop ?? long.MaxValue, index.step ?? 1);
                    d++;
                    break;
                case TensorIndex.Kind.Ellipsis:
                    d += x.Rank - named;
                    break;
                case TensorIndex.Kind.None or TensorIndex.Kind.Null:
                    view = Ops.Unsqueeze(view, d);
                    d++;
                    break;
                case TensorIndex.Kind.Tensor when tensor is null:
                    (tensor, at) = (index.tensor!.Body, d);
                    d += tensor.Type is ScalarType.Bool or ScalarType.Byte ? tensor.Rank : 1;
                    break;
                default:
                    throw new NotSupportedException("The stand-in of TorchSharp takes one tensor in square brackets, and no bool.");
            }
        }

        return (ReferenceEquals(view, x) ? Ops.Alias(x) : view, at, tensor);
    }
}
