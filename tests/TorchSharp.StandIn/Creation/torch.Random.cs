using System;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        InitializeDevice(device!);
        if (low >= high)
        {
            throw Shapes.Error($"random_ expects 'from' to be less than 'to', but got from={low} >= to={high}");
        }

        RandomState random = generator?.State ?? RandomState.Default;
        return new Tensor(Ops.As(Drawn(ScalarType.Int64, size, () => random.Integer(low, high)), dtype ?? ScalarType.Int64)).requires_grad_(requires_grad);
    }

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null)
    {
        InitializeDevice(device!);
        RandomState random = generator?.State ?? RandomState.Default;
        var order = new long[n];
        for (long i = 0; i < n; i++)
        {
            order[i] = i;
        }

        for (long i = n - 1; i > 0; i--)
        {
            long other = random.Integer(0, i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return Over(order, [n], ScalarType.Int64, dtype, requires_grad);
    }

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) =>
        randn(size, dtype, device, false, generator, names).mul_(std).add_(mean).requires_grad_(requires_grad);

    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.rand_like(dtype, device, requires_grad);

    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => input.randn_like(dtype, device, requires_grad);

    private static Tensor Sampled(ReadOnlySpan<long> size, bool normal, ScalarType? dtype, Device? device, bool needsGradient, Generator? generator)
    {
        InitializeDevice(device!);
        RandomState random = generator?.State ?? RandomState.Default;
        ScalarType type = dtype ?? get_default_dtype();
        if (!StandIn.Types.IsFloat(type))
        {
            throw Shapes.Error($"\"{(normal ? "normal_kernel_cpu" : "check_uniform_bounds")}\" not implemented for '{type}'");
        }

        return new Tensor(Ops.As(Drawn(ScalarType.Float64, size, normal ? random.Normal : random.Uniform), type)).requires_grad_(needsGradient);
    }

    private static unsafe Body Drawn(ScalarType type, ReadOnlySpan<long> size, Func<double> draw)
    {
        Body body = Body.Empty(ScalarType.Float64, size.ToArray());
        for (long i = 0; i < body.Count; i++)
        {
            ((double*)body.Data)[i] = draw();
        }

        return Ops.As(body, type);
    }

    public partial class Tensor
    {
        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => rand(shape, dtype ?? this.dtype, device, requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => randn(shape, dtype ?? this.dtype, device, requires_grad);

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Redrawn(random => mean + (std * random.Normal()), generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) => Redrawn(random => from + ((to - from) * random.Uniform()), generator);

        private Tensor Redrawn(Func<RandomState, double> draw, Generator? generator)
        {
            RandomState random = generator?.State ?? RandomState.Default;
            return InPlace(self => Drawn(Body.Type, Body.Shape, () => draw(random)));
        }
    }
}
