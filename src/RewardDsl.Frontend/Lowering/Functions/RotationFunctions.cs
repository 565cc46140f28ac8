using System.Linq;
using RewardDsl.Ir;

namespace RewardDsl.Frontend;

/// <summary>Rotations in RewardMath, each the written order of the C# method of the same name.</summary>
internal static class RotationFunctions
{
    public static void Add(FunctionRows rows)
    {
        rows.Tuple(FunctionRows.RewardMath, "Rotate", static a => Rotate(a[0], a[1], inverse: false));
        rows.Tuple(FunctionRows.RewardMath, "RotateInverse", static a => Rotate(a[0], a[1], inverse: true));
        rows.Tuple(FunctionRows.RewardMath, "Multiply", static a => Multiply(a[0], a[1]));
        rows.Tuple(FunctionRows.RewardMath, "Conjugate", static a => Conjugate(a[0]));
        rows.Tuple(FunctionRows.RewardMath, "AngleBetween", static a => TupleFunctions.One(a[0].Length == 4
            ? 2f * Angle(TupleFunctions.Dot(a[0], a[1]).Do(Opcode.Abs))
            : Angle(TupleFunctions.Dot(a[0], a[1]) / (Length(a[0]) * Length(a[1])))));
        rows.Tuple(FunctionRows.RewardMath, "AxisAngleError", static a => AxisAngle(Multiply(a[0], Conjugate(a[1]))));
        rows.Tuple(FunctionRows.RewardMath, "Roll", static a => TupleFunctions.One(
            (2f * ((W(a[0]) * X(a[0])) + (Y(a[0]) * Z(a[0])))).Do(Opcode.Atan2, 1f - (2f * ((X(a[0]) * X(a[0])) + (Y(a[0]) * Y(a[0])))))));
        rows.Tuple(FunctionRows.RewardMath, "Pitch", static a => TupleFunctions.One(
            Unit(2f * ((W(a[0]) * Y(a[0])) - (Z(a[0]) * X(a[0])))).Do(Opcode.Asin)));
        rows.Tuple(FunctionRows.RewardMath, "Yaw", static a => TupleFunctions.One(Yaw(a[0])));
        rows.Tuple(FunctionRows.RewardMath, "YawRotation", static a =>
        {
            Expr half = 0.5f * Yaw(a[0]);
            return new[] { half.Const(0f), half.Const(0f), half.Do(Opcode.Sin), half.Do(Opcode.Cos) };
        });
        rows.Tuple(FunctionRows.RewardMath, "ProjectedGravity", static a =>
        {
            Expr zero = X(a[0]).Const(0f);
            return Rotate(a[0], new[] { zero, zero, zero.Const(-1f) }, inverse: true);
        });
    }

    private static Expr X(Expr[] q) => q[0];

    private static Expr Y(Expr[] q) => q[1];

    private static Expr Z(Expr[] q) => q[2];

    private static Expr W(Expr[] q) => q[3];

    private static Expr Length(Expr[] v) => TupleFunctions.Dot(v, v).Do(Opcode.Sqrt);

    private static Expr Unit(Expr x) => x.Do(Opcode.Clamp, x.Const(-1f), x.Const(1f));

    private static Expr Angle(Expr cosine) => Unit(cosine).Do(Opcode.Acos);

    private static Expr Yaw(Expr[] q) =>
        (2f * ((W(q) * Z(q)) + (X(q) * Y(q)))).Do(Opcode.Atan2, 1f - (2f * ((Y(q) * Y(q)) + (Z(q) * Z(q)))));

    public static Expr[] Conjugate(Expr[] q) => new[] { -X(q), -Y(q), -Z(q), W(q) };

    public static Expr[] Multiply(Expr[] a, Expr[] b) => new[]
    {
        (W(a) * X(b)) + (X(a) * W(b)) + (Y(a) * Z(b)) - (Z(a) * Y(b)),
        (W(a) * Y(b)) - (X(a) * Z(b)) + (Y(a) * W(b)) + (Z(a) * X(b)),
        (W(a) * Z(b)) + (X(a) * Y(b)) - (Y(a) * X(b)) + (Z(a) * W(b)),
        (W(a) * W(b)) - (X(a) * X(b)) - (Y(a) * Y(b)) - (Z(a) * Z(b)),
    };

    private static Expr[] Rotate(Expr[] q, Expr[] v, bool inverse)
    {
        Expr[] axis = q.Take(3).ToArray();
        Expr[] twice = TupleFunctions.Cross(axis, v).Select(static x => 2f * x).ToArray();
        Expr[] around = TupleFunctions.Cross(axis, twice);
        return v.Select((x, i) => (inverse ? x - (W(q) * twice[i]) : x + (W(q) * twice[i])) + around[i]).ToArray();
    }

    private static Expr[] AxisAngle(Expr[] q)
    {
        Expr isLong = W(q) < W(q).Const(0f);
        Expr[] near = q.Select(x => isLong.Select(-x, x)).ToArray();
        Expr sine = Length(near.Take(3).ToArray());
        Expr factor = (sine < sine.Const(1e-6f)).Select(2f / W(near), 2f * sine.Do(Opcode.Atan2, W(near)) / sine);
        return near.Take(3).Select(x => factor * x).ToArray();
    }
}
