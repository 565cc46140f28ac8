using System;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => new(Ops.Sum(Body, [], false, type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => new(Ops.Sum(Body, dim, keepdim, type));

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => new(Ops.Sum(Body, dim, keepdim, type));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => new(Ops.Sum(Body, [dim], keepdim, type));

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) => new(Ops.Sum(Body, [dim0, dim1], keepdim, type));

        public Tensor mean() => new(Ops.Mean(Body, [], false, null));

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => new(Ops.Mean(Body, dimensions, keepdim, type));

        public Tensor prod(ScalarType? type = null) => new(Ops.Product(Body, [], false, type));

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => new(Ops.Product(Body, [dim], keepdim, type));

        public Tensor std(bool unbiased = true) => new(Ops.Deviation(Body, [], unbiased, false));

        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => new(Ops.Deviation(Of(type), dimensions, unbiased, keepdim));

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => new(Ops.Deviation(Of(type), [dim], unbiased, keepdim));

        public Tensor var(bool unbiased = true) => new(Ops.Variance(Body, [], unbiased, false));

        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => new(Ops.Variance(Of(type), dimensions, unbiased, keepdim));

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => new(Ops.Variance(Of(type), [dim], unbiased, keepdim));

        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Ops.Extreme(Body, dims, keepdim, most: true));

        public Tensor amax(params long[] dims) => amax(dims, false, null);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Ops.Extreme(Body, dims, keepdim, most: true));

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Ops.Extreme(Body, dims, keepdim, most: false));

        public Tensor amin(params long[] dims) => amin(dims, false, null);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => Into(@out, Ops.Extreme(Body, dims, keepdim, most: false));

        public Tensor max() => new(Ops.Extreme(Body, [], false, most: true));

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Pair(Ops.ExtremeAt(Body, dim, keepdim, most: true));

        public Tensor min() => new(Ops.Extreme(Body, [], false, most: false));

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Pair(Ops.ExtremeAt(Body, dim, keepdim, most: false));

        public Tensor argmax() => new(Ops.IndexOfExtreme(Body, null, false, most: true));

        public Tensor argmax(long dim, bool keepdim = false) => new(Ops.IndexOfExtreme(Body, dim, keepdim, most: true));

        public Tensor argmin() => new(Ops.IndexOfExtreme(Body, null, false, most: false));

        public Tensor argmin(long dim, bool keepdim = false) => new(Ops.IndexOfExtreme(Body, dim, keepdim, most: false));

        public Tensor any() => new(Ops.Any(Body, [], false));

        public Tensor any(long dim, bool keepdim = false) => new(Ops.Any(Body, [dim], keepdim));

        public Tensor all() => new(Ops.All(Body, [], false));

        public Tensor all(long dim, bool keepdim = false) => new(Ops.All(Body, [dim], keepdim));

        public Tensor cumsum(long dim, ScalarType? type = null) => new(Ops.CumulativeSum(Body, dim, type));

        public Tensor logsumexp(long dim, bool keepdim = false) => new(Ops.LogSumExp(Body, dim, keepdim));

        public Tensor softmax(long dim, ScalarType? dtype = null) => new(Ops.Softmax(Of(dtype), dim));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => new(Ops.LogSoftmax(Of(dtype), dim));

        public Tensor norm(float p = 2.0f) => new(Ops.Norm(Body, [], false, p));

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => new(Ops.Norm(Body, [dim], keepdim, p));

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            Body difference = Ops.Abs(Ops.Sub(Ops.Detach(Body), target.Body));
            Body close = Ops.Or(Ops.Equal(Body, target.Body), Ops.LessEqual(difference, Ops.Add(Ops.Mul(Ops.Abs(target.Body), rtol), atol)));
            close = equal_nan ? Ops.Or(close, Ops.And(Ops.IsNaN(Body), Ops.IsNaN(target.Body))) : close;
            return Ops.Truth(Ops.All(close, [], false));
        }

        /// <summary>Whether all elements are equal; a shape that differs makes it false.</summary>
        public bool Equals(Tensor target) => target is not null && Body.Shape.AsSpan().SequenceEqual(target.Body.Shape) && Ops.Truth(Ops.All(Ops.Equal(Body, target.Body), [], false));

        private Body Of(ScalarType? type) => type is { } wanted ? Ops.To(Body, wanted) : Body;

        private static (Tensor Values, Tensor Indices) Pair((Body Values, Body Indices) bodies) => (new(bodies.Values), new(bodies.Indices));

        private static Tensor Into(Tensor? target, Body value) => target is null ? new(value) : target.InPlace(_ => value);
    }

    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    public static Tensor sum(Tensor input, ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    public static Tensor mean(Tensor input) => input.mean();

    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);

    public static Tensor prod(Tensor input, ScalarType? type = null) => input.prod(type);

    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);

    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    public static Tensor std(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.std(dimensions, unbiased, keepdim, type);

    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    public static Tensor var(Tensor input, long dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => input.var(dimensions, unbiased, keepdim, type);

    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    public static Tensor amax(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amax(dims, keepdim, @out);

    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    public static Tensor amin(Tensor input, ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) => input.amin(dims, keepdim, @out);

    public static Tensor max(Tensor input) => input.max();

    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    public static Tensor min(Tensor input) => input.min();

    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    public static Tensor argmax(Tensor input) => input.argmax();

    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    public static Tensor argmin(Tensor input) => input.argmin();

    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    public static Tensor any(Tensor input) => input.any();

    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);

    public static Tensor all(Tensor input) => input.all();

    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);

    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

    public static Tensor norm(Tensor input, float p = 2.0f) => input.norm(p);

    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) => tensor.allclose(target, rtol, atol, equal_nan);

    /// <summary>The functions that are named apart from the rest.</summary>
    public static class special
    {
        public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);

        public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);
    }
}
