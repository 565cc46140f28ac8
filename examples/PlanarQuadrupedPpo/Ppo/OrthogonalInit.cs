using System;
using Examples.Shared;

namespace PlanarQuadrupedPpo.Ppo;

/// <summary>
/// Orthogonal weights (Saxe et al. 2014), by Gram and Schmidt from normal draws of a seed: the same on every device. What torch.nn.init.orthogonal_ does with the
/// generator of the device.
/// </summary>
internal static class OrthogonalInit
{
    /// <summary>Row-major weights whose rows, or columns where there are fewer, are orthogonal and of length <paramref name="gain"/>.</summary>
    public static float[] Weights(int rows, int columns, float gain, ulong key)
    {
        // Vectors of the longer side, as many as the shorter one.
        int count = Math.Min(rows, columns);
        int length = Math.Max(rows, columns);
        double[][] vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[] vector = new double[length];
            for (int k = 0; k < length; k++)
            {
                vector[k] = CounterRandom.Normal(key, (i * length) + k);
            }

            // Twice is enough.
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    double along = Dot(vector, vectors[j]);
                    for (int k = 0; k < length; k++)
                    {
                        vector[k] -= along * vectors[j][k];
                    }
                }
            }

            double norm = Math.Sqrt(Dot(vector, vector));
            vectors[i] = Array.ConvertAll(vector, value => value / norm);
        }

        float[] weights = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                weights[(row * columns) + column] = gain * (float)(rows <= columns ? vectors[row][column] : vectors[column][row]);
            }
        }

        return weights;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
