// E08 Robustness of mixed units hides all but one predicate
// Source: Li, Vasile & Belta 2017 (TLTL rewards); Mehdipour, Vasile & Belta 2019 — https://arxiv.org/abs/1612.03471
// visible: yes
// The robustness of G(d < 10 and angle < 0.05) is the smaller of a margin in metres and one in radians: one predicate decides almost
// everywhere, and the other has no gradient.
// also: RWD4010 at Robustness (metres and radians below one minimum: that is the cause)
// pending: RWD6005 (operands of a minimum of very different width), not yet a rule; formulas are not in the language
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class MixedMargins
{
    [Signal(-50, 50, Unit = "m")] public float Offset { get; init; }
    [Signal(-0.1, 0.1, Unit = "rad")] public float Angle { get; init; }

    [Term(1)] float Robustness => Min(10f - Offset, 0.05f - Angle);
    [Goal(Kind = GoalKind.Survive)] bool Inside => Offset < 10f && Angle < 0.05f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class MixedMarginsFixed
{
    const float Reach = 50f;
    const float Swing = 0.1f;

    [Signal(-50, 50, Unit = "m")] public float Offset { get; init; }
    [Signal(-0.1, 0.1, Unit = "rad")] public float Angle { get; init; }

    [Term(1)] float Robustness => Min((10f - Offset) / Reach, (0.05f - Angle) / Swing);
    [Goal(Kind = GoalKind.Survive)] bool Inside => Offset < 10f && Angle < 0.05f;
}
