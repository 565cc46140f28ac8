using System;

namespace TorchSharp.StandIn;

/// <summary>One run of equally spaced elements: an address and a stride in bytes per operand.</summary>
internal unsafe delegate void Run(byte** data, long* strides, long count);

/// <summary>Walks over all elements of broadcast operands in row-major order, in runs that are as long as their strides allow.</summary>
internal static unsafe class Walk
{
    private const int MaxOperands = 4;

    public static void Over(ReadOnlySpan<long> shape, ReadOnlySpan<Body> operands, Run run)
    {
        if (operands.Length > MaxOperands)
        {
            throw new ArgumentException("Too many operands.", nameof(operands));
        }

        byte** data = stackalloc byte*[MaxOperands];
        long* inner = stackalloc long[MaxOperands];
        if (Shapes.Count(shape) == 0)
        {
            return;
        }

        // Dimensions of size 1 say nothing, and two that lie without a gap in every operand are one.
        var sizes = new long[shape.Length];
        var strides = new long[operands.Length][];
        for (int k = 0; k < operands.Length; k++)
        {
            strides[k] = Shapes.Expand(operands[k], shape);
            data[k] = operands[k].Data;
        }

        int rank = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] == 1)
            {
                continue;
            }

            bool joins = rank > 0;
            for (int k = 0; k < operands.Length && joins; k++)
            {
                joins = strides[k][rank - 1] == strides[k][i] * shape[i];
            }

            if (!joins)
            {
                rank++;
                sizes[rank - 1] = 1;
            }

            sizes[rank - 1] *= shape[i];
            for (int k = 0; k < operands.Length; k++)
            {
                strides[k][rank - 1] = strides[k][i];
            }
        }

        long count = 1;
        if (rank > 0)
        {
            count = sizes[rank - 1];
            for (int k = 0; k < operands.Length; k++)
            {
                inner[k] = strides[k][rank - 1] * operands[k].ElementSize;
            }
        }
        else
        {
            for (int k = 0; k < operands.Length; k++)
            {
                inner[k] = operands[k].ElementSize;
            }
        }

        if (rank <= 1)
        {
            run(data, inner, count);
            KeepAlive(operands);
            return;
        }

        var index = new long[rank - 1];
        byte** at = stackalloc byte*[MaxOperands];
        while (true)
        {
            for (int k = 0; k < operands.Length; k++)
            {
                at[k] = data[k];
            }

            run(at, inner, count);
            int d = rank - 2;
            for (; d >= 0; d--)
            {
                index[d]++;
                for (int k = 0; k < operands.Length; k++)
                {
                    data[k] += strides[k][d] * operands[k].ElementSize;
                }

                if (index[d] < sizes[d])
                {
                    break;
                }

                for (int k = 0; k < operands.Length; k++)
                {
                    data[k] -= strides[k][d] * operands[k].ElementSize * sizes[d];
                }

                index[d] = 0;
            }

            if (d < 0)
            {
                KeepAlive(operands);
                return;
            }
        }
    }

    /// <summary>Their memory goes with them: nothing may free it while addresses are in use.</summary>
    private static void KeepAlive(ReadOnlySpan<Body> operands)
    {
        foreach (Body operand in operands)
        {
            GC.KeepAlive(operand);
        }
    }
}
