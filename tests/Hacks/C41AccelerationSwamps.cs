// C41 Acceleration penalty swamps everything on a new robot
// Source: fan-ziqi/robot_lab issue 115 (2026) — https://github.com/fan-ziqi/robot_lab/issues/115
// visible: partly
// On a robot with faster joints one squared regulariser costs 3.28 of the first steps while tracking pays at most 1: the sum stays negative and a fall ends it.
// expect: RWD3001 at Fallen
// dropped: RWD4001 at the usual values it carries three quarters, below the limit of the rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class AccelerationSwamps
{
    [Signal(-1, 1, Unit = "m/s", Rest = 0)] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    /// <summary>An untrained policy reaches half of the range.</summary>
    [Signal(-2000, 2000, Length = 12, Unit = "rad/s^2", Rest = 0, TypicalMin = -1000, TypicalMax = 1000)] public Vec JointAccelerations { get; init; }

    [Signal] public bool BaseContact { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - ForwardVelocity) / 0.25f);

    [Penalty(2.5e-7)] private float JointAcceleration => SumSquares(JointAccelerations);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] private bool Tracking => Abs(Command - ForwardVelocity) < 0.25f;

    [Termination(EpisodeEnd.Failure)] private bool Fallen => BaseContact;

    [Scenario(ScenarioKind.Start, Steps = 1000)]
    private static AccelerationSwamps Untrained => new()
    {
        Command = 1f,
        JointAccelerations = [1000f, -1000f, 1000f, -1000f, 1000f, -1000f, 1000f, -1000f, 1000f, -1000f, 1000f, -1000f],
    };
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class AccelerationSwampsFixed
{
    [Signal(-1, 1, Unit = "m/s", Rest = 0)] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-2000, 2000, Length = 12, Unit = "rad/s^2", Rest = 0, TypicalMin = -1000, TypicalMax = 1000)] public Vec JointAccelerations { get; init; }

    [Signal] public bool BaseContact { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - ForwardVelocity) / 0.25f);

    [Penalty(2e-8, Role = TermRole.Regulariser)] private float JointAcceleration => SumSquares(JointAccelerations);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] private bool Tracking => Abs(Command - ForwardVelocity) < 0.25f;

    [Termination(EpisodeEnd.Failure, Reward = -5)] private bool Fallen => BaseContact;

    [Scenario(ScenarioKind.Start, Steps = 1000)]
    private static AccelerationSwampsFixed Untrained => new()
    {
        Command = 1f,
        JointAccelerations = [1000f, -1000f, 1000f, -1000f, 1000f, -1000f, 1000f, -1000f, 1000f, -1000f, 1000f, -1000f],
    };
}
