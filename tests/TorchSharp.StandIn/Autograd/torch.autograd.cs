#nullable disable
using System.Collections.Generic;
using System.Linq;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Reverse-mode differentiation.</summary>
    public static partial class autograd
    {
        public static IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            foreach (Tensor input in inputs)
            {
                if (!input.requires_grad)
                {
                    throw Shapes.Error("One of the differentiated Tensors does not require grad");
                }
            }

            Body[] results = Engine.Run(Bodies(outputs), Bodies(grad_outputs), retain_graph, create_graph, Bodies(inputs), accumulate: false);
            if (!allow_unused && results.Any(result => result is null))
            {
                throw Shapes.Error("One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.");
            }

            return results.Select(result => new Tensor(result)).ToList();
        }

        public static void backward(IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            Engine.Run(Bodies(tensors), Bodies(grad_tensors), retain_graph ?? create_graph, create_graph, Bodies(inputs), accumulate: true);

        public static void backward(Tensor tensor, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward(new[] { tensor }, grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null) =>
            backward(new[] { tensor }, new[] { grad_tensor }, retain_graph, create_graph, inputs);

        private static Body[] Bodies(IList<Tensor> tensors) => tensors?.Select(tensor => tensor is null || tensor.IsInvalid ? null : tensor.Body).ToArray();
    }
}
