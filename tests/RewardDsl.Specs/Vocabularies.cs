using System.Numerics;
using RewardDsl.Vocabulary;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Reward functions of another assembly, on vectors of several lengths.</summary>
[RewardSpec]
public sealed partial class Borrowed
{
    [Signal(0, 3)] public float Distance { get; init; }

    [Signal(-2, 2, Length = 6)] public Vec Joints { get; init; }

    [Signal(-1, 1, Length = 4)] public Vec Loads { get; init; }

    [Signal(Length = 4)] public Mask Contact { get; init; }

    [Signal(-1, 1)] public Vector3 Velocity { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Wxyz)] public Quaternion Orientation { get; init; }

    [Signal(-1, 1, Length = 4)] public Vec<Vector3> Feet { get; init; }

    [Signal(0, 5)] public int Boxes { get; init; }

    [Term(1.0)] float Reach => Shapes.Near(Distance) + Shapes.Near(Distance, scale: 2f);

    [Penalty(1.0)] float Beyond => Shapes.ShareAbove(Joints, 1f) + Shapes.ShareAbove(Loads, 0.5f);

    [Penalty(0.5)] float Limits => Sum(Shapes.SoftLimit(Joints, Joints * 0f - 1f, Joints * 0f + 1f)) - Sum(Shapes.SoftLimit(Loads, Loads, Loads));

    [Term(0.2)] float Stand => Shapes.Support(Contact, Loads);

    [Term(0.3)] float Forward => Shapes.Planar(Velocity, Orientation).X;

    [Penalty(0.1)] float Wide => Shapes.Spread(Feet, Velocity);

    [Term(0.4)] float Ramp => Shapes.Ramp(Loads);

    [Bonus(1, RepeatPolicy.EachRise)] bool Full => Shapes.Enough(Boxes, strict: Distance > 1f);

    [Term(0.6)] float Together => Shapes.NearAll(Abs(Joints));
}
