using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => index(TensorIndex.Single(i1));
            set => index_put_(value, TensorIndex.Single(i1));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3));
            set => index_put_(value, TensorIndex.Single(i1), TensorIndex.Single(i2), TensorIndex.Single(i3));
        }

        public Tensor index(params TensorIndex[] indices) => new(Picked.Read(Body, indices));

        public Tensor index(params Tensor[] indices) => new(Picked.Read(Body, indices.Select(TensorIndex.Tensor).ToArray()));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Picked.Write(Body, value.Body, indices);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices.Select(TensorIndex.Tensor).ToArray());

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Picked.Write(Body, Ops.Number(Body.Type, value), indices);
            return this;
        }

        public Tensor index_select(long dim, Tensor index) => new(Ops.IndexSelect(Body, dim, index.Body));

        public Tensor gather(long dim, Tensor index) => new(Ops.Gather(Body, dim, index.Body));

        public Tensor scatter(long dim, Tensor index, Tensor src) => new(Ops.Scatter(Body, dim, index.Body, src.Body));

        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace(self => Ops.Scatter(self, dim, index.Body, src.Body));

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => new(Ops.ScatterAdd(Body, dim, index.Body, src.Body));

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace(self => Ops.ScatterAdd(self, dim, index.Body, src.Body));

        public Tensor masked_fill(Tensor mask, Scalar value) => new(Ops.Where(mask.Body, Ops.Number(Body.Type, value), Body));

        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(self => Ops.Where(mask.Body, Ops.Number(Body.Type, value), self));

        public Tensor masked_select(Tensor mask) => new(Ops.MaskedSelect(Body, mask.Body));

        public Tensor nonzero() => new(Ops.NonZero(Body));

        public Tensor repeat(params long[] sizes) => new(Ops.Repeat(Body, sizes));

        public Tensor flip(params long[] dims) => new(Ops.Flip(Body, dims));

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            Graph.Replace(Body, Ops.Expand(Ops.To(source.Body, Body.Type), Body.Shape));
            return this;
        }

        public Tensor fill_(Scalar value) => InPlace(self => Ops.Full(Body.Type, Body.Shape, value));

        public Tensor zero_()
        {
            fill_(0);

            // As there, a handle of its own.
            return alias();
        }
    }

    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    public static Tensor gather(Tensor input, long dim, Tensor index) => input.gather(dim, index);

    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    public static Tensor nonzero(Tensor input) => input.nonzero();

    public static Tensor flip(Tensor input, params long[] dims) => input.flip(dims);

    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => new(Ops.Cat(tensors.Select(tensor => tensor.Body).ToArray(), dim));

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat((IList<Tensor>)tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => new(Ops.Stack(tensors.Select(tensor => tensor.Body).ToArray(), dim));
}
