using System;

namespace RewardDsl.Ir;

/// <summary>What is known of a value's reference frame.</summary>
/// <param name="Kind">What is known.</param>
/// <param name="Frame">The frame, where there is one.</param>
/// <param name="Component">Which component of the vector, −1 for a scalar or for all of them.</param>
/// <param name="OtherFrame">The frame of the other factor.</param>
/// <param name="OtherComponent">The component of the other factor.</param>
internal readonly record struct InferredFrame(FrameKind Kind, string Frame, int Component, string OtherFrame, int OtherComponent)
{
    /// <summary>Nothing fed it yet.</summary>
    public static InferredFrame Unset => Of(FrameKind.Unset);

    /// <summary>Nothing is known.</summary>
    public static InferredFrame Unknown => Of(FrameKind.Unknown);

    /// <summary>The same in every frame.</summary>
    public static InferredFrame Free => Of(FrameKind.Free);

    /// <summary>A component in a frame.</summary>
    public static InferredFrame Inside(string frame, int component) => new(FrameKind.Inside, frame, component, "", -1);

    /// <summary>Whether it is a component of a vector in a known frame, up to a factor.</summary>
    public bool HasFrame => Kind is FrameKind.Inside or FrameKind.Scaled;

    /// <summary>The sum, the difference or the larger of two values.</summary>
    public static InferredFrame Sum(InferredFrame a, InferredFrame b) => (a.Kind, b.Kind) switch
    {
        (FrameKind.Unset, _) or (_, FrameKind.Unset) => Unset,
        (FrameKind.Free, FrameKind.Free) => Free,

        // An offset or a limit; what was computed from undeclared signals is not: it may be the rest of a rotation.
        (FrameKind.Inside, FrameKind.Free) => a,
        (FrameKind.Free, FrameKind.Inside) => b,

        // x + y of one vector is no component in its frame: a rotation by constants is such a sum.
        _ when a.HasFrame && b.HasFrame && SameFrame(a.Frame, b.Frame) && SameComponent(a, b) =>
            new InferredFrame(a.Kind == FrameKind.Scaled ? a.Kind : b.Kind, a.Frame, Math.Max(a.Component, b.Component), "", -1),
        _ => Unknown,
    };

    /// <summary>One of two values.</summary>
    public static InferredFrame Join(InferredFrame a, InferredFrame b) => a.Kind == FrameKind.Unset ? b : b.Kind == FrameKind.Unset ? a : Sum(a, b);

    /// <summary>The product; of the components of one vector it belongs to its length.</summary>
    public static InferredFrame Product(InferredFrame a, InferredFrame b) => (a.Kind, b.Kind) switch
    {
        (FrameKind.Unset, _) or (_, FrameKind.Unset) => Unset,
        (FrameKind.Free, FrameKind.Free) => Free,
        (_, FrameKind.Free) when a.HasFrame => a with { Kind = FrameKind.Scaled },
        (FrameKind.Free, _) when b.HasFrame => b with { Kind = FrameKind.Scaled },
        _ when a.HasFrame && b.HasFrame && !SameFrame(a.Frame, b.Frame) => new InferredFrame(FrameKind.Across, a.Frame, a.Component, b.Frame, b.Component),
        _ when a.HasFrame && b.HasFrame && a.Component == b.Component => Free,
        _ => Unknown,
    };

    /// <summary>The quotient.</summary>
    public static InferredFrame Quotient(InferredFrame a, InferredFrame b) => b.Kind is FrameKind.Free or FrameKind.Unset ? Product(a, b) : a.Kind == FrameKind.Unset ? Unset : Unknown;

    /// <summary>Whether two values may be the same component of a vector.</summary>
    public static bool SameComponent(InferredFrame a, InferredFrame b) => a.Component == b.Component || a.Component < 0 || b.Component < 0;

    /// <summary>Whether two names mean one frame.</summary>
    public static bool SameFrame(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the sum of two products is part of a dot product (x·x + y·y) or of a cross product (y·z − z·y) of vectors in
    /// two frames.
    /// </summary>
    public static bool IsDotAcross(InferredFrame a, InferredFrame b)
    {
        if (a.Kind != FrameKind.Across || b.Kind != FrameKind.Across)
        {
            return false;
        }

        InferredFrame other = SameFrame(a.Frame, b.Frame) ? b : new InferredFrame(FrameKind.Across, b.OtherFrame, b.OtherComponent, b.Frame, b.Component);
        return SameFrame(a.Frame, other.Frame) && SameFrame(a.OtherFrame, other.OtherFrame) && a.Component >= 0 && other.Component >= 0 && a.Component != other.Component
            && ((a.Component == a.OtherComponent && other.Component == other.OtherComponent) || (a.Component == other.OtherComponent && a.OtherComponent == other.Component));
    }

    private static InferredFrame Of(FrameKind kind) => new(kind, "", -1, "", -1);
}
