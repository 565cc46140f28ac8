using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace QuadrupedVelocity;

/// <summary>
/// What the workload's step must pay, computed in float64 from the same float32 inputs by a program that shares nothing with
/// this one but the definition of the inputs and of the terms.
/// </summary>
/// <param name="Count">Robots.</param>
/// <param name="Checksums">CRC-32 of every input, in the order of <see cref="Workload.Checksums"/>.</param>
/// <param name="TotalSum">The reward, summed over the robots.</param>
/// <param name="TermSums">What each term paid, summed over the robots.</param>
internal sealed record Golden(int Count, uint[] Checksums, double TotalSum, double[] TermSums)
{
    public const uint LowestPositionChecksum = 0xA6C814E9;
    public const uint HighestPositionChecksum = 0x843D25D8;

    public static IReadOnlyList<Golden> All { get; } =
    [
        new(
            1024,
            [0xCD5A100D, 0x2528CB85, 0xD9B9A865, 0x916D4B0C, 0x277B88C5, 0xBE52DA0A, 0x7634CF99, 0xAE65D298, 0x87330FA2, 0xCB3A48AC, 0xCA6908E2, 0x921DF3A0, 0x333A0793],
            -65.37042008663911,
            [2.995272209352162, 3.901509850040229, -13.746550452332478, -0.6569047384269779, -1.315581945554677, -0.2048491313632641, -1.6368778906431503, -0.03962753842817619, -30.46, -6.200162370125909, -6.006648079156875, -12.0]),
        new(
            4096,
            [0x0D6E1004, 0xF828A0D9, 0x9A5C969F, 0x7AAF06C4, 0x446D4023, 0x9F08872E, 0x92349E83, 0x8A510A96, 0xF79AA775, 0xDC491C94, 0x6DC84F9B, 0x0A87B852, 0x6A55A824],
            -284.08483768607823,
            [12.170904248667025, 15.66352083257323, -54.62745126115641, -2.6691611182268704, -5.228059881143002, -0.8176935534334773, -6.635436017830898, -0.20039437291532522, -124.2, -24.837269548852912, -24.703797013759612, -68.0]),
        new(
            65536,
            [0xE4D2C2EE, 0xF5CA2E94, 0xFB52CE4B, 0x9229D9C3, 0x763DEAF2, 0xBA12E0B1, 0x5F639D30, 0x2A36DE26, 0xB50B882C, 0x844C9A59, 0x0F6A7759, 0x9C1E6150, 0xEE8BD480],
            -4554.014066866068,
            [190.58879543196997, 250.78222209002186, -872.5685671104834, -43.63732266188376, -83.8333421041353, -13.101585882647786, -104.89353178080229, -3.2647912455172703, -2012.2, -393.3826874366091, -400.50325616598127, -1068.0]),
    ];

    /// <summary>The reward of the first robots, which do not depend on how many there are.</summary>
    public static IReadOnlyList<double> FirstTotals { get; } =
    [
        -0.06143542513021088, -0.06497578524248092, -0.07512198415132933, -0.01832122763977727,
        -0.07858327321818016, -0.052982609482081694, -0.03791931118444648, -0.048743630088195065,
    ];

    /// <summary>Within 1e-5 of the value, or within 1e-6 near 0.</summary>
    public static bool IsNear(double actual, double expected) =>
        Math.Abs(actual - expected) <= (1e-5 * Math.Abs(expected)) + 1e-6;

    /// <summary>What differs from these values, in words; empty when nothing does.</summary>
    public IReadOnlyList<string> Differences(Workload workload, Payment paid)
    {
        var found = new List<string>();
        if (!workload.Checksums().SequenceEqual(Checksums))
        {
            found.Add("inputs: the checksums differ");
        }

        for (int i = 0; i < FirstTotals.Count; i++)
        {
            Compare($"reward of robot {i}", paid.Total[i], FirstTotals[i]);
        }

        Compare("sum of the rewards", paid.TotalSum(), TotalSum);
        for (int column = 0; column < TermSums.Length; column++)
        {
            Compare($"sum of {VelocityReward.Spec.Columns[column]}", paid.TermSum(column), TermSums[column]);
        }

        return found;

        void Compare(string what, double actual, double expected)
        {
            if (!IsNear(actual, expected))
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {actual:R}, expected {expected:R}"));
            }
        }
    }
}
