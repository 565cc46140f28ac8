using System;
using System.Numerics;

namespace RewardDsl.Specs;

/// <summary>Inverse hyperbolic functions, roots, logarithms to any base and angles in half turns, within their rounding.</summary>
[RewardSpec]
public sealed partial class LibCurves
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-4, 4)]
    public float Y { get; init; }

    [Term(1)]
    private float Inverse => MathF.Asinh(X) + float.Asinh(1e6f * Y) + MathF.Atanh(0.24f * X) + MathF.Acosh(1f + MathF.Abs(Y)) + float.Acosh(5f + X) + float.Atanh(0.01f * Y);

    [Term(1)]
    private float Logarithms => MathF.Log(MathF.Abs(X) + 0.1f, 3f) + float.Log(Y + 5f, 0.5f) + float.Log2P1(MathF.Abs(X)) + float.Log10P1(0.2f * Y) + MathF.Log(2f, 6f + X);

    [Term(1)]
    private float Powers => float.Exp2M1(X) + float.Exp10M1(Y) + float.RootN(X, 5) + float.RootN(4f + Y, 4) + float.RootN(X, -3) + float.RootN(MathF.Abs(Y), 2);

    [Term(1)]
    private float HalfTurns => float.SinPi(X) + float.CosPi(Y) + float.AsinPi(0.25f * X) + float.AcosPi(0.25f * Y) + float.AtanPi(X) + float.Atan2Pi(X, Y);

    [Term(1)]
    private float Slope => float.TanPi(0.1f * X);

    [Term(1)]
    private float Narrowed => (float)Math.Asinh(X) + (float)Math.Log(Math.Abs(Y), 2.0) + (float)Math.Atanh(0.2f * Y);
}

/// <summary>Rounding, exponents, extremes and questions about a number: the runtime's bits.</summary>
[RewardSpec]
public sealed partial class LibSteps
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-4, 4)]
    public float Y { get; init; }

    [Signal(-20, 20)]
    public int Level { get; init; }

    [Term(1)]
    private float Digits => MathF.Round(0.1f * X, 1) + float.Round(0.1f * Y, 1, MidpointRounding.AwayFromZero) + MathF.Round(0.01f * X, 2, MidpointRounding.ToZero);

    [Term(1)]
    private float Directed => MathF.Round(0.5f * X, MidpointRounding.AwayFromZero) + float.Round(Y, MidpointRounding.ToZero) + MathF.Round(X, MidpointRounding.ToPositiveInfinity)
        + MathF.Round(Y, MidpointRounding.ToNegativeInfinity) + (float)Math.Round(X, MidpointRounding.AwayFromZero) + MathF.Round(X, MidpointRounding.ToEven);

    [Term(1)]
    private float Scaled => MathF.ScaleB(X, -3) + float.ScaleB(Y, -140) + MathF.ScaleB(X, Level);

    [Term(1)]
    private float Extremes => MathF.MaxMagnitude(X, Y) + float.MinMagnitude(X, Y) + float.MaxNumber(X, Y) + float.MinNumber(X, Y) + float.MaxMagnitudeNumber(X, Y) - float.MinMagnitudeNumber(X, Y);

    [Term(1)]
    private float Kinds => Count(float.IsEvenInteger(MathF.Round(X)), float.IsOddInteger(MathF.Round(Y)), float.IsPow2(Y)) + Count(float.IsNormal(X), float.IsSubnormal(Y), float.IsRealNumber(X));

    private static float Count(bool a, bool b, bool c) => (a ? 1f : 0f) + (b ? 2f : 0f) + (c ? 4f : 0f);
}

/// <summary>Functions, constants and comparisons of the vector types, component by component.</summary>
[RewardSpec]
public sealed partial class LibComponents
{
    [Signal(-4, 4)]
    public Vector2 U { get; init; }

    [Signal(-4, 4)]
    public Vector3 V { get; init; }

    [Signal(-4, 4)]
    public Vector3 W { get; init; }

    [Signal(-4, 4)]
    public Vector4 T { get; init; }

    private static readonly Vec s_none = Vec.Zero(3);

    [Signal(-1, 1, Length = 3)]
    public Vec Joints { get; init; }

    private Vector3 Rounded => Vector3.Round(V, MidpointRounding.AwayFromZero) + Vector3.Truncate(W) + Vector3.Round(W);

    private Vector4 Farther => Vector4.MaxMagnitude(T, Vector4.Pi) - Vector4.MinMagnitudeNumber(T, Vector4.One) + Vector4.Create(V, 2f);

    [Term(1)]
    private float Parts => Rounded.X + Rounded[1] - Rounded.Z + Farther.X + Farther[3] + Vector2.CreateScalar(U.X).Y + T[2];

    [Term(1)]
    private float Tests => (V == W ? 1f : 0f) + (Vector3.LessThanAll(V, W) ? 2f : 0f) + (Vector3.GreaterThanOrEqualAny(V, W) ? 4f : 0f) + (V != Rounded ? 8f : 0f) + (Vector2.EqualsAny(U, Vector2.Zero) ? 16f : 0f);

    [Term(1)]
    private float Found => Vector3.Count(Rounded, 1f) + Vector3.IndexOf(Rounded, 2f) - Vector4.LastIndexOf(T, 0f) + (Vector2.None(U, 0f) ? 1f : 0f);

    [Term(1)]
    private float Still => RewardMath.Sum(Joints - s_none);
}

/// <summary>Functions of the vector types and quaternions whose rounding is the machine's.</summary>
[RewardSpec]
public sealed partial class LibRotations
{
    [Signal(-1, 1, Order = QuaternionOrder.Xyzw)]
    public Quaternion P { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Xyzw)]
    public Quaternion Q { get; init; }

    [Signal(-3, 3)]
    public Vector3 V { get; init; }

    [Signal(-3, 3)]
    public Vector3 W { get; init; }

    [Signal(0, 1)]
    public float Share { get; init; }

    private Quaternion Between => Quaternion.Slerp(P, Q, Share) + Quaternion.Lerp(P, Q, Share) * 0.5f;

    private Quaternion Product => P * Q - Quaternion.Concatenate(P, Q) + Quaternion.Inverse(P) + Q / Quaternion.CreateFromAxisAngle(Vector3.UnitY, Share);

    private Quaternion Turned => Quaternion.CreateFromYawPitchRoll(Share, V.X, V.Y);

    [Term(1)]
    private float Ways => Between.X + Between.Y - Between.Z + Between[3];

    [Term(1)]
    private float Products => Product.X + Product.Y - Product.Z + Product.W;

    [Term(1)]
    private float Angles => Turned.X - Turned.Y + Turned.Z - Turned.W + (Turned.IsIdentity ? 1f : 0f) + (P == Q ? 1f : 0f);

    [Term(1)]
    private float Moved => Vector3.Transform(V, Turned).X + Vector3.Reflect(V, Vector3.UnitZ).Z + Vector3.Sum(W) + Vector2.Cross(new Vector2(V.X, V.Y), new Vector2(W.X, W.Y));

    [Term(1)]
    private float Curves => Vector3.Sin(V).X + Vector3.Exp(W).Y + Vector3.Hypot(V, W).Z + Vector3.DegreesToRadians(V).Z;
}
