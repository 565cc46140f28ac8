#nullable disable
using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation with a backward pass of the user's.</summary>
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            internal static T Instance { get; set; } = new();

            public abstract string Name { get; }

            public static List<Tensor> apply_internal(params object[] vars)
            {
                Tensor[] inputs = vars.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).ToArray();
                bool[] isInput = vars.Select(value => value is Tensor tensor && !tensor.IsInvalid).ToArray();
                bool follows = GradientMode.IsOn && inputs.Any(input => input.requires_grad);
                var context = new AutogradContext();
                Edge[] edges = inputs.Select(input => follows ? Edge.To(input.Body) : default).ToArray();
                List<Tensor> outputs;
                using (new GradientMode(false))
                {
                    outputs = Instance.forward_internal(context, vars);
                }

                // As in TorchSharp, the results are handles of their own; those that forward returned stay its scope's.
                Body[] bodies = outputs.Select(output => Result(context, inputs, output)).ToArray();
                if (follows)
                {
                    (ScalarType Type, long[] Shape)[] kinds = bodies.Select(body => (body.Type, body.Shape)).ToArray();
                    var node = new Node(Instance.Name, edges, context.Save(), (_, gradients) => Back(context, isInput, kinds, gradients), bodies.Length);
                    context.Node = node;
                    for (int i = 0; i < bodies.Length; i++)
                    {
                        if (StandIn.Types.IsFloat(bodies[i].Type) && !context.NonDifferentiable.Any(tensor => ReferenceEquals(tensor, outputs[i])))
                        {
                            (bodies[i].Maker, bodies[i].MakerOutput) = (node, i);
                        }
                    }
                }

                return bodies.Select(body => new Tensor(body)).ToList();
            }

            internal abstract List<Tensor> forward_internal(AutogradContext ctx, params object[] vars);

            internal abstract List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs);

            /// <summary>An input that comes back as it is becomes a tensor of its own; one written over stays itself.</summary>
            private static Body Result(AutogradContext context, Tensor[] inputs, Tensor output)
            {
                bool isDirty = context.Dirty.Any(tensor => ReferenceEquals(tensor, output));
                return !isDirty && inputs.Any(input => ReferenceEquals(input.Body, output.Body)) ? Ops.Detach(output.Body) : output.Body;
            }

            private static Body[] Back(AutogradContext context, bool[] isInput, (ScalarType Type, long[] Shape)[] kinds, Body[] gradients)
            {
                var given = new List<Tensor>();
                for (int i = 0; i < gradients.Length; i++)
                {
                    given.Add(gradients[i] is null && context.MaterializeGrads ? new Tensor(Ops.Full(kinds[i].Type, kinds[i].Shape, 0)) : new Tensor(gradients[i]));
                }

                List<Tensor> results = Instance.backward_internal(context, given);
                if (results.Count > isInput.Length && results.Skip(isInput.Length).All(result => result is null || result.IsInvalid))
                {
                    results = results.GetRange(0, isInput.Length);
                }

                // The type of the exception is TorchSharp's.
                if (results.Count != isInput.Length)
                {
                    throw new NotImplementedException($"'{Instance.Name}' has {isInput.Length} arguments and gave {results.Count} gradients.");
                }

                var bodies = new List<Body>();
                for (int i = 0; i < results.Count; i++)
                {
                    bool isNull = results[i] is null || results[i].IsInvalid;
                    if (isInput[i])
                    {
                        bodies.Add(isNull ? null : results[i].Body);
                    }
                    else if (!isNull)
                    {
                        throw new NotImplementedException($"'{Instance.Name}' gave a gradient for its argument {i + 1}, which is no tensor.");
                    }
                }

                return bodies.ToArray();
            }
        }

        /// <summary>A custom operation with one result.</summary>
        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, params object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs[0]);
        }

        /// <summary>A custom operation with several results.</summary>
        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, params object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs);
        }
    }
}
