using RewardDsl;
using static RewardDsl.RewardMath;

namespace Strict;

/// <summary>Positions of the valve.</summary>
internal enum Valve
{
    /// <summary>Nothing flows.</summary>
    Closed,

    /// <summary>All flows.</summary>
    Open,
}

/// <summary>One member of each kind, so that each kind of generated code is compiled under these rules.</summary>
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
internal sealed partial class TankReward
{
    /// <summary>Water level.</summary>
    [Signal(0, 1, Unit = "m")]
    public float Level { get; init; }

    /// <summary>Inflow.</summary>
    [Signal(0, 1)]
    [Action]
    public float Flow { get; init; }

    /// <summary>The valve.</summary>
    [Signal]
    public Valve Valve { get; init; }

    /// <summary>The weight of smoothness.</summary>
    [Parameter(0, 10)]
    public float Care { get; init; } = 1f;

    [Gate]
    private bool IsClosed => Valve == Valve.Closed;

    [Term(1, Gate = nameof(IsClosed))]
    [Bounds(0, 1)]
    private float Full => Level;

    [Penalty(Weight = nameof(Care))]
    private float Jerk => Square(Flow - Previous.Flow);

    [State(0)]
    private float Highest => Max(Level, Previous.Highest);

    [Term(1)]
    private float Record => Highest - Previous.Highest;

    [Potential(1)]
    private float Near => 0.5f * Level;

    [Termination(EpisodeEnd.Failure, Reward = -1)]
    private bool Overflows => Level > 0.95f;
}
