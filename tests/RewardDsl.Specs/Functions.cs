using System;
using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Tolerance with each sigmoid, with margin 0, open intervals, and bounds and margins that are known at run time only.</summary>
[RewardSpec]
public sealed partial class FnTolerance
{
    private static readonly float s_value = 0.25f;

    [Signal(-3, 3)]
    public float X { get; init; }

    [Signal(-1, 0)]
    public float Lo { get; init; }

    [Signal(0, 2)]
    public float Margin { get; init; }

    [Signal(-3, 3, Length = 6)]
    public Vec Joints { get; init; }

    [Term(1)]
    private float Smooth => Tolerance(X, -1f, 1f, 0.5f, SigmoidKind.Gaussian) + Tolerance(X, 0f, 0f, 2f, SigmoidKind.Hyperbolic, 0.2f);

    [Term(1)]
    private float Heavy => Tolerance(X, -1f, 1f, 0.5f, SigmoidKind.LongTail) + Tolerance(X, 0f, 0.5f, 2f, SigmoidKind.Reciprocal, 0.3f);

    [Term(1)]
    private float Ended => Tolerance(X, -1f, 1f, 0.5f, SigmoidKind.Cosine, 0f) + Tolerance(X, 0f, 0f, 2f, SigmoidKind.Linear) + Tolerance(X, 0f, 0f, 2f, SigmoidKind.Quadratic, 0f);

    [Term(1)]
    private float Squared => Tolerance(X, -0.1f, 0.1f, 1f, SigmoidKind.TanhSquared, s_value);

    [Term(1)]
    private float Sharp => Tolerance(X, -1f, 1f, 0f, SigmoidKind.Gaussian);

    [Term(1)]
    private float Upright => Tolerance(X, lo: 0.9f, hi: float.PositiveInfinity, margin: 1.9f, valueAtMargin: 0f, sigmoid: SigmoidKind.Linear);

    [Term(1)]
    private float Variable => Shaped(SigmoidKind.Gaussian) + Shaped(SigmoidKind.Cosine);

    [Term(1)]
    private float Posture => Mean(Tolerance(Joints, -0.5f, 0.5f, Margin, SigmoidKind.Quadratic, 0.1f)) + Sum(Tolerance(Joints, 0f, 0f, 1f, SigmoidKind.LongTail));

    private float Shaped(SigmoidKind sigmoid) => Tolerance(X, Lo, Lo + 0.5f, Margin, sigmoid);
}

/// <summary>Reductions of the elements that a mask keeps.</summary>
[RewardSpec]
public sealed partial class FnMasked
{
    [Signal(-2, 2, Length = 7)]
    public Vec Force { get; init; }

    [Signal(Length = 7)]
    public Mask Contact { get; init; }

    [Signal(Length = 7)]
    public Mask Valid { get; init; }

    [Signal]
    public bool Moving { get; init; }

    [Term(1)]
    private float Sums => Sum(Force, Contact) + SumSquares(Force, where: Valid) - Norm(Force, Contact & Valid);

    [Term(1)]
    private float Average => Mean(Force, Contact, whenEmpty: -1f) + Mean(whenEmpty: 0f, x: Force, where: Contact & !Contact);

    [Term(1)]
    private float Extremes => Min(Force, Contact, 0f) - Max(Force, where: Valid, whenEmpty: 2f);

    [Term(1)]
    private float Finite => Sum(Force, IsFinite(Force)) + Product(Force, Valid);

    [Term(1)]
    private float Counted => Count(Contact, Valid) + (Any(Contact, Valid) ? 1f : 0f) - (All(Contact, where: Valid) ? 1f : 0f);

    [Term(1)]
    private float Scaled => Count(Contact & Moving) + Count(Moving | Valid) - Count(Contact ^ Moving) + Count(Moving & Valid | false);
}

/// <summary>Means, products and the soft minimum.</summary>
[RewardSpec]
public sealed partial class FnMeans
{
    [Signal(0, 1)]
    public float A { get; init; }

    [Signal(0, 1)]
    public float B { get; init; }

    [Signal(-0.1, 1)]
    public float C { get; init; }

    [Signal(0, 1, Length = 5)]
    public Vec Parts { get; init; }

    [Signal(0, 2, Length = 5)]
    public Vec Weights { get; init; }

    [Term(1)]
    private float Geometric => GeometricMean(A, B) + GeometricMean(A, B, C) + GeometricMean(Parts) + GeometricMean(Parts, Weights);

