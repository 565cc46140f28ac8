using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor T => new(Body.Rank < 2 ? Ops.Alias(Body) : Ops.Permute(Body, Enumerable.Range(0, Body.Rank).Select(i => (long)i).Reverse().ToArray()));

        public Tensor mT => transpose(-2, -1);

        /// <summary>Another handle on the same tensor.</summary>
        public Tensor alias() => new(Body);

        public Tensor t() => Body.Rank <= 2 ? new(Body.Rank < 2 ? Ops.Alias(Body) : Ops.Transpose(Body, 0, 1)) : throw Shapes.Error($"t() expects a tensor with <= 2 dimensions, but self is {Body.Rank}D");

        public Tensor transpose(long dim0, long dim1) => new(Ops.Transpose(Body, dim0, dim1));

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor permute(params long[] permutation) => new(Ops.Permute(Body, permutation));

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor unsqueeze(long dim) => new(Ops.Unsqueeze(Body, dim));

        public Tensor squeeze(long? dim = null) => new(Ops.Squeeze(Body, dim));

        public Tensor view(params long[] shape) => new(Ops.View(Body, shape));

        public Tensor reshape(params long[] shape) => new(Ops.Reshape(Body, shape));

        public Tensor flatten(long start_dim = 0, long end_dim = -1)
        {
            if (Body.Rank == 0)
            {
                return reshape(1);
            }

            (int first, int last) = (Shapes.Dimension(start_dim, Body.Rank), Shapes.Dimension(end_dim, Body.Rank));
            return reshape([.. Body.Shape[..first], Shapes.Count(Body.Shape.AsSpan(first..(last + 1))), .. Body.Shape[(last + 1)..]]);
        }

        public Tensor ravel() => reshape(-1);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => new(Ops.Expand(Body, sizes));

        public Tensor expand(long[] sizes, bool isImplicit = false) => new(Ops.Expand(Body, sizes));

        public Tensor expand(params long[] sizes) => new(Ops.Expand(Body, sizes));

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor select(long dim, long index) => new(Ops.Select(Body, dim, index));

        public Tensor slice(long dim, long start, long finish, long step) => step >= 1 ? new(Ops.Slice(Body, dim, start, finish, step)) : throw new ArgumentException($"step is {step}, but it should always be positive.");

        public Tensor narrow(long dim, long start, long length) => new(Ops.Narrow(Body, dim, start, length));

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) => new(Ops.AsStrided(Body, size, strides, storageOffset));

        public Tensor contiguous() => new(Ops.Contiguous(Body));

        public Tensor clone() => new(Ops.Clone(Body));

        public Tensor detach() => new(Ops.Detach(Body));

        public Tensor detach_()
        {
            Body.Maker = null;
            Body.LeafNeedsGradient = false;
            return this;
        }

        public Tensor[] unbind(long dimension = 0L) => Enumerable.Range(0, (int)Body.Shape[Shapes.Dimension(dimension, Body.Rank)]).Select(i => select(dimension, i)).ToArray();

        public Tensor[] split(long size, int dim = 0)
        {
            long length = this.size(dim);
            return split(Enumerable.Range(0, (int)((length + size - 1) / size)).Select(i => Math.Min(size, length - (i * size))).ToArray(), (long)dim);
        }

        public Tensor[] split(long[] sizes, long dim = 0)
        {
            if (sizes.Sum() != Body.Shape[Shapes.Dimension(dim, Body.Rank)])
            {
                throw Shapes.Error($"split_with_sizes expects split_sizes to sum exactly to {Body.Shape[Shapes.Dimension(dim, Body.Rank)]} (input tensor's size at dimension {dim}), but got split_sizes={Shapes.Text(sizes)}");
            }

            long at = 0;
            var parts = new List<Tensor>();
            foreach (long length in sizes)
            {
                parts.Add(narrow(dim, at, length));
                at += length;
            }

            return [.. parts];
        }

        public Tensor[] chunk(long chunks, long dim = 0L)
        {
            long length = Body.Shape[Shapes.Dimension(dim, Body.Rank)];
            return split((length + chunks - 1) / chunks, (int)dim);
        }
    }

    public static Tensor t(Tensor input) => input.t();

    public static Tensor transpose(Tensor input, long dim0, long dim1) => input.transpose(dim0, dim1);

    public static Tensor permute(Tensor input, params long[] permutation) => input.permute(permutation);

    public static Tensor unsqueeze(Tensor input, long dim) => input.unsqueeze(dim);

    public static Tensor squeeze(Tensor input, long? dim = null) => input.squeeze(dim);

    public static Tensor reshape(Tensor input, params long[] shape) => input.reshape(shape);

    public static Tensor flatten(Tensor input, long start_dim = 0, long end_dim = -1) => input.flatten(start_dim, end_dim);

    public static Tensor broadcast_to(Tensor input, params long[] shape) => input.broadcast_to(shape);

    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    public static Tensor clone(Tensor input) => input.clone();

    public static Tensor[] unbind(Tensor input, long dim = 0L) => input.unbind(dim);

    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);
}
