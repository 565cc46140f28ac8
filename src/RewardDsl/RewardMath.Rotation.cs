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

    /// <summary>The Hamilton product a b: first the rotation b, then a. Unlike the operator of the runtime it has one order of operations.</summary>
    /// <param name="a">A quaternion.</param>
    /// <param name="b">A quaternion.</param>
    public static Quaternion Multiply(Quaternion a, Quaternion b) => new(
        (a.W * b.X) + (a.X * b.W) + (a.Y * b.Z) - (a.Z * b.Y),
        (a.W * b.Y) - (a.X * b.Z) + (a.Y * b.W) + (a.Z * b.X),
        (a.W * b.Z) + (a.X * b.Y) - (a.Y * b.X) + (a.Z * b.W),
        (a.W * b.W) - (a.X * b.X) - (a.Y * b.Y) - (a.Z * b.Z));

    /// <summary>The conjugate (-x, -y, -z, w), the inverse of a unit quaternion.</summary>
    /// <param name="q">A quaternion.</param>
    public static Quaternion Conjugate(Quaternion q) => new(-q.X, -q.Y, -q.Z, q.W);

    /// <summary>
    /// The rotation vector of a b⁻¹ on the short way: axis times angle in radians, length in [0, π]. It turns b into a and is 0
    /// where both are the same rotation, q and -q included; its length is <see cref="AngleBetween(Quaternion, Quaternion)"/>,
    /// without that one's loss of digits at small angles.
    /// </summary>
    /// <param name="a">A unit quaternion, for example the desired orientation.</param>
    /// <param name="b">A unit quaternion, for example the present orientation.</param>
    public static Vector3 AxisAngleError(Quaternion a, Quaternion b)
    {
        Quaternion q = Multiply(a, Conjugate(b));
        q = q.W < 0f ? new Quaternion(-q.X, -q.Y, -q.Z, -q.W) : q;
        float sine = Sqrt((q.X * q.X) + (q.Y * q.Y) + (q.Z * q.Z));

        // angle / sin(angle / 2) is 2 to the last bit at small angles, where the quotient would be 0 / 0.
        float factor = sine < 1e-6f ? 2f / q.W : 2f * Atan2(sine, q.W) / sine;
        return new Vector3(factor * q.X, factor * q.Y, factor * q.Z);
    }

    /// <summary>The roll angle in radians, [-π, π]: the last turn, about x, of the order yaw (z), pitch (y), roll (x).</summary>
    /// <param name="q">A unit quaternion from body to world, z upwards.</param>
    public static float Roll(Quaternion q) =>
        Atan2(2f * ((q.W * q.X) + (q.Y * q.Z)), 1f - (2f * ((q.X * q.X) + (q.Y * q.Y))));

    /// <summary>The pitch angle in radians, [-π/2, π/2]: the turn about y of the order yaw (z), pitch (y), roll (x).</summary>
    /// <param name="q">A unit quaternion from body to world, z upwards.</param>
    public static float Pitch(Quaternion q) =>
        Asin(Clamp(2f * ((q.W * q.Y) - (q.Z * q.X)), -1f, 1f));

    /// <summary>The yaw (heading) angle in radians, [-π, π]: the first turn, about z, of the order yaw (z), pitch (y), roll (x).</summary>
    /// <param name="q">A unit quaternion from body to world, z upwards.</param>
    public static float Yaw(Quaternion q) =>
        Atan2(2f * ((q.W * q.Z) + (q.X * q.Y)), 1f - (2f * ((q.Y * q.Y) + (q.Z * q.Z))));

    /// <summary>The rotation by the yaw angle alone: the frame that turns with the heading and stays level.</summary>
    /// <param name="q">A unit quaternion from body to world, z upwards.</param>
    public static Quaternion YawRotation(Quaternion q)
    {
        float half = 0.5f * Yaw(q);
        return new Quaternion(0f, 0f, Sin(half), Cos(half));
    }

    /// <summary>The direction of gravity in the body frame: (0, 0, -1) when upright, rotated by the inverse of q.</summary>
    /// <param name="q">A unit quaternion from body to world, z upwards.</param>
    public static Vector3 ProjectedGravity(Quaternion q) => RotateInverse(q, new Vector3(0f, 0f, -1f));

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
