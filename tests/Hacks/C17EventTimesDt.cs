// C17 Sparse terminal payoff silently multiplied by dt
// Source: mjlab issues 198 and 405, pull request 455; IsaacLab issue 371 — https://github.com/mujocolab/mjlab/issues/405
// visible: yes
// The manager multiplies every term by the length of a step: a fall that should cost 10 costs 0.2, and less with faster control.
// expect: RWD4008 at Fell
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class EventTimesDt
{
    [Signal(-1, 1, Unit = "m/s")] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float Velocity { get; init; }

    [Signal(-1, 1)] public float Up { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - Velocity));

    [Penalty(10)] private bool Fell => Fallen;

    [Goal(Kind = GoalKind.Survive)] private bool Tracking => Abs(Command - Velocity) < 0.25f;

    [Termination(EpisodeEnd.Failure)] private bool Fallen => Up < 0.2f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class EventTimesDtFixed
{
    [Signal(-1, 1, Unit = "m/s")] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float Velocity { get; init; }

    [Signal(-1, 1)] public float Up { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - Velocity));

    [Goal(Kind = GoalKind.Survive)] private bool Tracking => Abs(Command - Velocity) < 0.25f;

    [Termination(EpisodeEnd.Failure, Reward = -10)] private bool Fallen => Up < 0.2f;
}
