using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.StandIn;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Work on all parameters at once.</summary>
        public static partial class utils
        {
            /// <summary>Scales all gradients down together where their common norm is larger; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using IDisposable mode = no_grad();
                Body[] gradients = tensors.Select(tensor => tensor.Body.Gradient).OfType<Body>().ToArray();
                if (gradients.Length == 0)
                {
                    return 0;
                }

                Body norms = Ops.Stack(gradients.Select(gradient => Ops.Norm(gradient, [], false, norm_type)).ToArray(), 0);
                double total = Ops.Value(Ops.Norm(norms, [], false, norm_type));
                double factor = Math.Min(max_norm / (total + 1e-6), 1);
                foreach (Body gradient in gradients)
                {
                    Graph.Replace(gradient, Ops.Mul(gradient, factor));
                }

                return total;
            }

            public static void clip_grad_value_(IEnumerable<Modules.Parameter> tensors, double clip_value)
            {
                using IDisposable mode = no_grad();
                foreach (Body gradient in tensors.Select(tensor => tensor.Body.Gradient).OfType<Body>())
                {
                    Graph.Replace(gradient, Ops.Clamp(gradient, Ops.Number(gradient.Type, -clip_value), Ops.Number(gradient.Type, clip_value)));
                }
            }
        }
    }
}
