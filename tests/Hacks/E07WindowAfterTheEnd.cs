// E07 STL window longer than the episode
// Source: general hazard; Wang et al. 2023 need a memory as long as the formula's horizon — https://arxiv.org/abs/2312.05764
// visible: yes
// F[120,200] docked in an episode of 100 steps: the window opens after the episode is over. Here with a counter of steps by hand.
// pending: RWD6003 (a window beyond the episode), not yet a rule; formulas are not in the language, and the horizon limits no counter
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class WindowAfterTheEnd
{
    [Signal(0, 50, Unit = "m")] public float ToDock { get; init; }

    [State(0), Bounds(0, 200)] float Steps => Min(Previous.Steps + 1f, 200f);

    [Potential(1)] float Near => -ToDock / 50f;
    [Bonus(5, RepeatPolicy.Once)] bool InWindow => ToDock < 0.5f && Steps >= 120f && Steps <= 200f;
    [Goal(Tolerance = 0.1)] bool Docked => ToDock < 0.5f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class WindowAfterTheEndFixed
{
    [Signal(0, 50, Unit = "m")] public float ToDock { get; init; }

    [State(0), Bounds(0, 200)] float Steps => Min(Previous.Steps + 1f, 200f);

    [Potential(1)] float Near => -ToDock / 50f;
    [Bonus(5, RepeatPolicy.Once)] bool InWindow => ToDock < 0.5f && Steps >= 120f && Steps < 200f;
    [Goal(Tolerance = 0.1)] bool Docked => ToDock < 0.5f;
}
