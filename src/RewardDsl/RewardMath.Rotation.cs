using System.Numerics;

namespace RewardDsl;

public static partial class RewardMath
{
    /// <summary>Rotates a vector by a unit quaternion: v + w·t + u×t with t = 2·u×v and u the vector part.</summary>
    /// <param name="q">A unit quaternion; other lengths scale the result.</param>
    /// <param name="v">The vector.</param>
    public static Vector3 Rotate(Quaternion q, Vector3 v) => Rotate(q, v, 1f);

    /// <summary>Rotates a vector by the inverse of a unit quaternion, for example from the world into the body frame.</summary>
    /// <param name="q">A unit quaternion; other lengths scale the result.</param>
    /// <param name="v">The vector.</param>
    public static Vector3 RotateInverse(Quaternion q, Vector3 v) => Rotate(q, v, -1f);

    /// <summary>Angle between two vectors in radians, [0, π]; NaN for a vector of length 0.</summary>
    /// <param name="a">A vector.</param>
    /// <param name="b">A vector.</param>
    public static float AngleBetween(Vector3 a, Vector3 b) =>
        Acos(Clamp(Dot(a, b) / (Sqrt(Dot(a, a)) * Sqrt(Dot(b, b))), -1f, 1f));

    /// <summary>Angle of the rotation between two unit quaternions in radians, [0, π]: 2·acos |a·b|.</summary>
    /// <param name="a">A unit quaternion.</param>
    /// <param name="b">A unit quaternion.</param>
    public static float AngleBetween(Quaternion a, Quaternion b) =>
        2f * Acos(Clamp(Abs((a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z) + (a.W * b.W)), -1f, 1f));

    private static Vector3 Rotate(Quaternion q, Vector3 v, float sign)
    {
        var u = new Vector3(q.X, q.Y, q.Z);
        Vector3 t = Cross(u, v);
        t = new Vector3(2f * t.X, 2f * t.Y, 2f * t.Z);
        Vector3 around = Cross(u, t);
        float w = sign * q.W;
        return new Vector3(v.X + (w * t.X) + around.X, v.Y + (w * t.Y) + around.Y, v.Z + (w * t.Z) + around.Z);
    }

    // One order of operations, whatever the runtime does with its own vector types: the kernels must give the same bits.
    private static float Dot(Vector3 a, Vector3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    private static Vector3 Cross(Vector3 a, Vector3 b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));
}
