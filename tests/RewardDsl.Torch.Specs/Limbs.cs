using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Torch.Specs;

/// <summary>The limbs that <see cref="Limbs"/> reads.</summary>
public enum Limb
{
    FrontLeft,
    FrontRight,
    RearLeft,
    RearRight,
}

/// <summary>Gradients of signals with named elements, which a simulator may have in another order and among others.</summary>
[RewardSpec(Discount = 0.98, Horizon = 200, TimeLimit = TimeLimitKind.Truncates, Gradient = true)]
public sealed partial class Limbs
{
    static readonly Vec Own = [1f, -2f, 3f, 0.5f];

    [Signal(-1, 1, Axis = typeof(Limb))] public Vec Speeds { get; init; }

    [Signal(-1, 1, Axis = typeof(Limb))] public Vec<Vector3> Feet { get; init; }

    [Signal(-2, 2, History = 3, Axis = typeof(Limb))] public History<Vec<Vector3>> Forces { get; init; }

    [Signal(Axis = typeof(Limb))] public Mask Touching { get; init; }

    [Signal(-1, 1, Length = 2)] public Vec Wind { get; init; }

    [Penalty(0.5)] float Fast => Sum(Speeds * Speeds * Own);

    [Penalty(0.3)] float Slip => Sum(Where(Touching, NormsSquared(Feet - Previous.Feet), 0f));

    [Term(0.4)] float Height => Sum(Feet.Z() * Own);

    [Penalty(0.1)] float Pressed => Sum(Norms(Forces[0]) * Own) + Forces[2][1].Y;

    [Term(0.2)] float Drift => Wind[0] * Speeds[3];
}
