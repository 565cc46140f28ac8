// C25 Atari reward clipping changes the task
// Source: van Hasselt et al., NIPS 2016, on the clipping of Mnih et al. — https://arxiv.org/abs/1602.07714
// visible: yes
// Points are whole and clipped to ±1: a pellet of 10 points pays like a ghost of 1600.
// expect: RWD1006 at Clipped
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 27000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class ClippedScore
{
    [Signal(0, 10000)] public int Points { get; init; }

    [Signal(0, 3)] public int Lives { get; init; }

    [Term(1)] private float Clipped => Clamp((float)Points, -1f, 1f);

    [Goal(Kind = GoalKind.Survive)] private bool Playing => Lives > 0;

    [Termination(EpisodeEnd.Failure)] private bool GameOver => Lives == 0;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 27000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class ClippedScoreFixed
{
    [Signal(0, 10000)] public int Points { get; init; }

    [Signal(0, 3)] public int Lives { get; init; }

    [Term(1)] private float Squashed => Log(1f + (Points / 10f));

    [Goal(Kind = GoalKind.Survive)] private bool Playing => Lives > 0;

    [Termination(EpisodeEnd.Failure)] private bool GameOver => Lives == 0;
}
