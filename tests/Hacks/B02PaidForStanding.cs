// B02 Humanoid is paid 5 per step for standing
// Source: Gymnasium mujoco/humanoid_v5.py; seals pull request 14 — https://github.com/HumanCompatibleAI/seals/pull/14
// visible: yes
// Standing for 1000 steps earns 5000, walking at 1 m/s adds a quarter of that: surviving dominates early learning.
// expect: RWD3003 at Alive
// dropped: RWD3004 at rest the forward term rises with speed, so doing nothing is not the best
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.015)]
public sealed partial class PaidForStanding
{
    /// <summary>A humanoid of this size walks at 1 m/s and runs at 3.</summary>
    [Signal(-10, 10, Unit = "m/s", Rest = 0, TypicalMin = -1, TypicalMax = 3)] public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")] public float TorsoHeight { get; init; }

    [Signal(-0.4, 0.4, Length = 17, Rest = 0), Action] public Vec Control { get; init; }

    [Signal(-10000, 10000, Length = 84)] public Vec ContactForce { get; init; }

    private bool IsHealthy => TorsoHeight > 1f && TorsoHeight < 2f;

    [Term(5)] private bool Alive => IsHealthy;

    [Term(1.25)] private float Forward => ForwardVelocity;

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Penalty(1, Role = TermRole.Regulariser)] private float Contact => Min(5e-7f * SumSquares(ContactForce), 10f);

    [Goal(Tolerance = 0.1)] private bool Walking => ForwardVelocity > 1f;

    [Termination(EpisodeEnd.Failure)] private bool Unhealthy => !IsHealthy;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.015)]
public sealed partial class PaidForStandingFixed
{
    [Signal(-10, 10, Unit = "m/s", Rest = 0, TypicalMin = -1, TypicalMax = 3)] public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")] public float TorsoHeight { get; init; }

    [Signal(-0.4, 0.4, Length = 17, Rest = 0), Action] public Vec Control { get; init; }

    private bool IsHealthy => TorsoHeight > 1f && TorsoHeight < 2f;

    /// <summary>No bonus for being alive: a fall costs what is still to come.</summary>
    [Term(1.25)] private float Forward => Clamp(ForwardVelocity, 0f, 3f);

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Tolerance = 0.1)] private bool Walking => ForwardVelocity > 1f;

    [Termination(EpisodeEnd.Failure, Reward = -100)] private bool Unhealthy => !IsHealthy;
}
