using System;

namespace RewardDsl.Shared;

/// <summary>The sigmoids of dm_control's tolerance function, numbered for the class and the compiler alike.</summary>
internal enum SigmoidForm
{
    Gaussian,
    Hyperbolic,
    LongTail,
    Reciprocal,
    Cosine,
    Linear,
    Quadratic,
    TanhSquared,
}

/// <summary>
/// The factor on the argument of each sigmoid that makes its value at 1 the given one: S(1 * scale) = value. The compiler
/// and the class compute it with this one text, from correctly rounded operations, so both have the same bits.
/// </summary>
internal static class SigmoidScale
{
    /// <summary>Whether the sigmoid reaches 0 at a finite distance, so that it may be 0 at the margin.</summary>
    public static bool HasEnd(SigmoidForm form) => form is SigmoidForm.Cosine or SigmoidForm.Linear or SigmoidForm.Quadratic;

    /// <summary>Whether the sigmoid can have this value at the margin: in (0, 1), or in [0, 1) if it has an end.</summary>
    public static bool Admits(SigmoidForm form, float valueAtMargin) => (valueAtMargin > 0f || (valueAtMargin == 0f && HasEnd(form))) && valueAtMargin < 1f;

    /// <summary>The scale; the value must be admitted.</summary>
    public static float Of(SigmoidForm form, float value)
    {
        double v = value;
        return form switch
        {
            SigmoidForm.Gaussian => Elementary.Sqrt(-2f * Elementary.Log(value)),

            // arcosh(1 / v) without an overflow for small v.
            SigmoidForm.Hyperbolic => Elementary.Log((float)(1.0 + Math.Sqrt(1.0 - (v * v)))) - Elementary.Log(value),
            SigmoidForm.LongTail => (float)Math.Sqrt((1.0 / v) - 1.0),
            SigmoidForm.Reciprocal => (float)((1.0 / v) - 1.0),
            SigmoidForm.Cosine => Elementary.Acos((float)((2.0 * v) - 1.0)) / (float)Math.PI,
            SigmoidForm.Linear => 1f - value,
            SigmoidForm.Quadratic => (float)Math.Sqrt(1.0 - v),

            // artanh(sqrt(1 - v)).
            SigmoidForm.TanhSquared => Elementary.Log((float)(1.0 + Math.Sqrt(1.0 - v))) - (0.5f * Elementary.Log(value)),
            _ => throw new ArgumentOutOfRangeException(nameof(form)),
        };
    }
}
