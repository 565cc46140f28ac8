using System.ComponentModel;

namespace RewardDsl.Kernels;

/// <summary>What is read of a carry that keeps several steps. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RingForm : byte
{
    /// <summary>It keeps one step.</summary>
    None,

    /// <summary>What was written as many steps ago as it keeps.</summary>
    Delayed,

    /// <summary>The smallest of the last steps.</summary>
    Smallest,

    /// <summary>The largest of the last steps.</summary>
    Largest,

    /// <summary>Until over the last steps; the left operand is its partner.</summary>
    Until,

    /// <summary>Release over the last steps; the left operand is its partner.</summary>
    Release,
}