    [Term(1)]
    private float Harmonic => HarmonicMean(A, B) + HarmonicMean(A, B, C) + HarmonicMean(Parts);

    [Term(1)]
    private float Worst => SoftMin(Parts, 8f) + SoftMin(Parts - Weights, A);

    [Term(1)]
    private float All => Product(Parts) * Product(1f - 0.5f * Weights);
}

/// <summary>Shape kernels of numbers.</summary>
[RewardSpec]
public sealed partial class FnKernels
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(0.1, 2)]
    public float Scale { get; init; }

    [Term(1)]
    private float Bells => Gaussian(X, Scale) + Laplacian(X, 0.5f) + Cauchy(X, Scale) + TanhKernel(X, Scale) + Triangular(X, 1.5f);

    [Term(1)]
    private float Steps => LinearStep(-1f, 2f, X) + LinearStep(1f, 0f, X) + SmoothStep(Scale, 3f, X);

    [Penalty(1)]
    private float Errors => DeadZone(X, 0.25f) + DeadZone(X, Scale) + Huber(X, Scale);

    [Term(1)]
    private float Soft => Softplus(X) - Softplus(-20f * X);
}

/// <summary>Shape kernels of vectors.</summary>
[RewardSpec]
public sealed partial class FnVectorKernels
{
    private static readonly Vec s_lower = [-1f, -0.5f, 0f, 0.25f, -2f];
    private static readonly Vec s_upper = [1f, 0.5f, 1f, 0.5f, 2f];

    [Signal(-4, 4, Length = 5)]
    public Vec Q { get; init; }

    [Signal(-4, 4, Length = 5)]
    public Vec Target { get; init; }

    [Signal(0.1, 2)]
    public float Scale { get; init; }

    [Term(1)]
    private float Bells => Sum(Gaussian(Q, Scale) + Laplacian(Q, 0.5f) + Cauchy(Q, Scale)) + Mean(TanhKernel(Q, Scale) + Triangular(Q, 1.5f));

    [Term(1)]
    private float Steps => Sum(LinearStep(-1f, 2f, Q)) + Sum(SmoothStep(-1f, Scale, Q)) + Max(Lerp(Q, Target, 0.25f));

    [Penalty(1)]
    private float Limits => Sum(Outside(Q, s_lower, s_upper)) + Sum(Outside(Q, -1f, Scale)) + Sum(Clamp(Q, s_lower, s_upper));

    [Penalty(1)]
    private float Errors => Sum(Huber(Q - Target, 0.5f)) + Norm(DeadZone(Q, 0.1f)) + Sum(Softplus(Q)) + Sum(Hinge(Q)) + Sum(Saturate(Q)) + Sum(WrapAngle(Q) + Sign(Q));

    [Term(1)]
    private float Quotients => Sum(SafeDiv(Q, Scale)) + Sum(SafeDiv(Q, Target, 1f)) + Sum(Pow(Abs(Q), 1.5f)) + Sum(Atan2(Q, Target));
}

/// <summary>Rotations by quaternions.</summary>
[RewardSpec]
public sealed partial class FnRotations
{
    [Signal(-1, 1, Order = QuaternionOrder.Xyzw)]
    public Quaternion Body { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Wxyz)]
    public Quaternion Goal { get; init; }

    [Signal(-3, 3)]
    public Vector3 Velocity { get; init; }

    private Quaternion Relative => Multiply(Conjugate(Goal), Body);

    private Vector3 Error => AxisAngleError(Goal, Body);

    [Penalty(1)]
    private float Misaligned => Error.X + Error.Y * Error.Z;

    [Term(1)]
    private float Parts => Relative.X - Relative.Y + Relative.Z * Relative.W + Multiply(Body, Quaternion.Identity).X + Multiply(Goal, new Quaternion(0.1f, -0.2f, 0.3f, 0.9f)).Y;

    [Penalty(1)]
    private float Angles => Roll(Body) + Pitch(Body) - Yaw(Goal);

    [Term(1)]
    private float Level => ProjectedGravity(Body).Z + RotateInverse(YawRotation(Body), Velocity).X + Rotate(new Quaternion(Velocity, 1f), Velocity).Y;
}

