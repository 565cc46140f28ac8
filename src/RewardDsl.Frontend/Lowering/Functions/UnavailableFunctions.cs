using System;
using System.Collections.Generic;

namespace RewardDsl.Frontend;

/// <summary>Functions of the runtime that authors expect and that rewards do not have, each with what to write instead.</summary>
internal static class UnavailableFunctions
{
    private static readonly Dictionary<string, string> s_reasons = Create();

    public static string? WhyNot(string name) => s_reasons.TryGetValue(name, out string? reason) ? reason : null;

    private static Dictionary<string, string> Create()
    {
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string type in new[] { FunctionRows.MathF, FunctionRows.Math, FunctionRows.Float })
        {
            reasons.Add(type + ".FusedMultiplyAdd", "rewards round every operation, so that each machine gives the same bits; write a * b + c");
            reasons.Add(type + (type == FunctionRows.Float ? ".Ieee754Remainder" : ".IEEERemainder"), "a remainder is not exact in float operations; write x - n * MathF.Round(x / n), or WrapAngle for angles");
            reasons.Add(type + ".CopySign", "the sign of NaN differs between machines; write y < 0f ? -x : x");
        }

        reasons.Add("float.MultiplyAddEstimate", "machines may round it differently; write a * b + c");
        reasons.Add("float.IsNegative", "the sign of NaN differs between machines; write x < 0f");
        reasons.Add("float.IsPositive", "the sign of NaN differs between machines; write x >= 0f");
        foreach (string vector in new[] { "Vector2", "Vector3", "Vector4" })
        {
            reasons.Add("System.Numerics." + vector + ".Transform", "use Rotate(q, v) of RewardMath");
        }

        reasons.Add("System.Numerics.Quaternion.Multiply", "use Multiply(a, b) of RewardMath");
        reasons.Add("System.Numerics.Quaternion.Concatenate", "use Multiply(b, a) of RewardMath");
        reasons.Add("System.Numerics.Quaternion.Inverse", "use Conjugate(q) of RewardMath, the inverse of a unit quaternion");
        return reasons;
    }
}
