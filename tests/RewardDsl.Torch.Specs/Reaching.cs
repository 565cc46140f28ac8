using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Torch.Specs;

/// <summary>A reward with gradients that reads every kind of signal and carries every kind of state.</summary>
[RewardSpec(Discount = 0.97, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05, Gradient = true)]
public sealed partial class Reaching
{
    [Signal(-2, 2, Unit = "m")] public Vector3 Hand { get; init; }

    [Signal(-2, 2, Unit = "m")] public Vector3 Target { get; init; }

    [Signal(-3, 3, Length = 7)] public Vec Speeds { get; init; }

    [Signal(-1, 1, Length = 7), Action] public Vec Torques { get; init; }

    [Signal(Length = 4)] public Mask Touching { get; init; }

    [Signal(0, 10, Length = 4, History = 3)] public History<Vec> Forces { get; init; }

    [Signal(0, 5)] public float? Score { get; init; }

    [Signal(0, 8)] public int Level { get; init; }

    [Parameter(0.1, 2)] public float Width { get; init; } = 0.7f;

    float Distance => (Hand - Target).Length();

    [State(0)] float Effort => (0.9f * Previous.Effort) + (0.1f * SumSquares(Torques));

    [Gate] bool Level3 => Level >= 3;

    [Term(2), Bounds(0, 1)] float Near => Exp(-Square(Distance / Width));

    [Term(1, Gate = nameof(Level3))] float Precise => Log(0.01f + Distance) * -1f;

    [Penalty(0.05)] float Tired => Effort;

    [Penalty(0.02)] float Rough => SumSquares(Torques - Previous.Torques);

    [Penalty(0.1)] float Fast => Max(Abs(Speeds));

    [Penalty(0.01)] float Pressed => Sum(Where(Touching, Forces[0], 0f));

    [Term(0.3)] float? Judged => Score;

    [Potential(3)] float Approach => -Distance;

    [Constraint(Penalty = 2)] Formula Calm => Always(SumSquares(Speeds) < 55f);

    [Termination(EpisodeEnd.Success, Reward = 4)] bool There => Distance < 0.2f;
}
