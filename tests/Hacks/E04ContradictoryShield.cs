// E04 Contradictory shield specification
// Source: Rodríguez et al., Explanations for unrealizability of infinite-state safety shields, 2025 — https://arxiv.org/abs/2507.23603
// visible: yes
// G(v >= 3), G(zone -> v <= 2) and F[0,5] zone together: no controller satisfies them, and the agent pays whatever it does. Here the
// first two as penalties, and what all three ask for in the zone as the goal.
// expect: RWD5001 at Entered
// pending: RWD6001 (formulas that contradict each other), not yet a rule; formulas are not in the language
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class ContradictoryShield
{
    [Signal(0, 10, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool InZone { get; init; }

    bool FastEnough => Speed >= 3f;
    bool SlowInZone => !InZone || Speed <= 2f;

    [Penalty(1)] bool TooSlow => !FastEnough;
    [Penalty(1)] bool TooFast => !SlowInZone;
    [Bonus(5, RepeatPolicy.Once)] bool Zone => InZone;
    [Goal] bool Entered => InZone && FastEnough && SlowInZone;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class ContradictoryShieldFixed
{
    [Signal(0, 10, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool InZone { get; init; }

    bool FastEnough => InZone || Speed >= 3f;
    bool SlowInZone => !InZone || Speed <= 2f;

    [Penalty(1)] bool TooSlow => !FastEnough;
    [Penalty(1)] bool TooFast => !SlowInZone;
    [Bonus(5, RepeatPolicy.Once)] bool Zone => InZone;
    [Goal] bool Entered => InZone && FastEnough && SlowInZone;
}
