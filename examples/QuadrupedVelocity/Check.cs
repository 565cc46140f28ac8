using System.Collections.Generic;
using RewardDsl;

namespace QuadrupedVelocity;

/// <summary>One step in one layout, compared with what it must pay.</summary>
/// <param name="Golden">What it must pay.</param>
/// <param name="Layout">Name of the layout.</param>
/// <param name="Paid">What it paid.</param>
/// <param name="Differences">In words; empty when all is as expected.</param>
internal sealed record Check(Golden Golden, string Layout, Payment Paid, IReadOnlyList<string> Differences)
{
    /// <summary>Checks every layout, each of which must also give the bits of the first.</summary>
    public static IEnumerable<Check> AllLayouts(Golden golden)
    {
        var workload = new Workload(golden.Count);
        Payment? first = null;
        foreach (Layout layout in QuadrupedVelocity.Layout.All(workload))
        {
            Payment paid = Payment.Of(workload, layout, EvaluatorOptions.Default);
            first ??= paid;
            List<string> differences = [.. golden.Differences(workload, paid)];
            if (!paid.HasSameBits(first))
            {
                differences.Add("not the same bits as the compact layout");
            }

            yield return new Check(golden, layout.Name, paid, differences);
        }
    }
}
