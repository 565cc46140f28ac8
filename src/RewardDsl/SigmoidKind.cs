using RewardDsl.Shared;

namespace RewardDsl;

/// <summary>
/// How <see cref="RewardMath.Tolerance(float, float, float, float, SigmoidKind, float)"/> falls off outside its interval. In the
/// formulas t is the distance to the interval over the margin, times the scale that gives the value at the margin.
/// </summary>
/// <remarks>dm_control, <c>dm_control/utils/rewards.py</c>; Y. Tassa et al., dm_control: Software and Tasks for Continuous Control, 2020.</remarks>
public enum SigmoidKind
{
    /// <summary>e^(-t^2 / 2).</summary>
    Gaussian = (int)SigmoidForm.Gaussian,

    /// <summary>1 / cosh t.</summary>
    Hyperbolic = (int)SigmoidForm.Hyperbolic,

    /// <summary>1 / (t^2 + 1).</summary>
    LongTail = (int)SigmoidForm.LongTail,

    /// <summary>1 / (|t| + 1).</summary>
    Reciprocal = (int)SigmoidForm.Reciprocal,

    /// <summary>(1 + cos(pi t)) / 2 up to t = 1, then 0.</summary>
    Cosine = (int)SigmoidForm.Cosine,

    /// <summary>1 - t up to t = 1, then 0.</summary>
    Linear = (int)SigmoidForm.Linear,

    /// <summary>1 - t^2 up to t = 1, then 0.</summary>
    Quadratic = (int)SigmoidForm.Quadratic,

    /// <summary>1 - tanh^2 t.</summary>
    TanhSquared = (int)SigmoidForm.TanhSquared,
}
