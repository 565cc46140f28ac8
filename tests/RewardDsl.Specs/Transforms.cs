using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Progress and best so far, alone and with clamp, gate and rate.</summary>
[RewardSpec(StepSeconds = 0.5)]
public sealed partial class Increments
{
    [Signal(-5, 5)]
    public float X { get; init; }

    [Signal]
    public bool On { get; init; }

    [Gate]
    private bool Open => On;

    [Term(2), Progress]
    private float Forward => X;

    [Penalty(0.5), Progress, Clamp(-1, 1)]
    private float Slip => Square(X);

    [Term(1, Gate = nameof(Open), Rate = PayRate.PerSecond), BestSoFar]
    private float Height => X;

    [Penalty(0.25), BestSoFar]
    private bool Seen => X > 4f;

    [Term(0.125), Progress]
    private bool Switched => On;
}

/// <summary>Once and budget, with gates, progress and NaN.</summary>
[RewardSpec]
public sealed partial class Limits
{
    [Signal(-5, 5)]
    public float X { get; init; }

    [Signal]
    public bool Door { get; init; }

    [Gate]
    private bool Awake => X > -4f;

    [Term(3), Once]
    private bool Opened => Door && X > 1f;

    [Term(1, Gate = nameof(Awake)), Budget(2.5)]
    private float Fuel => X;

    [Penalty(0.5), Budget(1)]
    private float Noise => Log(X);

    [Term(1), BestSoFar, Budget(4)]
    private float Climb => X;

    [Term(0.5, Else = 0.25, Gate = nameof(Awake)), Once]
    private float FirstReading => Max(X, 0f);
}

/// <summary>Bonuses of every repeat policy, with a gate for all.</summary>
[RewardSpec]
public sealed partial class Bonuses
{
    [Signal(-5, 5)]
    public float X { get; init; }

    [Signal]
    public bool Coin { get; init; }

    [Gate(AppliesToAll = true)]
    private bool Alive => X > -3f;

    [Bonus(10, RepeatPolicy.Once)]
    private bool Goal => X > 3f;

    [Bonus(-2, RepeatPolicy.EachRise)]
    private bool Bump => X < 0f;

    [Bonus(0.5, RepeatPolicy.WhileTrue)]
    private bool Holding => Coin;

    [Bonus(1, RepeatPolicy.EachRise)]
    private bool Picked => Coin && !Previous.Coin;
}

/// <summary>A termination that replaces the step's reward, beside a clamp that excludes 0, a potential and one that adds.</summary>
[RewardSpec(Discount = 0.9), Clamp(0.5, 3)]
public sealed partial class Replacing
{
    [Signal(-5, 5)]
    public float X { get; init; }

    [Term(1)]
    private float Value => X;

    [Term(1), Budget(5)]
    private float Spending => Abs(X);

    [Potential(2)]
    private float Near => -Abs(X);

    [Termination(EpisodeEnd.Failure, Reward = -7, Replaces = true)]
    private bool Crashed => X < -4f;

    [Termination(EpisodeEnd.Success, Reward = 1)]
    private bool Arrived => Abs(X) < 0.2f;
}
