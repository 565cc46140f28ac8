namespace RewardDsl;

/// <content>
/// Means that ask for all of their parts (conjunctive, where the arithmetic mean lets one part buy off another), and the
/// soft minimum.
/// </content>
public static partial class RewardMath
{
    /// <summary>
    /// The geometric mean e^(mean of log x) of values from 0: 0 if any is 0 and none infinite; NaN if any is below 0, or if there
    /// are none. Right to about 10^-6 of the value for values in [0.001, 1000].
    /// </summary>
    public static float GeometricMean(Vec x) => Exp(Sum(Log(x)) / x.Length);

    /// <summary>
    /// The weighted geometric mean, e^(sum of w log x over sum of w), of values from 0 with weights from 0. A value of weight 0 does
    /// not count, whatever it is; NaN if the weights are all 0 or a value that counts is below 0.
    /// </summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static float GeometricMean(Vec x, Vec weights)
    {
        Vec terms = Vec.Zip(weights, x, static (w, v) => w == 0f ? 0f : w * Log(v));
        return Exp(Sum(terms) / Sum(weights));
    }

    /// <summary>The geometric mean sqrt(a) sqrt(b) of two values from 0; 0 if one is 0 and none infinite; NaN if one is below 0. At most 2 ULP from exact.</summary>
    public static float GeometricMean(float a, float b) => Sqrt(a) * Sqrt(b);

    /// <summary>The geometric mean of three values from 0, as <see cref="GeometricMean(Vec)"/>.</summary>
    public static float GeometricMean(float a, float b, float c) => Exp((Log(a) + Log(b) + Log(c)) / 3f);

    /// <summary>
    /// The harmonic mean, the number of values over the sum of their reciprocals, of values from 0: 0 if any is 0 or so small
    /// that its reciprocal is infinite; NaN if any is below 0, or if there are none.
    /// </summary>
    public static float HarmonicMean(Vec x) => x.Length / Sum(Vec.Map(x, Reciprocal));

    /// <summary>The harmonic mean of two values from 0, as <see cref="HarmonicMean(Vec)"/>.</summary>
    public static float HarmonicMean(float a, float b) => 2f / (Reciprocal(a) + Reciprocal(b));

    /// <summary>The harmonic mean of three values from 0, as <see cref="HarmonicMean(Vec)"/>.</summary>
    public static float HarmonicMean(float a, float b, float c) => 3f / (Reciprocal(a) + Reciprocal(b) + Reciprocal(c));

    /// <summary>
    /// The soft minimum m - log(mean of e^(-sharpness (x - m))) / sharpness with m the least element: from the least element (sharpness
    /// to infinity) to the mean (sharpness to 0). An infinite or NaN least element is the result; +infinity if there are no elements.
    /// </summary>
    /// <param name="x">The elements.</param>
    /// <param name="sharpness">Above 0, in one over the unit of x.</param>
    public static float SoftMin(Vec x, float sharpness)
    {
        float least = Min(x);
        return IsFinite(least) ? least - (Log(Mean(Exp(-(sharpness * (x - least))))) / sharpness) : least;
    }

    // Infinite at either zero, so that 0 does not turn negative.
    private static float Reciprocal(float x) => x >= 0f ? 1f / Abs(x) : float.NaN;
}
