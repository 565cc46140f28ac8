// A01 Bicycle circles the goal
// Source: Randløv & Alstrøm, ICML 1998; analysed in Ng, Harada & Russell, ICML 1999 — http://www.cse.msu.edu/rlr/pub/Randlov1.html
// visible: yes
// Only the way toward the goal is paid, the way back is free: riding in a loop collects the positive half of every turn.
// expect: RWD2001 at Approach
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 10000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.01)]
public sealed partial class BicycleCircles
{
    /// <summary>The goal has a radius of 10 m and lies 1 km from the start.</summary>
    [Signal(0, 1000, Unit = "m", MaxStep = 0.1)]
    public float Distance { get; init; }

    /// <summary>Tilt of the bicycle; at 12° it falls.</summary>
    [Signal(-0.5, 0.5, Unit = "rad")]
    public float Tilt { get; init; }

    [Term(0.1)]
    private float Approach => Max(0f, Previous.Distance - Distance);

    [Goal(Tolerance = 1), Termination(EpisodeEnd.Success, Reward = 1)]
    private bool Arrived => Distance < 10f;

    [Termination(EpisodeEnd.Failure, Reward = -1)]
    private bool Fallen => Abs(Tilt) > 0.2094f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 10000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.01)]
public sealed partial class BicycleCirclesFixed
{
    [Signal(0, 1000, Unit = "m", MaxStep = 0.1)]
    public float Distance { get; init; }

    [Signal(-0.5, 0.5, Unit = "rad")]
    public float Tilt { get; init; }

    [Potential(0.1)]
    private float Approach => -Distance;

    [Goal(Tolerance = 1), Termination(EpisodeEnd.Success, Reward = 1)]
    private bool Arrived => Distance < 10f;

    [Termination(EpisodeEnd.Failure, Reward = -1)]
    private bool Fallen => Abs(Tilt) > 0.2094f;
}
