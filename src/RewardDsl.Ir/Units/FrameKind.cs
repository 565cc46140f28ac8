namespace RewardDsl.Ir;

/// <summary>What is known of a value's reference frame.</summary>
internal enum FrameKind : byte
{
    /// <summary>A carry that nothing has fed yet.</summary>
    Unset,

    /// <summary>Nothing: an undeclared signal, or what a rotation gives.</summary>
    Unknown,

    /// <summary>The same in every frame: constants, flags, lengths.</summary>
    Free,

    /// <summary>A component of a vector in a frame, or all of them.</summary>
    Inside,

    /// <summary>The same times a factor: still good for a direction, but in a sum it may be one cost beside another.</summary>
    Scaled,

    /// <summary>The product of components in two different frames, as in a dot product.</summary>
    Across,
}
