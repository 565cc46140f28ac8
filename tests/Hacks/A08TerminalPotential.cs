// A08 Non-zero terminal potential in reward-net shaping
// Source: HumanCompatibleAI/imitation pull request 323 (2021); Grześ, AAMAS 2017 — https://github.com/HumanCompatibleAI/imitation/pull/323
// visible: yes
// The next potential is read at terminal states too: what is left, γ^T Φ(s_T), depends on where and when the episode ends, so the best policy can change.
// expect: RWD2003 at Shaped
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class TerminalPotential
{
    [Signal(0, 10, Unit = "m")] public float Distance { get; init; }

    private float Phi => -Distance;

    [Term(1)] private float Shaped => (0.99f * Phi) - Previous.Phi;

    [Goal(Tolerance = 0.02), Termination(EpisodeEnd.Success, Reward = 1)] private bool Reached => Distance < 0.1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class TerminalPotentialFixed
{
    [Signal(0, 10, Unit = "m")] public float Distance { get; init; }

    [Potential(1)] private float Phi => -Distance;

    [Goal(Tolerance = 0.02), Termination(EpisodeEnd.Success, Reward = 1)] private bool Reached => Distance < 0.1f;
}
