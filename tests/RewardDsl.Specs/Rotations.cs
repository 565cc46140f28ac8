using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Quaternions of both memory orders, rotations and angles.</summary>
[RewardSpec]
public sealed partial class Rotations
{
    [Signal(-1, 1, Order = QuaternionOrder.Xyzw)]
    public Quaternion Hand { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Wxyz)]
    public Quaternion Target { get; init; }

    [Signal(-3, 3)]
    public Vector3 Velocity { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Wxyz), Action]
    public Quaternion Turn { get; init; }

    [Penalty(1)]
    private float Misaligned => AngleBetween(Hand, Target);

    [Term(0.5)]
    private float Forward => RotateInverse(Hand, Velocity).X + Rotate(Target, new Vector3(0f, 0f, 1f)).Z + Hand.W * Target.X;

    [Penalty(0.25)]
    private float Tilt => AngleBetween(Velocity, Vector3.UnitZ) + Previous.Target.Y - Previous.Turn.W;
}

/// <summary>Vector4.</summary>
[RewardSpec]
public sealed partial class FourVectors
{
    [Signal(-3, 3)]
    public Vector4 A { get; init; }

    [Signal(-3, 3)]
    public Vector4 B { get; init; }

    [State(1)]
    private Vector4 Low => 0.5f * Previous.Low + 0.5f * A;

    [Penalty(0.5)]
    private float Difference => (A - B).X + (A * B).Y - (A / new Vector4(1f, 2f, 3f, 4f)).W + Low.Z + Vector4.UnitW.W * Vector4.Abs(B).Z;
}
