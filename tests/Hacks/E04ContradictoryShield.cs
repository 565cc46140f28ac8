// E04 Contradictory shield specification
// Source: Rodríguez et al., Explanations for unrealizability of infinite-state safety shields, 2025 — https://arxiv.org/abs/2507.23603
// visible: yes
// G(v >= 3), G(zone -> v <= 2) and F[0,5] zone together: no controller satisfies them, and the agent pays whatever it does.
// expect: RWD6001 at Enters
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class ContradictoryShield
{
    [Signal(0, 10, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool InZone { get; init; }

    [Constraint(Penalty = 1, Observed = true)] public Formula FastEnough => Always(Speed >= 3f);
    [Constraint(Penalty = 1, Observed = true)] public Formula SlowInZone => Always(Implies(InZone, Speed <= 2f));
    [Objective(Reward = 5, Observed = true)] public Formula Enters => Eventually(InZone, within: 5);
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class ContradictoryShieldFixed
{
    [Signal(0, 10, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool InZone { get; init; }

    [Constraint(Penalty = 1, Observed = true)] public Formula FastEnough => Always(InZone | Speed >= 3f);
    [Constraint(Penalty = 1, Observed = true)] public Formula SlowInZone => Always(Implies(InZone, Speed <= 2f));
    [Objective(Reward = 5, Observed = true)] public Formula Enters => Eventually(InZone, within: 5);
}
