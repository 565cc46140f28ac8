using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Vocabulary;

/// <summary>Reward functions of one assembly, for specs of another.</summary>
public static class Shapes
{
    private const float Sharpness = 2f;
    private static readonly Vec s_ramp = [0.25f, 0.5f, 0.75f, 1f];

    /// <summary>1 at the target, falling with the distance.</summary>
    [RewardFunction]
    public static float Near(float distance, float scale = 0.5f) => Exp(-Sharp(distance) / scale);

    /// <summary>The share of the elements that exceed a limit: reads the length.</summary>
    [RewardFunction]
    public static float ShareAbove(Vec x, float limit) => Count(Abs(x) > limit) / x.Length;

    /// <summary>Elementwise, any length.</summary>
    [RewardFunction]
    public static Vec SoftLimit(Vec x, Vec low, Vec high) => Max(low - x, 0f) + Max(x - high, 0f);

    /// <summary>Branches, locals and masks.</summary>
    [RewardFunction]
    public static float Support(Mask contact, Vec force)
    {
        float load = Sum(Where(contact, force, 0f));
        if (All(contact))
        {
            return load;
        }

        bool some = Any(contact);
        return some ? load * 0.5f : -1f;
    }

    /// <summary>Small vectors in and out.</summary>
    [RewardFunction]
    public static Vector2 Planar(Vector3 v, Quaternion frame) => RotateInverse(frame, v).Xy();

    /// <summary>Lists of vectors.</summary>
    [RewardFunction]
    public static float Spread(Vec<Vector3> points, Vector3 centre) => Mean(Norms(points - centre));

    /// <summary>A constant of this assembly with a length of its own.</summary>
    [RewardFunction]
    public static float Ramp(Vec four) => Dot(four, s_ramp) + four[3];

    /// <summary>Whole numbers and truth values.</summary>
    [RewardFunction]
    public static bool Enough(int count, bool strict) => strict ? count > 3 : count >= 3;

    /// <summary>One function of the vocabulary calls others.</summary>
    [RewardFunction]
    public static float NearAll(Vec distances) => Near(Max(distances)) * ShareAbove(distances, 0.1f);

    private static float Sharp(float distance) => distance * Sharpness;
}
