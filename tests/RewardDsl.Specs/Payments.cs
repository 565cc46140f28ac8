using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Hard and soft gates, Else, gates for all.</summary>
[RewardSpec]
public sealed partial class Gates
{
    [Signal(-2, 2)]
    public float X { get; init; }

    [Signal(-2, 2)]
    public float Y { get; init; }

    [Gate]
    private bool Open => X > 0f;

    [Gate]
    private float Half => Clamp(Y, 0f, 1f);

    [Gate(AppliesToAll = true)]
    private bool Awake => X + Y > -3f;

    [Term(1, Gate = nameof(Open), Else = -0.5)]
    private float Hard => Log(X);

    [Term(2, Gate = nameof(Half))]
    private float Soft => X / Y;

    [Penalty(0.5, Gate = nameof(Half), Else = 1)]
    private float SoftElse => Square(X);

    [Penalty(0.25)]
    private float Always => Abs(Y);
}

/// <summary>Clamp on a term and on the class.</summary>
[RewardSpec, Clamp(-1, 2)]
public sealed partial class Clamps
{
    [Signal(-5, 5)]
    public float X { get; init; }

    [Signal(-5, 5)]
    public float Y { get; init; }

    [Term(1), Clamp(-1, 1)]
    private float Limited => X * Y;

    [Penalty(0.5), Clamp(0, 3)]
    private float Cost => Square(Y);

    [Termination(EpisodeEnd.Success, Reward = 10)]
    private bool Done => X > 4.5f;

    [Termination(EpisodeEnd.Failure, Reward = -10)]
    private bool Lost => Y > 4.5f;
}

/// <summary>Weights by parameter, rates per second.</summary>
[RewardSpec(StepSeconds = 0.05, Rate = PayRate.PerSecond)]
public sealed partial class Rates
{
    [Signal(-5, 5)]
    public float X { get; init; }

    [Parameter(0, 10)]
    public float Gain { get; init; } = 1.5f;

    [Parameter(-1, 1)]
    public float Offset { get; init; } = 0.25f;

    [Term(Weight = nameof(Gain))]
    private float Tuned => X + Offset;

    [Penalty(2)]
    private float PerSecond => Abs(X);

    [Penalty(2, Rate = PayRate.PerStep)]
    private float PerStep => Abs(X - Offset);
}

/// <summary>Costs beside rewards.</summary>
[RewardSpec]
public sealed partial class Costs
{
    [Signal(-5, 5)]
    public float Speed { get; init; }

    [Signal]
    public bool Collision { get; init; }

    [Term(1)]
    private float Fast => Speed;

    [Cost(0.1)]
    private bool Hit => Collision;

    [Cost(25)]
    private float Energy => Speed * Speed;
}

/// <summary>Only terminations, no running reward.</summary>
[RewardSpec(Discount = 0.5)]
public sealed partial class Sparse
{
    [Signal(-5, 5)]
    public float X { get; init; }

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)]
    private bool Reached => Abs(X) < 0.1f;

    [Termination(EpisodeEnd.Failure)]
    private bool Away => Abs(X) > 4.9f;
}

/// <summary>Bounds are claims: they change nothing that is paid.</summary>
[RewardSpec, Bounds(-1, 1)]
public sealed partial class Claims
{
    [Signal(-1, 1)]
    public float X { get; init; }

    [Term(1), Bounds(0, 1)]
    private float Squared => X * X;
}
