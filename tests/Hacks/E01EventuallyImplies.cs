// E01 Eventually-implies: F[0,30](speed > 100 -> G[0,20] speed > 100)
// Source: Dokhanchi, Hoxha & Fainekos, ACM TECS 2017 — https://arxiv.org/abs/1607.02549
// visible: yes
// What is meant is that within 30 s the speed passes 100 and stays there for 20 s. Written with an implication below "eventually", any instant with
// a speed below 100 satisfies it, so it is always true.
// expect: RWD6002 at FastForLong
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 60, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class EventuallyImplies
{
    [Signal(0, 160, Unit = "km/h", Rest = 0)] public float Speed { get; init; }

    [Objective(Reward = 1, Observed = true)] public Formula FastForLong => Eventually(Implies(Speed > 100f, Always(Speed > 100f, withinSeconds: 20)), withinSeconds: 30);
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 60, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class EventuallyImpliesFixed
{
    [Signal(0, 160, Unit = "km/h", Rest = 0)] public float Speed { get; init; }

    [Objective(Reward = 1, Observed = true)] public Formula FastForLong => Eventually(Speed > 100f & Always(Speed > 100f, withinSeconds: 20), withinSeconds: 30);
}
