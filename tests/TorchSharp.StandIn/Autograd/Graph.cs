using System.Linq;

namespace TorchSharp.StandIn;

/// <summary>Enters operations into the graph.</summary>
internal static class Graph
{
    public static bool Follows(Body a) => GradientMode.IsOn && a.NeedsGradient;

    public static bool Follows(Body a, Body b) => GradientMode.IsOn && (a.NeedsGradient || b.NeedsGradient);

    public static bool Follows(params Body[] inputs) => GradientMode.IsOn && inputs.Any(input => input.NeedsGradient);

    /// <summary>Makes the result one of an operation with one result. Saved is only what a gradient will ask for: the rest may be written over.</summary>
    public static Body Record(Body result, string name, Body[] inputs, Body?[] saved, Backward backward)
    {
        if (!Follows(inputs) || !Types.IsFloat(result.Type))
        {
            return result;
        }

        result.Maker = new Node(name, inputs.Select(Edge.To).ToArray(), saved, backward);
        result.MakerOutput = 0;
        return result;
    }

    /// <summary>What an operation in place reads: where the graph will ask for it later, a copy in the same place of the graph, as the original is written over.</summary>
    public static Body Operand(Body target)
    {
        if (!GradientMode.IsOn)
        {
            return target;
        }

        Body copy = Ops.Dense(target);
        (copy.Maker, copy.MakerOutput) = (target.Maker, target.MakerOutput);
        return copy;
    }

    /// <summary>
    /// A write in place: the value is worked out beside, entered into the graph, then copied over. What saved the old value finds the
    /// memory's version changed.
    /// </summary>
    public static void Replace(Body target, Body value)
    {
        if (GradientMode.IsOn && (target.NeedsGradient || value.NeedsGradient))
        {
            CheckWritable(target);
            if (target.IsView)
            {
                throw new System.NotSupportedException("The stand-in of TorchSharp follows no gradient through a write into a view.");
            }
        }

        Ops.CopyInto(target, value);
        target.Memory.Version++;
        value.Maker?.Rebind(value, target);
        if (GradientMode.IsOn)
        {
            target.Maker = value.Maker;
            target.MakerOutput = value.MakerOutput;
        }
    }

    /// <summary>A leaf whose gradient is wanted may not be overwritten where that would enter the graph.</summary>
    public static void CheckWritable(Body target)
    {
        if (GradientMode.IsOn && target.LeafNeedsGradient && target.Maker is null)
        {
            throw Shapes.Error(target.IsView
                ? "a view of a leaf Variable that requires grad is being used in an in-place operation."
                : "a leaf Variable that requires grad is being used in an in-place operation.");
        }
    }
}
