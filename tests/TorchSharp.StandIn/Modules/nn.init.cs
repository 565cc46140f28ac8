#nullable disable
using System;
using System.Linq;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>First values of parameters, written in place.</summary>
        public static partial class init
        {
            /// <summary>What the fan is counted by.</summary>
            public enum FanInOut
            {
                FanIn,
                FanOut,
            }

            /// <summary>What follows the layer.</summary>
            public enum NonlinearityType
            {
                Linear,
                Conv1D,
                Conv2D,
                Conv3D,
                ConvTranspose1D,
                ConvTranspose2D,
                ConvTranspose3D,
                Sigmoid,
                Tanh,
                ReLU,
                LeakyReLU,
            }

            public static Tensor zeros_(Tensor tensor) => constant_(tensor, 0);

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor constant_(Tensor tensor, Scalar val)
            {
                using IDisposable mode = no_grad();
                return tensor.fill_(val);
            }

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator generator = null)
            {
                using IDisposable mode = no_grad();
                return tensor.uniform_(low, high, generator);
            }

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator generator = null)
            {
                using IDisposable mode = no_grad();
                return tensor.normal_(mean, std, generator);
            }

            public static Tensor kaiming_uniform_(Tensor tensor, double a = 0, FanInOut mode = FanInOut.FanIn, NonlinearityType nonlinearity = NonlinearityType.LeakyReLU)
            {
                double fan = tensor.shape[mode == FanInOut.FanIn ? 1 : 0];
                double bound = Math.Sqrt(3) * calculate_gain(nonlinearity, a) / Math.Sqrt(fan);
                return uniform_(tensor, -bound, bound);
            }

            public static Tensor xavier_uniform_(Tensor tensor, double gain = 1.0)
            {
                double bound = gain * Math.Sqrt(6.0 / (tensor.shape[0] + tensor.shape[1]));
                return uniform_(tensor, -bound, bound);
            }

            public static double calculate_gain(NonlinearityType nonlinearity, double param = 0.0) => nonlinearity switch
            {
                NonlinearityType.Tanh => 5.0 / 3.0,
                NonlinearityType.ReLU => Math.Sqrt(2),
                NonlinearityType.LeakyReLU => Math.Sqrt(2.0 / (1 + (param * param))),
                _ => 1,
            };

            /// <summary>Rows (or columns, where there are fewer) of length gain, each at a right angle to the others.</summary>
            public static Tensor orthogonal_(Tensor tensor, double gain = 1.0)
            {
                if (tensor.ndim < 2)
                {
                    throw Shapes.Error("Only tensors with 2 or more dimensions are supported");
                }

                long rows = tensor.shape[0];
                long columns = tensor.numel() / Math.Max(rows, 1);
                bool wide = rows < columns;
                double[][] vectors = Orthonormal((int)Math.Min(rows, columns), (int)Math.Max(rows, columns));
                var values = new double[rows, columns];
                for (int i = 0; i < rows; i++)
                {
                    for (int j = 0; j < columns; j++)
                    {
                        values[i, j] = gain * (wide ? vectors[i][j] : vectors[j][i]);
                    }
                }

                using IDisposable mode = no_grad();
                using DisposeScope scope = NewDisposeScope();
                tensor.copy_(torch.tensor(values).reshape(tensor.shape));
                return tensor;
            }

            /// <summary>Random directions, each freed from those before it, twice, as once loses digits.</summary>
            private static double[][] Orthonormal(int count, int length)
            {
                var vectors = new double[count][];
                for (int i = 0; i < count; i++)
                {
                    double[] v = Enumerable.Range(0, length).Select(_ => RandomState.Default.Normal()).ToArray();
                    for (int pass = 0; pass < 2; pass++)
                    {
                        for (int k = 0; k < i; k++)
                        {
                            double along = v.Zip(vectors[k], (x, y) => x * y).Sum();
                            v = v.Zip(vectors[k], (x, y) => x - (along * y)).ToArray();
                        }
                    }

                    double size = Math.Sqrt(v.Sum(x => x * x));
                    vectors[i] = v.Select(x => x / size).ToArray();
                }

                return vectors;
            }
        }
    }
}
