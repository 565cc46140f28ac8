// E12 Safety formula already violated keeps being paid for other goals
// Source: constraints as penalties; Alshiekh et al., Safe Reinforcement Learning via Shielding, 2018 — https://arxiv.org/abs/1708.08611
// visible: yes
// G(not crash) is penalised at its first violation and the episode goes on with all rewards: what cannot be undone becomes a toll.
// expect: RWD5007 at Crash
// pending: RWD6004 (a violated safety formula that costs nothing more), not yet a rule; formulas are not in the language
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class SafetyAsToll
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Crashed { get; init; }

    [Term(1)] float Forward => Speed;
    [Bonus(-10, RepeatPolicy.Once)] bool Crash => Crashed;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class SafetyAsTollFixed
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Crashed { get; init; }

    [Term(1)] float Forward => Speed;
    [Termination(EpisodeEnd.Failure, Reward = -10)] bool Crash => Crashed;
}
