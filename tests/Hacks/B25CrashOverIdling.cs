// B25 Knox sanity check: crash preferred to idling
// Source: Knox et al., AIJ 2023, preference orderings of published driving rewards — https://ar5iv.labs.arxiv.org/html/2104.13906
// visible: yes
// Progress minus time, and a collision costs once and ends the drive: driving into a crash returns more than staying parked.
// expect: RWD9003 at class
// dropped: RWD3001 crashing at once does not pay, only after the drive
// dropped: RWD5007 the collision ends the episode, so it cannot be repeated
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
[Prefer(nameof(Parked), over: nameof(DriveThenCrash))]
public sealed partial class CrashOverIdling
{
    [Signal(0, 15, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Signal] public bool Collided { get; init; }

    [Term(0.1)] private float Way => Speed;

    [Penalty(0.05)] private float Time => 1f;

    [Goal(Kind = GoalKind.Survive)] private bool Driving => Speed > 5f && !Collided;

    [Termination(EpisodeEnd.Failure, Reward = -10)] private bool Collision => Collided;

    [Scenario(ScenarioKind.Idle, Steps = 1000)] private static CrashOverIdling Parked => new();

    [Scenario(ScenarioKind.Typical, Steps = 50)] private static CrashOverIdling Drive => new() { Speed = 10f };

    [Scenario(ScenarioKind.Failure, After = nameof(Drive))] private static CrashOverIdling DriveThenCrash => new() { Speed = 10f, Collided = true };
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
[Prefer(nameof(Parked), over: nameof(DriveThenCrash))]
public sealed partial class CrashOverIdlingFixed
{
    [Signal(0, 15, Unit = "m/s", Rest = 0)] public float Speed { get; init; }

    [Signal] public bool Collided { get; init; }

    [Term(0.1)] private float Way => Speed;

    [Penalty(0.05)] private float Time => 1f;

    [Goal(Kind = GoalKind.Survive)] private bool Driving => Speed > 5f && !Collided;

    [Termination(EpisodeEnd.Failure, Reward = -100)] private bool Collision => Collided;

    [Scenario(ScenarioKind.Idle, Steps = 1000)] private static CrashOverIdlingFixed Parked => new();

    [Scenario(ScenarioKind.Typical, Steps = 50)] private static CrashOverIdlingFixed Drive => new() { Speed = 10f };

    [Scenario(ScenarioKind.Failure, After = nameof(Drive))] private static CrashOverIdlingFixed DriveThenCrash => new() { Speed = 10f, Collided = true };
}
