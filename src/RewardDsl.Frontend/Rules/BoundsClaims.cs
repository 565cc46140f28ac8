using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;
using OutputKind = RewardDsl.Ir.OutputKind;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1010: a <c>[Bounds]</c> that cannot be proven; an error where a point of the declared signals refutes it. RWD9006: one
/// that is far wider than what is proven.
/// </summary>
internal static class BoundsClaims
{
    private const int Budget = 200;

    public static void Check(SpecAnalysis analysis, SpecDeclaration spec, IReadOnlyList<SpecClaim> claims, RewardDiagnostics diagnostics)
    {
        for (int i = 0; i < claims.Count; i++)
        {
            SpecClaim claim = claims[i];
            var claimed = FloatRange.Of((float)claim.Data.Number(0, 0), (float)claim.Data.Number(1, 0));
            string name = claim.Member?.Name ?? spec.Type.Name;
            foreach (Output output in analysis.Step.Outputs.Where(o => o.Kind == OutputKind.Claim && o.Index / SpecClaim.Parts == i))
            {
                if (!Prove(analysis, output.Value, claimed, name, claim, diagnostics))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Checks one value; false when something was reported.</summary>
    private static bool Prove(SpecAnalysis analysis, int value, FloatRange claimed, string name, SpecClaim claim, RewardDiagnostics diagnostics)
    {
        FloatRange range = analysis.Analysis.Range(value);
        bool isScalar = !analysis.Step.Code[value].Type.IsVector;
        ProvenRange? searched = isScalar && (!claimed.Contains(range) || Wide(claimed, range)) ? analysis.Analysis.Prove(value, Budget) : null;
        range = searched?.Range ?? range;
        Location? place = claim.Data.Location();
        if (claimed.Contains(range))
        {
            if (Wide(claimed, range))
            {
                diagnostics.Report(RuleCatalogue.WideClaim, place, name, Text(claimed.Lo), Text(claimed.Hi), Text(range.Lo), Text(range.Hi));
                return false;
            }

            return true;
        }

        Box? witness = searched is null ? null : searched.AttainedHi > claimed.Hi ? searched.AtHi : searched.AttainedLo < claimed.Lo ? searched.AtLo : null;
        string because = range.MayBeNaN ? " and it may not be a number" : "";
        string example = witness is null ? "" : ", for example " + Text(searched!.AttainedHi > claimed.Hi ? searched.AttainedHi : searched.AttainedLo) + " at " + Witness.Text(analysis, value, witness);
        bool isRefuted = witness is not null && !Witness.ReadsCarries(analysis, value);
        diagnostics.Report(
            RuleCatalogue.UnprovenClaim,
            place,
            isRefuted ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            ImmutableDictionary<string, string?>.Empty.Add("lo", Text(range.Lo)).Add("hi", Text(range.Hi)).Add("mayBeNaN", range.MayBeNaN ? "true" : "false"),
            name, Text(claimed.Lo), Text(claimed.Hi), range.HasNumber ? "[" + Text(range.Lo) + ", " + Text(range.Hi) + "]" : "empty", because + example);
        return false;
    }

    private static bool Wide(FloatRange claimed, FloatRange range) =>
        range.IsFinite && claimed.IsFinite && claimed.Width > 2.001 * Math.Max(range.Width, 1e-6 * claimed.Magnitude) && range.Width > 0;

    private static string Text(float value) => float.IsPositiveInfinity(value) ? "∞" : float.IsNegativeInfinity(value) ? "−∞" : Literals.Display(value);
}
