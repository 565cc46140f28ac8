using System.Numerics;

namespace TorchSharp.StandIn;

/// <summary>The product of float matrices.</summary>
internal static unsafe class Products
{
    /// <summary>[m, k] by [k, n] into [m, n]; the first factor by its two strides, the others dense.</summary>
    public static void Single(float* a, long rowStride, long columnStride, float* b, float* to, long m, long k, long n)
    {
        new System.Span<float>(to, checked((int)(m * n))).Clear();
        if (k > 4 * m && rowStride == 1)
        {
            // A long inner dimension, as in a weight's gradient: go along it once and keep the small result at hand.
            for (long p = 0; p < k; p++)
            {
                for (long i = 0; i < m; i++)
                {
                    AddScaled(to + (i * n), b + (p * n), a[(i * rowStride) + (p * columnStride)], n);
                }
            }

            return;
        }

        for (long i = 0; i < m; i++)
        {
            Row(a + (i * rowStride), columnStride, b, to + (i * n), k, n);
        }
    }

    /// <summary>One row of the result, a block of columns at a time held in registers.</summary>
    private static void Row(float* a, long stride, float* b, float* to, long k, long n)
    {
        long width = Vector<float>.Count;
        long j = 0;
        for (; j + (4 * width) <= n; j += 4 * width)
        {
            Vector<float> s0 = Vector<float>.Zero;
            Vector<float> s1 = s0;
            Vector<float> s2 = s0;
            Vector<float> s3 = s0;
            float* row = b + j;
            for (long p = 0; p < k; p++, row += n)
            {
                var factor = new Vector<float>(a[p * stride]);
                s0 += factor * Vector.Load(row);
                s1 += factor * Vector.Load(row + width);
                s2 += factor * Vector.Load(row + (2 * width));
                s3 += factor * Vector.Load(row + (3 * width));
            }

            Vector.Store(s0, to + j);
            Vector.Store(s1, to + j + width);
            Vector.Store(s2, to + j + (2 * width));
            Vector.Store(s3, to + j + (3 * width));
        }

        for (; j < n; j++)
        {
            float sum = 0;
            for (long p = 0; p < k; p++)
            {
                sum += a[p * stride] * b[(p * n) + j];
            }

            to[j] = sum;
        }
    }

    private static void AddScaled(float* to, float* from, float factor, long count)
    {
        long i = 0;
        var factors = new Vector<float>(factor);
        for (; i + Vector<float>.Count <= count; i += Vector<float>.Count)
        {
            Vector.Store(Vector.Load(to + i) + (factors * Vector.Load(from + i)), to + i);
        }

        for (; i < count; i++)
        {
            to[i] += factor * from[i];
        }
    }
}
