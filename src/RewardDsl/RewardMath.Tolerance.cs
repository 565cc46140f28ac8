using System;
using RewardDsl.Shared;

namespace RewardDsl;

/// <content>dm_control's tolerance function.</content>
public static partial class RewardMath
{
    /// <summary>
    /// 1 for x in [lo, hi], falling towards 0 outside with the shape of a sigmoid, which has <paramref name="valueAtMargin"/> at
    /// the distance <paramref name="margin"/> from the interval. In [0, 1]; NaN for a NaN x.
    /// </summary>
    /// <param name="x">The value to judge.</param>
    /// <param name="lo">Lower end of the interval; may be -infinity.</param>
    /// <param name="hi">Upper end of the interval; may be +infinity. Nothing is inside where lo exceeds hi.</param>
    /// <param name="margin">In the unit of x. 0: the value is 0 everywhere outside. Below 0 or NaN: the value outside is NaN.</param>
    /// <param name="sigmoid">The shape; a compile-time constant in the body of a reward.</param>
    /// <param name="valueAtMargin">In (0, 1), or [0, 1) for the shapes with an end (cosine, linear, quadratic); a compile-time constant in the body of a reward.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sigmoid has no name, or <paramref name="valueAtMargin"/> is not admitted.</exception>
    /// <remarks>
    /// dm_control, <c>dm_control/utils/rewards.py</c>. At the margin the value is right to 10^-6, in units of 1. A constant
    /// margin below 0 and constant bounds in the wrong order do not compile in the body of a reward.
    /// </remarks>
    public static float Tolerance(float x, float lo, float hi, float margin, SigmoidKind sigmoid, float valueAtMargin = 0.1f)
    {
        float scale = ScaleOf(sigmoid, valueAtMargin);
        float outside = x < lo ? lo - x : x - hi;
        float t = outside / (margin >= 0f ? margin : float.NaN) * scale;
        return x >= lo && x <= hi ? 1f
            : margin == 0f ? (float.IsNaN(outside) ? outside : 0f)
            : Shape(sigmoid, t);
    }

    /// <summary><see cref="Tolerance(float, float, float, float, SigmoidKind, float)"/> of every element.</summary>
    /// <param name="x">The values to judge.</param>
    /// <param name="lo">Lower end of the interval.</param>
    /// <param name="hi">Upper end of the interval.</param>
    /// <param name="margin">In the unit of x, not negative.</param>
    /// <param name="sigmoid">The shape; a compile-time constant in the body of a reward.</param>
    /// <param name="valueAtMargin">In (0, 1), or [0, 1) for the shapes with an end; a compile-time constant in the body of a reward.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sigmoid has no name, or <paramref name="valueAtMargin"/> is not admitted.</exception>
    public static Vec Tolerance(Vec x, float lo, float hi, float margin, SigmoidKind sigmoid, float valueAtMargin = 0.1f)
    {
        ScaleOf(sigmoid, valueAtMargin);
        return Vec.Map(x, v => Tolerance(v, lo, hi, margin, sigmoid, valueAtMargin));
    }

    private static float ScaleOf(SigmoidKind sigmoid, float valueAtMargin)
    {
        var form = (SigmoidForm)sigmoid;
        if (!Enum.IsDefined(form))
        {
            throw new ArgumentOutOfRangeException(nameof(sigmoid), sigmoid, "The sigmoid has no name.");
        }

        return SigmoidScale.Admits(form, valueAtMargin)
            ? SigmoidScale.Of(form, valueAtMargin)
            : throw new ArgumentOutOfRangeException(
                nameof(valueAtMargin), valueAtMargin, "The value at the margin must lie in " + (SigmoidScale.HasEnd(form) ? "[0, 1)" : "(0, 1)") + " for the sigmoid " + sigmoid + ".");
    }

    private static float Shape(SigmoidKind sigmoid, float t)
    {
        switch (sigmoid)
        {
            case SigmoidKind.Gaussian:
                return Exp(-0.5f * (t * t));
            case SigmoidKind.Hyperbolic:
                // 1 / cosh t = 2 e^-|t| / (1 + e^-2|t|), which cannot overflow.
                float e = Exp(-Abs(t));
                return 2f * e / (1f + (e * e));
            case SigmoidKind.LongTail:
                return 1f / ((t * t) + 1f);
            case SigmoidKind.Reciprocal:
                return 1f / (Abs(t) + 1f);
            case SigmoidKind.TanhSquared:
                float h = Tanh(t);
                return 1f - (h * h);
            default:
                // The shapes with an end; a NaN is not beyond it.
                return Abs(t) >= 1f ? 0f
                    : sigmoid == SigmoidKind.Cosine ? 0.5f * (1f + Cos(MathF.PI * t))
                    : sigmoid == SigmoidKind.Linear ? 1f - t
                    : 1f - (t * t);
        }
    }
}
