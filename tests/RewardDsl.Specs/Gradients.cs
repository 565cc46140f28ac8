using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Derivatives of signals of every kind: rows of every length modulo 4, windows over time, picked elements, what has none.</summary>
[RewardSpec(Gradient = true, Discount = 0.9)]
public sealed partial class WithGradients
{
    [Signal(-2, 2)]
    public float Speed { get; init; }

    [Signal(-1, 1)]
    public float? Grip { get; init; }

    [Signal]
    public bool Near { get; init; }

    [Signal(0, 9)]
    public int Level { get; init; }

    [Signal(-1, 1)]
    public Vector3 Position { get; init; }

    [Signal(-1, 1, Length = 3), Action]
    public Vec Command { get; init; }

    [Signal(-1, 1, Length = 4)]
    public Vec Four { get; init; }

    [Signal(-1, 1, Length = 6)]
    public Vec Torque { get; init; }

    [Signal(-1, 1, Length = 37)]
    public Vec Long { get; init; }

    [Signal(-1, 1, Length = 5)]
    public Vec Parts { get; init; }

    [Signal(-1, 1, Length = 2, History = 3)]
    public History<Vec> Forces { get; init; }

    [Signal(-1, 1, Length = 2)]
    public Vec Unread { get; init; }

    [Gate]
    private bool IsNear => Near;

    [Term(1)]
    private float Reach => Exp(-Position.LengthSquared() / 0.25f);

    [Term(0.5, Gate = nameof(IsNear))]
    private float Careful => 1f / (Abs(Speed) + 0.1f);

    [Term(0.2)]
    private float? Held => Grip * Speed;

    [Penalty(0.01)]
    private float Effort => SumSquares(Torque) + Norm(Long) + Level * Max(Four);

    [Penalty(0.1)]
    private float Rate => SumSquares(Command - Previous.Command);

    [Term(0.3)]
    private float Picked => Parts[1] * Parts[4] + Max(Norm(Forces[0]), Norm(Forces[2]));

    [Potential(2)]
    private float Closeness => -Position.Length();

    [Termination(EpisodeEnd.Failure, Reward = -1)]
    private bool TooFast => Abs(Speed) > 1.9f;
}

/// <summary>A spec that takes the derivatives over from its base.</summary>
[RewardSpec]
public sealed partial class WithGradientsOnly : WithGradientsBase
{
    [Term(1)]
    private float More => Near * Near;
}

/// <summary>The base of the above.</summary>
[RewardSpec(Gradient = true)]
public partial class WithGradientsBase
{
    [Signal(-1, 1)]
    public float Near { get; init; }

    [Term(2)]
    private float Linear => 3f * Near;
}
