namespace RewardDsl.Generated
{
    using global::System;
    using global::System.Collections.Generic;
    using torch = global::TorchSharp.torch;
    using Tensor = global::TorchSharp.torch.Tensor;

    /// <summary>
    /// Gives a total that a kernel computed the gradients that another kernel computed: as each total depends on its own environment alone, a backward pass is
    /// one product for each signal.
    /// </summary>
    [global::System.CodeDom.Compiler.GeneratedCode("RewardDsl", "0.1")]
    internal sealed class RewardTorchGradient : torch.autograd.SingleTensorFunction<RewardTorchGradient>
    {
        private const string Count = "RewardDsl.Count";

        private static Exception? s_failure;

        [ThreadStatic]
        private static List<Tensor>? s_returned;

        /// <inheritdoc/>
        public override string Name => nameof(RewardTorchGradient);

        /// <summary>The total with its gradients.</summary>
        /// <param name="total">The total, <c>[B]</c>.</param>
        /// <param name="inputs">The signals that gradients are asked of.</param>
        /// <param name="gradients">For each the derivative of the total, in its shape.</param>
        public static Tensor Of(Tensor total, List<Tensor> inputs, List<Tensor> gradients)
        {
            // Only tensors that are arguments themselves become part of the graph: the total and its gradients must not.
            object[] arguments = new object[inputs.Count + 1];
            arguments[0] = new Known(total, gradients);
            for (int i = 0; i < inputs.Count; i++)
            {
                arguments[i + 1] = inputs[i];
            }

            return apply(arguments);
        }

        /// <summary>Throws what a backward pass could not: an exception must not leave it through native frames.</summary>
        public static void ThrowIfFailed()
        {
            if (global::System.Threading.Interlocked.Exchange(ref s_failure, null) is { } failure)
            {
                throw new InvalidOperationException("An earlier backward pass of a reward failed and gave no gradients: " + failure.Message, failure);
            }
        }

        /// <inheritdoc/>
        public override Tensor forward(torch.autograd.AutogradContext ctx, params object[] vars)
        {
            var known = (Known)vars[0];
            ctx.save_for_backward(known.Gradients);
            ctx.save_data(Count, vars.Length);

            // The zeros that would stand for no gradient are made like a result that may be disposed by then, and outside of what catches here.
            ctx.set_materialize_grads(false);
            return known.Total;
        }

        /// <inheritdoc/>
        public override List<Tensor> backward(torch.autograd.AutogradContext ctx, Tensor grad_output)
        {
            // One for each argument of the forward pass; that of the first, which is no tensor, has none.
            var result = new List<Tensor> { null! };
            int count = (int)ctx.get_data(Count);
            List<Tensor>? saved = null;
            try
            {
                if (grad_output is null || grad_output.IsInvalid)
                {
                    while (result.Count < count)
                    {
                        result.Add(null!);
                    }

                    return result;
                }

                saved = ctx.get_saved_variables();
                foreach (Tensor gradient in saved)
                {
                    result.Add(Scale(gradient, grad_output));
                }
            }
#pragma warning disable CA1031 // Any exception would end the process on its way through native code.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                s_failure = failure;
                while (result.Count < count)
                {
                    result.Add(null!);
                }
            }

            foreach (Tensor gradient in saved ?? new List<Tensor>())
            {
                gradient.Dispose();
            }

            // Native code takes the gradients over after this returns; until then something must refer to them.
            s_returned = result;
            return result;
        }

        /// <summary>The gradients by what comes from above; where that is 0 nothing passes, finite or not.</summary>
        private static Tensor Scale(Tensor gradient, Tensor upstream)
        {
            // On a thread of the backward pass there may be no scope: what is made here is disposed here.
            using var noGrad = torch.no_grad();
            long[] shape = new long[gradient.Dimensions];
            Array.Fill(shape, 1);
            shape[0] = gradient.size(0);
            using Tensor column = upstream.reshape(shape);
            using Tensor product = gradient.mul(column);
            using Tensor passes = column.ne(0f);
            using Tensor nothing = torch.zeros(Array.Empty<long>(), torch.ScalarType.Float32, gradient.device);
            return torch.where(passes, product, nothing);
        }

        private sealed class Known
        {
            public Known(Tensor total, List<Tensor> gradients)
            {
                Total = total;
                Gradients = gradients;
            }

            public Tensor Total { get; }

            public List<Tensor> Gradients { get; }
        }
    }
}
