namespace RewardDsl;

/// <content>Shaping functions, each an expression in the elementary ones, in float32 and in the written order.</content>
public static partial class RewardMath
{
    private const float TwoPi = 6.28318530717958648f;

    /// <summary>The logistic function 1 / (1 + e^-x), in [0, 1].</summary>
    public static float Sigmoid(float x) => 1f / (1f + Exp(-x));

    /// <summary><see cref="Sigmoid(float)"/> of every element.</summary>
    public static Vec Sigmoid(Vec x) => Vec.Map(x, Sigmoid);

    /// <summary>x limited to [0, 1].</summary>
    public static float Saturate(float x) => Clamp(x, 0f, 1f);

    /// <summary><see cref="Saturate(float)"/> of every element.</summary>
    public static Vec Saturate(Vec x) => Vec.Map(x, Saturate);

    /// <summary>max(x, 0), in [0, +infinity].</summary>
    public static float Hinge(float x) => Max(x, 0f);

    /// <summary><see cref="Hinge(float)"/> of every element.</summary>
    public static Vec Hinge(Vec x) => Vec.Map(x, Hinge);

    /// <summary>The same angle in [-pi, pi] radians, up to rounding: x - 2 pi round(x / 2 pi).</summary>
    public static float WrapAngle(float x) => x - (TwoPi * Round(x / TwoPi));

    /// <summary><see cref="WrapAngle(float)"/> of every element.</summary>
    public static Vec WrapAngle(Vec x) => Vec.Map(x, WrapAngle);

    /// <summary>a + (b - a) * t: a at t = 0, b (up to rounding) at t = 1; t is not limited.</summary>
    public static float Lerp(float a, float b, float t) => a + ((b - a) * t);

    /// <summary>The distance by which x lies outside [lo, hi], 0 within: max(lo - x, 0) + max(x - hi, 0).</summary>
    public static float Outside(float x, float lo, float hi) => Max(lo - x, 0f) + Max(x - hi, 0f);

    /// <summary>a / b, or the given number where b is zero.</summary>
    public static float SafeDiv(float a, float b, float whenZero = 0f) => b == 0f ? whenZero : a / b;

    /// <summary>A smooth step from 0 at lo to 1 at hi: t t (3 - 2 t), t = (x - lo) / (hi - lo) limited to [0, 1]. lo and hi must differ.</summary>
    public static float SmoothStep(float lo, float hi, float x)
    {
        float t = Clamp((x - lo) / (hi - lo), 0f, 1f);
        return t * t * (3f - (2f * t));
    }

    /// <summary>
    /// The Huber loss: x^2 / 2 up to |x| = delta, then delta (|x| - delta / 2). In [0, +infinity] for delta above 0.
    /// </summary>
    /// <remarks>P. J. Huber, Robust Estimation of a Location Parameter, 1964.</remarks>
    public static float Huber(float x, float delta)
    {
        float a = Abs(x);
        return a <= delta ? 0.5f * x * x : delta * (a - (0.5f * delta));
    }
}
