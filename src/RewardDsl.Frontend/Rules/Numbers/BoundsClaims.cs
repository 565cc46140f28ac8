using System;
using Microsoft.CodeAnalysis;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>
/// RWD1010: a <c>[Bounds]</c> that cannot be proven; an error where a point of the declared signals refutes it. RWD9006: one
/// that is far wider than what is proven.
/// </summary>
internal static class BoundsClaims
{
    private const int Budget = 200;

    public static void Check(RuleContext context)
    {
        foreach (SpecClaim claim in SpecClaim.Of(context.Spec))
        {
            var claimed = FloatRange.Of((float)claim.Data.Number(0, 0), (float)claim.Data.Number(1, 0));
            string name = claim.Member?.Name ?? context.Spec.Type.Name;
            foreach (int value in claim.Member is { } member ? context.Values(member.Name) : context.Values("", ProbedPart.PaidSum))
            {
                if (!Prove(context, value, claimed, name, claim))
                {
                    break;
                }
            }
        }
    }

    /// <summary>Checks one value; false when something was reported.</summary>
    private static bool Prove(RuleContext context, int value, FloatRange claimed, string name, SpecClaim claim)
    {
        SpecAnalysis analysis = context.Analysis;
        FloatRange range = analysis.Analysis.Range(value);
        bool isScalar = !analysis.Step.Code[value].Type.IsVector;
        ProvenRange? searched = isScalar && (!claimed.Contains(range) || Wide(claimed, range)) ? analysis.Analysis.Prove(value, Budget) : null;
        range = searched?.Range ?? range;
        Location? place = claim.Data.Location();
        if (Rounded(claimed, range).Contains(range))
        {
            if (Wide(claimed, range))
            {
                context.Report(RuleCatalogue.WideClaim, place, RuleCatalogue.WideClaim.DefaultSeverity, RangeData.Of(range), name, RangeData.Text(claimed.Lo), RangeData.Text(claimed.Hi), RangeData.Text(range.Lo), RangeData.Text(range.Hi));
                return false;
            }

            return true;
        }

        Box? witness = searched is null ? null : searched.AttainedHi > claimed.Hi ? searched.AtHi : searched.AttainedLo < claimed.Lo ? searched.AtLo : null;
        string because = range.MayBeNaN ? " and it may not be a number" : "";
        witness = witness is null || Witness.KeepsNorms(analysis, value, witness) ? witness : null;
        string? point = witness is null ? null : Witness.Text(analysis, value, witness);
        string example = point is null ? "" : ", for example " + RangeData.Text(searched!.AttainedHi > claimed.Hi ? searched.AttainedHi : searched.AttainedLo) + " at " + point;
        bool isRefuted = witness is not null && !Witness.ReadsCarries(analysis, value);
        context.Report(
            RuleCatalogue.UnprovenClaim,
            place,
            isRefuted ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            RangeData.Of(range).WithWitness(point),
            name, RangeData.Text(claimed.Lo), RangeData.Text(claimed.Hi), range.HasNumber ? "[" + RangeData.Text(range.Lo) + ", " + RangeData.Text(range.Hi) + "]" : "empty", because + example);
        return false;
    }

    /// <summary>The claim with what float32 may round: bounds are rounded outward, so that a sharp claim would never be proven.</summary>
    private static FloatRange Rounded(FloatRange claimed, FloatRange range) => !range.IsFinite ? claimed : new FloatRange(
        (float)(claimed.Lo - (1e-6 * Math.Max(Math.Abs(claimed.Lo), range.Magnitude))), (float)(claimed.Hi + (1e-6 * Math.Max(Math.Abs(claimed.Hi), range.Magnitude))), false);

    private static bool Wide(FloatRange claimed, FloatRange range) =>
        range.IsFinite && claimed.IsFinite && claimed.Width > 2.001 * Math.Max(range.Width, 1e-6 * claimed.Magnitude) && range.Width > 0;
}
