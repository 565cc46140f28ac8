using System.Collections.Generic;
using System.ComponentModel;

namespace RewardDsl.Kernels;

/// <summary>What closes a monitor at the end of an episode. Used by generated code.</summary>
/// <param name="Table">The operations on the last steps.</param>
/// <param name="Rings">For each part of what is kept of a value the carry that keeps it, or −1 where the kernel gives the one number it is.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ClosingLayout(IReadOnlyList<int> Table, IReadOnlyList<int> Rings);
