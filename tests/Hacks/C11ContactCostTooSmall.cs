// C11 Ant-v5 contact cost cannot exceed 0.039
// Source: Gymnasium mujoco/ant_v5.py — https://github.com/Farama-Foundation/Gymnasium
// visible: yes
// Each of 78 components is clipped to ±1 and the weight is 5e-4: what is documented as a cost of large contact forces is at most 0.039 and
// cannot tell a touch from a blow.
// expect: RWD4002 at Contact
// dropped: RWD1006 the clip is one of each component inside a sum of squares, not of the term
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class ContactCostTooSmall
{
    [Signal(-10, 10, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")] public float TorsoHeight { get; init; }

    [Signal(-1, 1, Length = 8, Rest = 0), Action] public Vec Control { get; init; }

    [Signal(-500, 500, Length = 78)] public Vec ContactForce { get; init; }

    [Term(1)] private float Forward => ForwardVelocity;

    [Term(1)] private bool Alive => Healthy;

    [Penalty(0.5, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Penalty(5e-4)] private float Contact => SumSquares(Clamp(ContactForce, -1f, 1f));

    [Goal(Kind = GoalKind.Survive)] private bool Healthy => TorsoHeight >= 0.2f && TorsoHeight <= 1f;

    [Termination(EpisodeEnd.Failure)] private bool Unhealthy => !Healthy;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class ContactCostTooSmallFixed
{
    [Signal(-10, 10, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")] public float TorsoHeight { get; init; }

    [Signal(-1, 1, Length = 8, Rest = 0), Action] public Vec Control { get; init; }

    [Signal(-500, 500, Length = 78)] public Vec ContactForce { get; init; }

    [Term(1)] private float Forward => ForwardVelocity;

    [Term(1)] private bool Alive => Healthy;

    [Penalty(0.5, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    /// <summary>The mean force over a tenth of the hardest blow.</summary>
    [Penalty(1)] private float Contact => Mean(Abs(ContactForce)) / 50f;

    [Goal(Kind = GoalKind.Survive)] private bool Healthy => TorsoHeight >= 0.2f && TorsoHeight <= 1f;

    [Termination(EpisodeEnd.Failure)] private bool Unhealthy => !Healthy;
}
