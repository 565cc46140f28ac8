using System.Collections.Generic;
using System.Linq;

namespace TorchSharp.StandIn;

/// <summary>Runs a graph backwards.</summary>
internal static class Engine
{
    /// <summary>Adds gradients to leaves, or, where inputs are named, returns theirs and touches no leaf.</summary>
    public static Body?[] Run(IReadOnlyList<Body> roots, IReadOnlyList<Body?>? seeds, bool retain, bool create, IReadOnlyList<Body>? inputs, bool accumulate)
    {
        var pending = new Dictionary<Node, Body?[]>();
        var order = new PriorityQueue<Node, long>();
        for (int i = 0; i < roots.Count; i++)
        {
            Body root = roots[i];
            if (!root.NeedsGradient)
            {
                throw Shapes.Error($"element {i} of tensors does not require grad and does not have a grad_fn");
            }

            Body? seed = seeds is not null && i < seeds.Count ? seeds[i] : null;
            if (seed is null && root.Count != 1)
            {
                throw Shapes.Error("grad can be implicitly created only for scalar outputs");
            }

            if (seed is not null && !seed.Shape.SequenceEqual(root.Shape))
            {
                throw Shapes.Error($"Mismatch in shape: grad_output[{i}] has a shape of {Shapes.Text(seed.Shape)} and output[{i}] has a shape of {Shapes.Text(root.Shape)}.");
            }

            seed ??= Ops.Full(root.Type, root.Shape, 1);
            Send(Edge.To(root), seed, pending, order);
        }

        Dictionary<Edge, Body?>? wanted = inputs?.Select(Edge.To).Where(edge => edge.Node is not null).Distinct().ToDictionary(edge => edge, _ => (Body?)null);
        var ran = new List<Node>();
        using (new GradientMode(create))
        {
            while (order.TryDequeue(out Node? node, out _))
            {
                Body?[] gradients = pending[node];
                pending.Remove(node);
                bool asked = false;
                if (wanted is not null)
                {
                    for (int r = 0; r < gradients.Length; r++)
                    {
                        if (wanted.ContainsKey(new Edge(node, r)))
                        {
                            wanted[new Edge(node, r)] = gradients[r];
                            asked = true;
                        }
                    }
                }

                bool isLeaf = node.Inputs.Length == 0;
                if (isLeaf && wanted is not null && !(asked && accumulate))
                {
                    continue;
                }

                foreach ((int result, Body kept) in node.Keepers ?? [])
                {
                    kept.Gradient = gradients[result];
                }

                Body?[] results = node.Run(gradients);
                ran.Add(node);
                for (int i = 0; i < results.Length && i < node.Inputs.Length; i++)
                {
                    if (node.Inputs[i].Node is not null && results[i] is { } gradient)
                    {
                        Send(node.Inputs[i], gradient, pending, order);
                    }
                }
            }
        }

        if (!retain)
        {
            foreach (Node node in ran)
            {
                node.Release();
            }
        }

        return inputs is null ? [] : inputs.Select(input => wanted!.GetValueOrDefault(Edge.To(input))).ToArray();
    }

    private static void Send(Edge edge, Body gradient, Dictionary<Node, Body?[]> pending, PriorityQueue<Node, long> order)
    {
        Node node = edge.Node!;
        if (!pending.TryGetValue(node, out Body?[]? gradients))
        {
            gradients = new Body?[node.Results];
            pending.Add(node, gradients);

            // Leaves last: their numbers say when they were first used, not where they stand.
            order.Enqueue(node, node.Inputs.Length == 0 ? long.MaxValue : -node.Number);
        }

        ref Body? sum = ref gradients[edge.Result];
        sum = sum is null ? gradient : Ops.Add(sum, gradient);
    }
}
