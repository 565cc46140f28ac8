using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// The largest margins that are proven of the comparisons in formulas: what they are divided by where they are normalised. The spec is lowered and
/// analysed without them first.
/// </summary>
internal static class MarginScales
{
    private static readonly Dictionary<string, IReadOnlyList<float>> s_none = new();

    /// <summary>For each formula whose margins are normalised the largest margin of each comparison, infinite where none is proven.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<float>> Of(SpecDeclaration spec, Bodies bodies, RewardDiagnostics diagnostics, CancellationToken cancellation)
    {
        if (!spec.Formulas.Exists(static f => f.IsNormalised))
        {
            return s_none;
        }

        var sites = new Sites(withOperations: false);
        if (SpecLowerer.Lower(spec, bodies, diagnostics, sites, s_none, cancellation) is not { } lowered)
        {
            return s_none;
        }

        SpecAnalysis analysis = SpecAnalysis.Of(lowered, spec.Contract);
        return spec.Formulas.Where(static f => f.IsNormalised).ToDictionary(
            static f => f.Name, f => (IReadOnlyList<float>)sites.Of(f.Name, ProbedPart.MarginParts).Select(h => Largest(analysis.Analysis.Range(analysis.Probe(h)))).ToList());
    }

    private static float Largest(FloatRange range) => range.MayBeNaN ? float.PositiveInfinity : range.Magnitude;
}
