using System;
using System.Linq;
using System.Numerics;
using static TorchSharp.torch;

namespace TorchSharp.StandIn;

/// <summary>Matrix products: plain loops, the inner one over a row of the second factor.</summary>
internal static unsafe partial class Ops
{
    /// <summary>[m, k] by [k, n]. The first may lie anyhow; the second and the result lie dense.</summary>
    private static void Multiply(Body a, Body b, Body result)
    {
        (long m, long k, long n) = (a.Shape[0], a.Shape[1], b.Shape[1]);
        if (a.Type == ScalarType.Float32)
        {
            Products.Single((float*)a.Data, a.Strides[0], a.Strides[1], (float*)b.Data, (float*)result.Data, m, k, n);
        }
        else if (a.Type == ScalarType.Float64)
        {
            Plain<double>((double*)a.Data, a.Strides, (double*)b.Data, (double*)result.Data, m, k, n);
        }
        else if (a.Type == ScalarType.Int64)
        {
            Plain<long>((long*)a.Data, a.Strides, (long*)b.Data, (long*)result.Data, m, k, n);
        }
        else
        {
            throw Types.Unsupported(a.Type);
        }

        GC.KeepAlive(a);
        GC.KeepAlive(b);
    }

    private static void Plain<T>(T* a, long[] strides, T* b, T* to, long m, long k, long n)
        where T : unmanaged, INumber<T>
    {
        for (long i = 0; i < m; i++)
        {
            for (long j = 0; j < n; j++)
            {
                T sum = T.Zero;
                for (long p = 0; p < k; p++)
                {
                    sum += a[(i * strides[0]) + (p * strides[1])] * b[(p * n) + j];
                }

                to[(i * n) + j] = sum;
            }
        }
    }

    public static Body MatrixProduct(Body a, Body b)
    {
        if (a.Rank != 2 || b.Rank != 2)
        {
            throw Shapes.Error($"self must be a matrix, got {a.Rank}-D and {b.Rank}-D tensors");
        }

        if (a.Shape[1] != b.Shape[0])
        {
            throw Shapes.Error($"mat1 and mat2 shapes cannot be multiplied ({a.Shape[0]}x{a.Shape[1]} and {b.Shape[0]}x{b.Shape[1]})");
        }

        if (a.Type != b.Type)
        {
            throw Shapes.Error($"expected m1 and m2 to have the same dtype, but got: {a.Type} != {b.Type}");
        }

        Body result = Body.Empty(a.Type, a.Shape[0], b.Shape[1]);
        Multiply(a, AsDense(b), result);
        return Graph.Record(result, "MmBackward0", [a, b], [b.NeedsGradient ? a : null, a.NeedsGradient ? b : null], (node, g) =>
            [
                node.Needs(0) ? MatrixProduct(g[0]!, Transpose(node.Recall(1), 0, 1)) : null,
                node.Needs(1) ? MatrixProduct(Transpose(node.Recall(0), 0, 1), g[0]!) : null,
            ]);
    }

    /// <summary>The product of stacks of matrices, one by one.</summary>
    public static Body BatchProduct(Body a, Body b)
    {
        if (a.Rank != 3 || b.Rank != 3 || a.Shape[0] != b.Shape[0])
        {
            throw Shapes.Error("batch1 and batch2 must be 3D tensors with as many matrices each");
        }

        return Stack(Enumerable.Range(0, (int)a.Shape[0]).Select(i => MatrixProduct(Select(a, 0, i), Select(b, 0, i))).ToArray(), 0);
    }

    /// <summary>torch's matmul: vectors, matrices, and stacks of matrices that broadcast.</summary>
    public static Body MatMul(Body a, Body b)
    {
        if (a.Rank == 0 || b.Rank == 0)
        {
            throw Shapes.Error("both arguments to matmul need to be at least 1D");
        }

        if (a.Rank == 1 && b.Rank == 1)
        {
            return Dot(a, b);
        }

        if (a.Rank == 1)
        {
            return Squeeze(MatMul(Unsqueeze(a, 0), b), -2);
        }

        if (b.Rank == 1)
        {
            return Squeeze(MatMul(a, Unsqueeze(b, 1)), -1);
        }

        if (a.Rank == 2 && b.Rank == 2)
        {
            return MatrixProduct(a, b);
        }

        if (b.Rank == 2)
        {
            return Reshape(MatrixProduct(Reshape(a, [-1, a.Shape[^1]]), b), [.. a.Shape[..^1], b.Shape[1]]);
        }

        long[] batch = Shapes.Broadcast(a.Shape[..^2], b.Shape[..^2]);
        Body left = Reshape(Expand(a, [.. batch, .. a.Shape[^2..]]), [-1, .. a.Shape[^2..]]);
        Body right = Reshape(Expand(b, [.. batch, .. b.Shape[^2..]]), [-1, .. b.Shape[^2..]]);
        return Reshape(BatchProduct(left, right), [.. batch, a.Shape[^2], b.Shape[^1]]);
    }

    public static Body Dot(Body a, Body b)
    {
        if (a.Rank != 1 || b.Rank != 1 || a.Count != b.Count)
        {
            throw Shapes.Error($"inconsistent tensor size, expected tensor {Shapes.Text(a.Shape)} and src {Shapes.Text(b.Shape)} to have the same number of elements");
        }

        return Sum(Mul(a, b), [], false, null);
    }

    public static Body AddProduct(Body x, Body a, Body b, double beta, double alpha)
    {
        Body product = MatrixProduct(a, b);
        product = alpha == 1 ? product : Mul(product, alpha);
        return beta == 0 ? product : Add(beta == 1 ? x : Mul(x, beta), product);
    }

    /// <summary>x by the transposed weights, which are kept as [out, in].</summary>
    public static Body Linear(Body x, Body weight, Body? bias)
    {
        Body product = MatMul(x, Transpose(weight, 0, 1));
        return bias is null ? product : Add(product, bias);
    }
}
