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
        /// <summary>What a custom function keeps from its forward pass for its backward pass.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> data = [];
            private List<Tensor> toSave = [];
            private Body[] saved = [];

            internal AutogradContext()
            {
            }

            public bool MaterializeGrads { get; private set; } = true;

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>The node whose saved bodies these are.</summary>
            internal Node Node { get; set; }

            public void save_for_backward(List<Tensor> tensors) => toSave = tensors;

            public void save_data(string key, object value) => data[key] = value;

            public object get_data(string key) => data.GetValueOrDefault(key);

            public void mark_dirty(List<Tensor> tensors) => Dirty = tensors.ToList();

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = tensors.ToList();

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>New handles on what was saved; the caller disposes them.</summary>
            public List<Tensor> get_saved_variables() => saved.Select((body, i) => body is null ? null : new Tensor(Node is null ? body : Node.Recall(i))).ToList();

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing) => saved = [];

            /// <summary>Takes the saved tensors over before the caller disposes them.</summary>
            internal Body[] Save() => saved = toSave.Select(tensor => tensor is null || tensor.IsInvalid ? null : tensor.Body).ToArray();
        }
    }
}
