// E07 STL window longer than the episode
// Source: general hazard; Wang et al. 2023 need a memory as long as the formula's horizon — https://arxiv.org/abs/2312.05764
// visible: yes
// F[120,200] docked in an episode of 100 steps: the window opens after the episode is over.
// expect: RWD6003 at InWindow
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class WindowAfterTheEnd
{
    [Signal(0, 50, Unit = "m")] public float ToDock { get; init; }

    [Potential(1)] float Near => -ToDock / 50f;
    [Objective(Reward = 5, Observed = true)] public Formula InWindow => Eventually(ToDock < 0.5f, from: 120, to: 200);
    [Goal(Tolerance = 0.1)] bool Docked => ToDock < 0.5f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class WindowAfterTheEndFixed
{
    [Signal(0, 50, Unit = "m")] public float ToDock { get; init; }

    [Potential(1)] float Near => -ToDock / 50f;
    [Objective(Reward = 5, Observed = true)] public Formula InWindow => Eventually(ToDock < 0.5f, from: 120, to: 200);
    [Goal(Tolerance = 0.1)] bool Docked => ToDock < 0.5f;
}
