namespace RewardDsl.Ir;

/// <summary>Minimum and maximum as robustness means them: not-a-number wins, the sign of a zero does not matter.</summary>
internal static class Extremes
{
    public static float Min(float a, float b) => a < b || float.IsNaN(a) ? a : b;

    public static float Max(float a, float b) => a > b || float.IsNaN(a) ? a : b;

    /// <summary>Maximum or minimum.</summary>
    public static float Of(bool isMax, float a, float b) => isMax ? Max(a, b) : Min(a, b);

    /// <summary>The extreme of nothing.</summary>
    public static float None(bool isMax) => isMax ? float.NegativeInfinity : float.PositiveInfinity;
}
