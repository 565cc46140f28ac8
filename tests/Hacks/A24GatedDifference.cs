// A24 Gated difference: progress paid only while ahead
// Source: so101-nexus pull request 123 (discussion); MuJoCo Playground aloha/handover.py has the safe form — https://github.com/google-deepmind/mujoco_playground
// visible: yes
// Against the step before, with the loss cut off and only while grasping, loops pay. Against the best so far the sum is bounded.
// expect: RWD2001 at Lifting
// expect: RWD2004 at Lifting
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class GatedDifference
{
    [Signal(0, 0.5, Unit = "m")] public float ItemToTarget { get; init; }

    [Signal] public bool Grasps { get; init; }

    [Gate] private bool Grasped => Grasps;

    private float Phi => 1f - Tanh(3f * ItemToTarget);

    [Term(1, Gate = nameof(Grasped))] private float Lifting => Max(Phi - Previous.Phi, 0f);

    [Goal(Tolerance = 0.01), Bonus(10, RepeatPolicy.Once)] private bool Delivered => ItemToTarget < 0.02f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 250, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class GatedDifferenceFixed
{
    [Signal(0, 0.5, Unit = "m")] public float ItemToTarget { get; init; }

    private float Phi => 1f - Tanh(3f * ItemToTarget);

    [Term(1), BestSoFar] private float Lifting => Phi;

    [Goal(Tolerance = 0.01), Bonus(10, RepeatPolicy.Once)] private bool Delivered => ItemToTarget < 0.02f;
}
