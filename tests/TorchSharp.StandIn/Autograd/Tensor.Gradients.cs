using System.Collections.Generic;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>A new handle on what backward passes added up, or null.</summary>
        public Tensor? grad
        {
            get => Body.Gradient is { } gradient ? new Tensor(gradient) : null;
            set => Body.Gradient = value?.Body;
        }

        public void backward() => autograd.backward(this);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors!, retain_graph, create_graph, inputs!);

        public void retain_grad()
        {
            Body body = Body;
            if (!body.NeedsGradient)
            {
                throw Shapes.Error("can't retain_grad on Tensor that has requires_grad=False");
            }

            if (body.Maker is { } maker && !body.KeepsGradient)
            {
                body.KeepsGradient = true;
                (maker.Keepers ??= []).Add((body.MakerOutput, body));
            }
        }
    }
}
