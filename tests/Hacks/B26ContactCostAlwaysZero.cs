// B26 Humanoid-v4 contact cost is always zero
// Source: Gymnasium issue 504 — https://github.com/Farama-Foundation/Gymnasium/issues/504
// visible: no
// The forces come from a buffer that the simulator's binding never fills. The expression is right; that its input never changes shows at run time only.
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.015)]
public sealed partial class ContactCostAlwaysZero
{
    [Signal(-10, 10, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")] public float TorsoHeight { get; init; }

    [Signal(-0.4, 0.4, Length = 17, Rest = 0), Action] public Vec Control { get; init; }

    [Signal(-10000, 10000, Length = 84)] public Vec ContactForce { get; init; }

    [Term(1.25)] private float Forward => ForwardVelocity;

    [Term(5)] private bool Alive => Healthy;

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Penalty(1, Role = TermRole.Regulariser)] private float Contact => Min(5e-7f * SumSquares(ContactForce), 10f);

    [Goal(Kind = GoalKind.Survive)] private bool Healthy => TorsoHeight > 1f && TorsoHeight < 2f;

    [Termination(EpisodeEnd.Failure)] private bool Unhealthy => !Healthy;
}
