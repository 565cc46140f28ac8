using System.Collections.Generic;
using System.Linq;

namespace RewardDsl.Ir;

/// <summary>Closes folds whose operations wait for later steps, at the end of an episode.</summary>
/// <param name="builder">The step program.</param>
/// <param name="slots">The carries.</param>
/// <param name="nodes">The operations.</param>
/// <param name="plans">What closing each fold needs.</param>
/// <param name="ends">The value that says whether the episode ends with the step.</param>
internal sealed class TailLowering(ProgramBuilder builder, MonitorSlots slots, NodeLowering nodes, IReadOnlyDictionary<EpisodePart, TailPlan> plans, int ends)
{
    /// <summary>What a fold is when the episode ends with this step; 0 when it does not.</summary>
    /// <param name="part">The fold.</param>
    /// <param name="value">What is known of it.</param>
    /// <param name="left">The extreme of its left operand, −1 when it has none.</param>
    public int Close(EpisodePart part, int value, int left)
    {
        TailPlan plan = plans[part];
        var arguments = new List<int> { value };
        if (left >= 0)
        {
            arguments.Add(left);
        }

        var segments = new List<IReadOnlyList<int>>();
        foreach (TailLeaf leaf in plan.Leaves)
        {
            List<(int Value, int Steps)> rings = leaf.History == 0 ? []
                : leaf.Window < 0 ? [.. nodes.History(leaf.Node, leaf.History)]
                : [(nodes.Window(leaf.Window, leaf.Node), leaf.History)];
            arguments.Add(nodes.Value(leaf.Node));
            arguments.AddRange(rings.Select(static r => r.Value));
            segments.Add([.. rings.Select(static r => r.Steps)]);
        }

        return builder.Close(ends, arguments, slots.ClockUpTo(plan.Counted), plan.Table(segments));
    }
}