/// <summary>Functions of float that are computed in the written order.</summary>
[RewardSpec]
public sealed partial class FnFloat
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-4, 4)]
    public float Y { get; init; }

    private float Sane => IsFinite(X) ? X : 0f;

    [Term(1)]
    private float Angles => float.DegreesToRadians(X) + float.RadiansToDegrees(Y) + MathF.Tau - MathF.PI * MathF.E + (float)Math.PI;

    [Term(1)]
    private float Signs => MathF.Sign(Sane) + Math.Sign(Sane) * Y + float.Sign(Sane);

    [Term(1)]
    private bool Tests => float.IsPositiveInfinity(X) || float.IsNegativeInfinity(Y) || float.IsInfinity(X + Y) || float.IsInteger(X) || float.IsNaN(Y);

    [Term(1)]
    private float Double => (float)Math.Sqrt(Math.Abs(X)) + (float)Math.Floor(Y) - (float)Math.Max(Math.Ceiling((double)X), Y) + (float)Math.Round(Math.Sqrt(Y)) + (float)Math.Truncate(X);
}

/// <summary>Functions of MathF and float within their rounding.</summary>
[RewardSpec]
public sealed partial class FnRuntime
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-4, 4)]
    public float Y { get; init; }

    [Term(1)]
    private float Hyperbolic => MathF.Sinh(X) + MathF.Cosh(Y);

    [Term(1)]
    private float Roots => MathF.Cbrt(X) + float.Cbrt(Y * 1000f) + float.Hypot(X, Y);

    [Term(1)]
    private float Logarithms => MathF.Log10(X) + float.Log2(Y) + float.LogP1(X);

    [Term(1)]
    private float Powers => float.Exp2(X) + float.Exp10(Y) + float.ExpM1(X);

    [Term(1)]
    private float Mixed => float.Lerp(X, Y, 0.3f) + float.Lerp(1f, -1f, X);
}

/// <summary>Functions of Math, narrowed to float.</summary>
[RewardSpec]
public sealed partial class FnNarrowed
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-4, 4)]
    public float Y { get; init; }

    [Term(1)]
    private float Powers => (float)Math.Exp(X) + (float)Math.Pow(X, Y) + (float)Math.Pow(y: 2, x: Y) + (float)Math.Cbrt(X);

    [Term(1)]
    private float Circular => (float)Math.Sin(X) + (float)Math.Cos(Y) + (float)Math.Atan2(X, Y) + (float)Math.Acos(0.25f * X);

    [Term(1)]
    private float Chained => (float)Math.Exp(Math.Sin(X)) + (float)Math.Log(Math.Abs((double)Y)) + (float)Math.Tanh(Math.Max(X, Y)) + (float)Math.Log10(Math.Clamp(X, 0.5, 2.0));
}

/// <summary>Static methods of the vector types that are computed in the written order.</summary>
[RewardSpec]
public sealed partial class FnVectorTypes
{
    [Signal(-4, 4)]
    public Vector2 U { get; init; }

    [Signal(-4, 4)]
    public Vector3 V { get; init; }

    [Signal(-4, 4)]
    public Vector3 W { get; init; }

    private Vector3 Limited => Vector3.Clamp(V, -Vector3.One, W);

    [Term(1)]
    private float Limits => Limited.X + Limited.Y - Limited.Z;

    [Term(1)]
    private float Arithmetic => Vector3.Add(V, W).X + Vector3.Subtract(V, W).Y * Vector3.Multiply(V, W).Z + Vector3.Multiply(2f, V).X + Vector3.Multiply(V, 3f).Y - Vector3.Divide(V, W).Z + Vector3.Divide(V, 3f).X;

    [Term(1)]
    private float Parts => new Vector3(U, 1f).Z + new Vector4(V, 2f).W + new Vector4(U, 3f, V.X).Y + Vector2.Negate(U).X + Vector3.SquareRoot(V).Y + new Vector2(V.X).Y;
}

/// <summary>Methods of the vector types whose order of operations is the machine's.</summary>
[RewardSpec]
public sealed partial class FnVectorProducts
{
    [Signal(-4, 4)]
    public Vector3 V { get; init; }

    [Signal(-4, 4)]
    public Vector3 W { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Xyzw)]
    public Quaternion P { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Xyzw)]
    public Quaternion Q { get; init; }

    [Term(1)]
    private float Between => Vector3.Lerp(V, W, 0.25f).X + Vector3.Lerp(V, W, V.X).Y;

    [Term(1)]
    private float Products => Quaternion.Dot(P, Q) + P.Length() + Q.LengthSquared() + Quaternion.Normalize(P).W + Quaternion.Conjugate(Q).X + Quaternion.Negate(P).Y;
}
