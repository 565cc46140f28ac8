using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        InitializeDevice(device!);
        bool whole = !(start.IsReal || stop.IsReal || step.IsReal);
        ScalarType type = dtype ?? (whole ? ScalarType.Int64 : get_default_dtype());
        if (step.Real == 0 || (stop.Real - start.Real) / step.Real < 0)
        {
            throw Shapes.Error(step.Real == 0 ? "step must be nonzero" : "upper bound and lower bound inconsistent with step sign");
        }

        long count = (long)Math.Ceiling((stop.Real - start.Real) / step.Real);
        return whole
            ? Series(Enumerable.Range(0, (int)count).Select(i => (double)(start.Integer + (i * step.Integer))).ToArray(), type, requires_grad)
            : Series(Enumerable.Range(0, (int)count).Select(i => start.Real + (i * step.Real)).ToArray(), type, requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        InitializeDevice(device!);
        double step = steps > 1 ? (end - start) / (steps - 1) : 0;
        return Series(
            Enumerable.Range(0, (int)steps).Select(i => i < steps / 2 ? start + (i * step) : end - ((steps - 1 - i) * step)).ToArray(),
            dtype ?? get_default_dtype(),
            requires_grad);
    }

    public static Tensor eye(long rows, long columns = -1L, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        InitializeDevice(device!);
        long width = columns == -1 ? rows : columns;
        Body result = Ops.Full(dtype ?? get_default_dtype(), [rows, width], 0);
        Ops.Fill(result.Window([Math.Min(rows, width)], [width + 1], 0), 1);
        return new Tensor(result).requires_grad_(requires_grad);
    }

    /// <summary>Over the array's own memory, as in TorchSharp, except where the type differs.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        InitializeDevice(device!);
        return Over(rawArray, Lengths(rawArray), ToScalarType(rawArray.GetType().GetElementType()!), dtype, requires_grad);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device, false);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.to(dtype ?? data.dtype, device ?? data.device).requires_grad_(data.requires_grad);

    /// <summary>Over the array's own memory: what either writes, the other shows.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
        {
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        }

        long length = count < 0 ? rawArray.LongLength - offset : count;
        if (length > rawArray.LongLength - offset)
        {
            throw new IndexOutOfRangeException($"element count is too large: {length}");
        }

        var body = new Body(new Memory(rawArray), ToScalarType(rawArray.GetType().GetElementType()!), [length], [1], offset);
        return new Tensor(Ops.To(body, dtype)).requires_grad_(requires_grad);
    }

    private static long[] Lengths(Array array) => Enumerable.Range(0, array.Rank).Select(array.GetLongLength).ToArray();

    private static Tensor Series(double[] values, ScalarType type, bool needsGradient) =>
        new Tensor(Ops.Dense(new Body(new Memory(values), ScalarType.Float64, [values.Length], [1]), type)).requires_grad_(needsGradient);

    private static Tensor Copied(Array values, ReadOnlySpan<long> dimensions, ScalarType from, ScalarType? dtype, Device? device, bool needsGradient)
    {
        InitializeDevice(device!);
        return Over((Array)values.Clone(), dimensions, from, dtype, needsGradient);
    }

    private static Tensor Over(Array values, ReadOnlySpan<long> dimensions, ScalarType from, ScalarType? dtype, bool needsGradient)
    {
        long count = Shapes.Count(dimensions);
        if (count > values.LongLength)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {values.LongLength}");
        }

        long[] shape = dimensions.ToArray();
        var body = new Body(new Memory(values), from, shape, Shapes.Dense(shape));
        return new Tensor(Ops.As(body, dtype ?? from)).requires_grad_(needsGradient);
    }

    private static ScalarType Kind(Scalar value) => value.IsReal ? get_default_dtype() : ScalarType.Int64;

    private static Tensor Filled(ReadOnlySpan<long> size, Scalar? value, ScalarType? dtype, Device? device, bool needsGradient)
    {
        InitializeDevice(device!);
        foreach (long length in size)
        {
            if (length < 0)
            {
                throw Shapes.Error($"Trying to create tensor with negative dimension {length}: {Shapes.Text(size)}");
            }
        }

        ScalarType type = dtype ?? get_default_dtype();
        Body body = Body.Empty(type, size.ToArray());

        // What nobody filled is no number, so that a test that reads it fails.
        Ops.Fill(body, value ?? (StandIn.Types.IsFloat(type) ? double.NaN : 0));
        return new Tensor(body).requires_grad_(needsGradient);
    }

    public partial class Tensor
    {
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled(shape, 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled(shape, 1, dtype ?? this.dtype, device, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled(shape, null, dtype ?? this.dtype, device, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled(shape, value, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled(size, 0, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled([size], 1, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled(size, null, dtype ?? this.dtype, device, requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Filled(size, value, dtype ?? this.dtype, device, requires_grad);
    }
}
