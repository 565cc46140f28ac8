// B19 Road Runner agent dies at the end of level 1
// Source: Saunders et al., AAMAS 2018 — https://arxiv.org/abs/1707.05173
// visible: no
// Dying replays the easy first level, so the agent kills itself before the second. What follows a level is knowledge of the game, not of the reward.
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 5000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RoadRunnerDies
{
    /// <summary>Points of this step, in hundreds: seeds, trucks and the coyote.</summary>
    [Signal(0, 10)] public float Points { get; init; }

    [Signal(0, 3)] public int Lives { get; init; }

    [Term(1)] private float Score => Points;

    [Goal(Kind = GoalKind.Survive)] private bool Playing => Lives > 0;

    [Termination(EpisodeEnd.Failure)] private bool GameOver => Lives == 0;
}
