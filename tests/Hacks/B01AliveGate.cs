// B01 MuJoCo v2-v4 alive bonus gate is a tautology
// Source: Gymnasium issue 526; ant, hopper, walker and humanoid v4 — https://github.com/Farama-Foundation/Gymnasium/issues/526
// visible: yes
// "Healthy, or unhealthy states end the episode" is true by default, so the unhealthy last step is paid as well.
// expect: RWD5002 at Alive
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class AliveGate
{
    private const bool TerminateWhenUnhealthy = true;

    [Signal(-10, 10, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")] public float TorsoHeight { get; init; }

    [Signal(-1, 1, Length = 8, Rest = 0), Action] public Vec Control { get; init; }

    private bool IsHealthy => TorsoHeight >= 0.2f && TorsoHeight <= 1f;

    [Term(1)] private bool Alive => IsHealthy || TerminateWhenUnhealthy;

    [Term(1)] private float Forward => ForwardVelocity;

    [Penalty(0.5, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive)] private bool Running => IsHealthy && ForwardVelocity > 0f;

    [Termination(EpisodeEnd.Failure)] private bool Unhealthy => !IsHealthy;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class AliveGateFixed
{
    [Signal(-10, 10, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 5, Unit = "m")] public float TorsoHeight { get; init; }

    [Signal(-1, 1, Length = 8, Rest = 0), Action] public Vec Control { get; init; }

    private bool IsHealthy => TorsoHeight >= 0.2f && TorsoHeight <= 1f;

    [Term(1)] private bool Alive => IsHealthy;

    [Term(1)] private float Forward => ForwardVelocity;

    [Penalty(0.5, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive)] private bool Running => IsHealthy && ForwardVelocity > 0f;

    [Termination(EpisodeEnd.Failure)] private bool Unhealthy => !IsHealthy;
}
