// E08 Robustness of mixed units hides all but one predicate
// Source: Li, Vasile & Belta 2017 (TLTL rewards); Mehdipour, Vasile & Belta 2019 — https://arxiv.org/abs/1612.03471
// visible: yes
// The robustness of G(d < 10 and angle < 0.05) is the smaller of a margin in metres and one in radians: one predicate decides almost
// everywhere, and the other has no gradient.
// expect: RWD6005 at Robustness
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class MixedMargins
{
    [Signal(-50, 50, Unit = "m")] public float Offset { get; init; }
    [Signal(-0.1, 0.1, Unit = "rad")] public float Angle { get; init; }

    [Objective(Reward = 1, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace, Observed = true)]
    Formula Robustness => Always(Offset < 10f & Angle < 0.05f);

    [Goal(Kind = GoalKind.Survive)] bool Inside => Offset < 10f && Angle < 0.05f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class MixedMarginsFixed
{
    [Signal(-50, 50, Unit = "m")] public float Offset { get; init; }
    [Signal(-0.1, 0.1, Unit = "rad")] public float Angle { get; init; }

    [Objective(Reward = 1, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace, Observed = true, Normalised = true)]
    Formula Robustness => Always(Offset < 10f & Angle < 0.05f);

    [Goal(Kind = GoalKind.Survive)] bool Inside => Offset < 10f && Angle < 0.05f;
}
