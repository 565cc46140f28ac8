// E01 Eventually-implies: F[0,30](speed > 100 -> G[0,20] speed > 100)
// Source: Dokhanchi, Hoxha & Fainekos, ACM TECS 2017 — https://arxiv.org/abs/1607.02549
// visible: yes
// What is meant is that within 30 s the speed passes 100 and stays there for 20 s. Written with an implication below "eventually", any instant with
// a speed below 100 satisfies it, so it is always true. Here as the automaton that the formula stands for, by hand.
// expect: RWD3004 at Met
// pending: RWD6002 (a formula that is vacuous), not yet a rule; formulas are not in the language
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.999, Horizon = 600, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class EventuallyImplies
{
    [Signal(0, 160, Unit = "km/h", Rest = 0)] public float Speed { get; init; }

    // Seconds for which the speed has been above 100.
    [State(0), Bounds(0, 20)] float Held => Speed > 100f ? Min(Previous.Held + Step.Seconds, 20f) : 0f;

    [Bonus(1, RepeatPolicy.Once)] bool Met => !(Speed > 100f) || Held >= 20f;
    [Goal] bool FastForLong => Held >= 20f;
}

// fixed
[RewardSpec(Discount = 0.999, Horizon = 600, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class EventuallyImpliesFixed
{
    [Signal(0, 160, Unit = "km/h", Rest = 0)] public float Speed { get; init; }

    [State(0), Bounds(0, 20)] float Held => Speed > 100f ? Min(Previous.Held + Step.Seconds, 20f) : 0f;

    [Bonus(1, RepeatPolicy.Once)] bool Met => Speed > 100f && Held >= 20f;
    [Goal] bool FastForLong => Held >= 20f;
}
