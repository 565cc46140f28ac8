// C39 HalfCheetah runs on its back
// Source: Irpan, Deep reinforcement learning doesn't work yet, 2018 — https://www.alexirpan.com/2018/02/14/rl-hard.html
// visible: partly
// Only speed is paid: flipping over and sliding is a stable optimum, since the posture is no part of the reward.
// expect: RWD1001 at Forward
// expect: RWD9004 at Upright
// also: RWD9001 at ForwardVelocity (the speed has no range, which is the cause)
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class RunsOnItsBack
{
    [Signal(Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 1)] public float TorsoUp { get; init; }

    [Signal(-1, 1, Length = 6, Rest = 0), Action] public Vec Control { get; init; }

    [Metric] private bool Upright => TorsoUp > 0.5f;

    [Term(1)] private float Forward => ForwardVelocity;

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive)] private bool Running => ForwardVelocity > 1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class RunsOnItsBackFixed
{
    [Signal(-20, 20, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 1)] public float TorsoUp { get; init; }

    [Signal(-1, 1, Length = 6, Rest = 0), Action] public Vec Control { get; init; }

    [Metric] private bool Upright => TorsoUp > 0.5f;

    [Term(1)] private float Forward => ForwardVelocity * Saturate(TorsoUp);

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive)] private bool Running => ForwardVelocity > 1f && TorsoUp > 0.5f;
}
