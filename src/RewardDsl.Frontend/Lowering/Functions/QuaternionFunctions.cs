using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Methods of System.Numerics.Quaternion, and the vectors' Transform by one, which agree with the runtime's within rounding.</summary>
internal static class QuaternionFunctions
{
    /// <summary>The type whose methods these are.</summary>
    public const string Type = "System.Numerics.Quaternion";

    /// <summary>The runtime inverts a quaternion whose squared length is not above this to zero.</summary>
    private const float Smallest = 1.192092896e-7f;

    /// <summary>Nearer to 1 than this the cosine says nothing about the angle, and the way is a straight line.</summary>
    private const float Straight = 1e-6f;

    public static void Add(FunctionRows rows)
    {
        rows.Tuple(Type, "Create", static a => a.SelectMany(static x => x).ToArray(), 2, 4);
        rows.Tuple(Type, "Add", static a => a[0].Select((x, i) => x + a[1][i]).ToArray());
        rows.Tuple(Type, "Subtract", static a => a[0].Select((x, i) => x - a[1][i]).ToArray());
        rows.Tuple(Type, "Multiply", static a => a[1].Length == 1 ? Scale(a[0], a[1][0]) : RotationFunctions.Multiply(a[0], a[1]));
        rows.Tuple(Type, "Divide", static a => RotationFunctions.Multiply(a[0], Inverse(a[1])));
        rows.Tuple(Type, "Concatenate", static a => RotationFunctions.Multiply(a[1], a[0]));
        rows.Tuple(Type, "Conjugate", static a => RotationFunctions.Conjugate(a[0]));
        rows.Tuple(Type, "Inverse", static a => Inverse(a[0]));
        rows.Tuple(Type, "Lerp", static a => Lerp(a[0], a[1], a[2][0]));
        rows.Tuple(Type, "Slerp", static a => Slerp(a[0], a[1], a[2][0]));
        rows.Tuple(Type, "CreateFromAxisAngle", static a =>
        {
            Expr half = 0.5f * a[1][0];
            return Scale(a[0], half.Do(Opcode.Sin)).Append(half.Do(Opcode.Cos)).ToArray();
        });
        rows.Tuple(Type, "CreateFromYawPitchRoll", static a => FromAngles(a[0][0], a[1][0], a[2][0]));
        foreach (int size in new[] { 2, 3, 4 })
        {
            rows.Tuple("System.Numerics.Vector" + size, "Transform", a => Transform(a[0], a[1], size));
        }
    }

    private static Expr[] Scale(Expr[] q, Expr factor) => q.Select(x => x * factor).ToArray();

    private static Expr[] Inverse(Expr[] q)
    {
        Expr length = TupleFunctions.Dot(q, q);
        Expr isThere = length > length.Const(Smallest);
        return RotationFunctions.Conjugate(q).Select(x => isThere.Select(x / length, length.Const(0f))).ToArray();
    }

    private static Expr[] Lerp(Expr[] p, Expr[] q, Expr amount)
    {
        Expr isNear = TupleFunctions.Dot(p, q) >= amount.Const(0f);
        Expr[] sum = p.Select((x, i) => (x * (1f - amount)) + (isNear.Select(q[i], -q[i]) * amount)).ToArray();
        Expr length = TupleFunctions.Dot(sum, sum).Do(Opcode.Sqrt);
        return sum.Select(x => x / length).ToArray();
    }

    private static Expr[] Slerp(Expr[] p, Expr[] q, Expr amount)
    {
        Expr dot = TupleFunctions.Dot(p, q);
        Expr isFar = dot < amount.Const(0f);
        Expr cosine = isFar.Select(-dot, dot);
        Expr angle = cosine.Do(Opcode.Acos);
        Expr sine = angle.Do(Opcode.Sin);
        Expr isStraight = cosine > amount.Const(1f - Straight);
        Expr first = isStraight.Select(1f - amount, ((1f - amount) * angle).Do(Opcode.Sin) / sine);
        Expr second = isStraight.Select(amount, (amount * angle).Do(Opcode.Sin) / sine);
        Expr signed = isFar.Select(-second, second);
        return p.Select((x, i) => (x * first) + (q[i] * signed)).ToArray();
    }

    private static Expr[] FromAngles(Expr yaw, Expr pitch, Expr roll)
    {
        (Expr sy, Expr cy) = HalfAngle(yaw);
        (Expr sp, Expr cp) = HalfAngle(pitch);
        (Expr sr, Expr cr) = HalfAngle(roll);
        return new[]
        {
            (cy * sp * cr) + (sy * cp * sr),
            (sy * cp * cr) - (cy * sp * sr),
            (cy * cp * sr) - (sy * sp * cr),
            (cy * cp * cr) + (sy * sp * sr),
        };

        static (Expr Sine, Expr Cosine) HalfAngle(Expr angle)
        {
            Expr half = 0.5f * angle;
            return (half.Do(Opcode.Sin), half.Do(Opcode.Cos));
        }
    }

    /// <summary>
    /// q v q*, as the runtime: a quaternion that is not of length 1 scales as well, also the last component, which is 1 where
    /// the vector has none and the result does.
    /// </summary>
    private static Expr[] Transform(Expr[] v, Expr[] q, int size)
    {
        Expr zero = v[0].Const(0f);
        Expr[] parts = { v[0], v[1], v.Length > 2 ? v[2] : zero, v.Length > 3 ? v[3] : size > 3 ? zero.Const(1f) : zero };
        return RotationFunctions.Multiply(q, RotationFunctions.Multiply(parts, RotationFunctions.Conjugate(q))).Take(size).ToArray();
    }
}
