using System;
using System.Collections.Generic;

namespace TorchSharp.StandIn;

/// <summary>Gradients with respect to an operation's inputs from those of its results; null where none is wanted or known.</summary>
internal delegate Body?[] Backward(Node node, Body?[] gradients);

/// <summary>One operation in the graph.</summary>
internal sealed class Node
{
    private static long made;
    private readonly Backward backward;
    private readonly Saved[] saved;
    private bool released;

    public Node(string name, Edge[] inputs, Body?[] saved, Backward backward, int results = 1)
    {
        Name = name;
        Inputs = inputs;
        Results = results;
        this.backward = backward;
        this.saved = new Saved[saved.Length];
        for (int i = 0; i < saved.Length; i++)
        {
            this.saved[i] = new Saved(saved[i], saved[i]?.Memory.Version ?? 0);
        }

        Number = System.Threading.Interlocked.Increment(ref made);
    }

    public string Name { get; }

    public Edge[] Inputs { get; }

    public int Results { get; }

    /// <summary>Later operations have higher numbers, so that a backward pass meets each after all that use it.</summary>
    public long Number { get; }

    /// <summary>Called when the graph lets go of what it saved.</summary>
    public Action? Released { get; init; }

    /// <summary>Results whose gradients are kept though they are no leaves.</summary>
    public List<(int Result, Body Body)>? Keepers { get; set; }

    public bool Needs(int input) => Inputs[input].Node is not null;

    /// <summary>What the operation saved, as it was then: an error if it has been released or written over since.</summary>
    public Body Recall(int index)
    {
        if (released)
        {
            throw Shapes.Error("Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.");
        }

        Saved s = saved[index];
        if (s.Body!.Memory.Version != s.Version)
        {
            throw Shapes.Error($"one of the variables needed for gradient computation has been modified by an inplace operation: [{s.Body.Type} {Shapes.Text(s.Body.Shape)}], which is output of {Name}, is at version {s.Body.Memory.Version}; expected version {s.Version} instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True).");
        }

        return s.Body;
    }

    /// <summary>A saved result that was written into its place: from now on it is that place which may not change.</summary>
    public void Rebind(Body result, Body place)
    {
        for (int i = 0; i < saved.Length; i++)
        {
            if (ReferenceEquals(saved[i].Body, result))
            {
                saved[i] = new Saved(place, place.Memory.Version);
            }
        }
    }

    public Body?[] Run(Body?[] gradients) => backward(this, gradients);

    public void Release()
    {
        if (!released && (saved.Length > 0 || Released is not null))
        {
            released = true;
            Array.Clear(saved);
            Released?.Invoke();
        }
    }

    /// <summary>A saved body and the version of its memory then.</summary>
    private readonly record struct Saved(Body? Body, int Version);
}

/// <summary>Where a gradient goes on: the maker of an input and which of its results that is.</summary>
internal readonly record struct Edge(Node? Node, int Result)
{
    public static Edge To(Body body)
    {
        if (body.Maker is not null)
        {
            return new Edge(body.Maker, body.MakerOutput);
        }

        return body.LeafNeedsGradient ? new Edge(body.Accumulator ??= Leaf(body), 0) : default;
    }

    private static Node Leaf(Body body) => new("AccumulateGrad", [], [], (_, gradients) =>
    {
        if (gradients[0] is { } gradient)
        {
            if (GradientMode.IsOn)
            {
                body.Gradient = body.Gradient is null ? gradient : Ops.Add(body.Gradient, gradient);
            }
            else if (body.Gradient is null)
            {
                body.Gradient = Ops.Clone(gradient);
            }
            else
            {
                // In place, so that whoever holds the gradient sees the sum.
                Ops.CopyInto(body.Gradient, Ops.Add(body.Gradient, gradient));
                body.Gradient.Memory.Version++;
            }
        }

        return [];
    });
}
