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

    /// <summary><see cref="Lerp(float, float, float)"/> of every element.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Lerp(Vec a, Vec b, float t) => a + ((b - a) * t);

    /// <summary>The distance by which x lies outside [lo, hi], 0 within: max(lo - x, 0) + max(x - hi, 0).</summary>
    public static float Outside(float x, float lo, float hi) => Max(lo - x, 0f) + Max(x - hi, 0f);

    /// <summary><see cref="Outside(float, float, float)"/> of every element.</summary>
    public static Vec Outside(Vec x, float lo, float hi) => Vec.Map(x, v => Outside(v, lo, hi));

    /// <summary><see cref="Outside(float, float, float)"/> of every element, with bounds of its own: joint limits, for example.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec Outside(Vec x, Vec lo, Vec hi) => Max(lo - x, 0f) + Max(x - hi, 0f);

    /// <summary>
    /// The signed distance of x from [-width, width], 0 within: x - clamp(x, -width, width). The width must not be negative.
    /// For a distance d, max(d - width, 0) is the same.
    /// </summary>
    public static float DeadZone(float x, float width) => x - Clamp(x, -width, width);

    /// <summary><see cref="DeadZone(float, float)"/> of every element.</summary>
    public static Vec DeadZone(Vec x, float width) => Vec.Map(x, v => DeadZone(v, width));

    /// <summary>a / b, or the given number where b is zero.</summary>
    public static float SafeDiv(float a, float b, float whenZero = 0f) => b == 0f ? whenZero : a / b;

    /// <summary><see cref="SafeDiv(float, float, float)"/> of every element by one number.</summary>
    public static Vec SafeDiv(Vec a, float b, float whenZero = 0f) => Vec.Map(a, v => SafeDiv(v, b, whenZero));

    /// <summary><see cref="SafeDiv(float, float, float)"/> of the elements at each index.</summary>
    /// <exception cref="System.ArgumentException">The lengths differ.</exception>
    public static Vec SafeDiv(Vec a, Vec b, float whenZero = 0f) => Vec.Zip(a, b, (v, w) => SafeDiv(v, w, whenZero));

    /// <summary>A linear step from 0 at lo to 1 at hi: (x - lo) / (hi - lo) limited to [0, 1]. lo and hi must differ; falling if lo exceeds hi.</summary>
    public static float LinearStep(float lo, float hi, float x) => Clamp((x - lo) / (hi - lo), 0f, 1f);

    /// <summary><see cref="LinearStep(float, float, float)"/> of every element.</summary>
    public static Vec LinearStep(float lo, float hi, Vec x) => Vec.Map(x, v => LinearStep(lo, hi, v));

    /// <summary>A smooth step from 0 at lo to 1 at hi: t t (3 - 2 t), t = (x - lo) / (hi - lo) limited to [0, 1]. lo and hi must differ.</summary>
    public static float SmoothStep(float lo, float hi, float x)
    {
        float t = LinearStep(lo, hi, x);
        return t * t * (3f - (2f * t));
    }

    /// <summary><see cref="SmoothStep(float, float, float)"/> of every element.</summary>
    public static Vec SmoothStep(float lo, float hi, Vec x) => Vec.Map(x, v => SmoothStep(lo, hi, v));

    /// <summary>The Gaussian kernel e^(-(x / scale)^2 / 2), in [0, 1]: 1 at x = 0, 0.61 at the scale. The scale must not be 0.</summary>
    public static float Gaussian(float x, float scale)
    {
        float t = x / scale;
        return Exp(-0.5f * (t * t));
    }

    /// <summary><see cref="Gaussian(float, float)"/> of every element.</summary>
    public static Vec Gaussian(Vec x, float scale) => Vec.Map(x, v => Gaussian(v, scale));

    /// <summary>The Laplacian kernel e^(-|x| / scale), in [0, 1] for a scale above 0: 1 at x = 0, with a kink there.</summary>
    public static float Laplacian(float x, float scale) => Exp(-(Abs(x) / scale));

    /// <summary><see cref="Laplacian(float, float)"/> of every element.</summary>
    public static Vec Laplacian(Vec x, float scale) => Vec.Map(x, v => Laplacian(v, scale));

    /// <summary>The Cauchy (rational) kernel 1 / (1 + (x / scale)^2), in [0, 1]: 1 at x = 0, 1/2 at the scale, a heavy tail. The scale must not be 0.</summary>
    public static float Cauchy(float x, float scale)
    {
        float t = x / scale;
        return 1f / (1f + (t * t));
    }

    /// <summary><see cref="Cauchy(float, float)"/> of every element.</summary>
    public static Vec Cauchy(Vec x, float scale) => Vec.Map(x, v => Cauchy(v, scale));

    /// <summary>The kernel 1 - tanh(|x| / scale), in [0, 1] for a scale above 0: 1 at x = 0, 0.24 at the scale.</summary>
    public static float TanhKernel(float x, float scale) => 1f - Tanh(Abs(x) / scale);

    /// <summary><see cref="TanhKernel(float, float)"/> of every element.</summary>
    public static Vec TanhKernel(Vec x, float scale) => Vec.Map(x, v => TanhKernel(v, scale));

    /// <summary>The triangular kernel, 1 - |x| / scale limited to [0, 1]: a linear ramp from 1 at x = 0 to 0 at the scale, which must be above 0.</summary>
    public static float Triangular(float x, float scale) => Saturate(1f - (Abs(x) / scale));

    /// <summary><see cref="Triangular(float, float)"/> of every element.</summary>
    public static Vec Triangular(Vec x, float scale) => Vec.Map(x, v => Triangular(v, scale));

    /// <summary>
    /// log(1 + e^x), a smooth max(x, 0): in [0, +infinity], at least x, at most 4 ULP from exact.
    /// </summary>
    public static float Softplus(float x)
    {
        // max(x, 0) + log(1 + e), where log(1 + e) = log(u) e / (u - 1) with u = 1 + e rounded corrects for the rounding of u.
        float e = Exp(-Abs(x));
        float sum = 1f + e;
        float added = sum - 1f;
        return Max(x, 0f) + (added == 0f ? e : Log(sum) * (e / added));
    }

    /// <summary><see cref="Softplus(float)"/> of every element.</summary>
    public static Vec Softplus(Vec x) => Vec.Map(x, Softplus);

    /// <summary>
    /// The Huber loss: x^2 / 2 up to |x| = delta, then delta (|x| - delta / 2). In [0, +infinity] for delta above 0.
    /// </summary>
    /// <remarks>P. J. Huber, Robust Estimation of a Location Parameter, 1964.</remarks>
    public static float Huber(float x, float delta)
    {
        float a = Abs(x);
        return a <= delta ? 0.5f * x * x : delta * (a - (0.5f * delta));
    }

    /// <summary><see cref="Huber(float, float)"/> of every element.</summary>
    public static Vec Huber(Vec x, float delta) => Vec.Map(x, v => Huber(v, delta));
}
