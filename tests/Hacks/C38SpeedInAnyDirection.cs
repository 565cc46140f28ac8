// C38 HighwayEnv reward pays speed in any direction
// Source: HighwayEnv issue 647 (2025) — https://github.com/Farama-Foundation/HighwayEnv/issues/647
// visible: partly
// Speed is paid whatever its sign and leaving the road ends nothing: policies spin in circles, then drive backwards fast.
// expect: RWD4007 at Fast
// expect: RWD4004 at Fast
// dropped: RWD3004 at rest the term is at its lowest
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.95, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class SpeedInAnyDirection
{
    [Signal(-60, 60, Unit = "m/s", Rest = 0), Aim(AimKind.Higher)] public float ForwardVelocity { get; init; }

    [Signal] public bool Crashed { get; init; }

    [Term(0.4)] private float Fast => Min(Abs(ForwardVelocity) / 30f, 1f);

    [Goal(Kind = GoalKind.Survive, Tolerance = 1)] private bool Driving => ForwardVelocity > 20f;

    [Termination(EpisodeEnd.Failure, Reward = -1)] private bool Crash => Crashed;
}

// fixed
[RewardSpec(Discount = 0.95, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class SpeedInAnyDirectionFixed
{
    [Signal(-60, 60, Unit = "m/s", Rest = 0), Aim(AimKind.Higher)] public float ForwardVelocity { get; init; }

    [Signal] public bool Crashed { get; init; }

    [Term(0.4)] private float Fast => Clamp(ForwardVelocity / 30f, -1f, 1f);

    [Goal(Kind = GoalKind.Survive, Tolerance = 1)] private bool Driving => ForwardVelocity > 20f;

    [Termination(EpisodeEnd.Failure, Reward = -1)] private bool Crash => Crashed;
}
