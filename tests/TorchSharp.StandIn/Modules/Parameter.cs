#nullable disable
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>A tensor that a module learns. It takes over the data's handle, which is then empty.</summary>
        public class Parameter : Tensor
        {
            public Parameter(Tensor data, bool requires_grad = true)
                : base(data.with_requires_grad(requires_grad)) => DisposeScope.Replace(data, this);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
