using System;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>x by the transposed weights, plus a bias.</summary>
        public sealed class Linear : nn.Module<Tensor, Tensor>
        {
            [ComponentName(Name = nameof(bias))]
            private Parameter? _bias;

            [ComponentName(Name = nameof(weight))]
            private Parameter? _weight;

            internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
                : base(nameof(Linear))
            {
                (in_features, out_features) = (inputSize, outputSize);
                weight = torch.empty(outputSize, inputSize, device: device, dtype: dtype).AsParameter();
                nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
                if (hasBias)
                {
                    bias = torch.empty(outputSize, device: device, dtype: dtype).AsParameter();
                    double bound = inputSize > 0 ? 1 / Math.Sqrt(inputSize) : 0;
                    nn.init.uniform_(bias, -bound, bound);
                }
            }

            public long in_features { get; set; }

            public long out_features { get; set; }

            public Parameter? bias
            {
                get => _bias;
                set
                {
                    _bias?.Dispose();
                    _bias = value?.DetachFromDisposeScope() as Parameter;
                    ConditionallyRegisterParameter(nameof(bias), _bias);
                }
            }

            public Parameter weight
            {
                get => _weight!;
                set
                {
                    if (value.Handle == _weight?.Handle)
                    {
                        return;
                    }

                    _weight?.Dispose();
                    _weight = (Parameter)value.DetachFromDisposeScope();
                    ConditionallyRegisterParameter(nameof(weight), _weight);
                }
            }

            public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                {
                    _weight?.Dispose();
                    _bias?.Dispose();
                }

                base.Dispose(disposing);
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) => new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}
