// B20 Jump to 'lives' and time: legged robots terminate early to stop paying
// Source: legged_gym legged_robot_config.py, only_positive_rewards "avoids early termination problems" — https://github.com/leggedrobotics/legged_gym
// visible: yes
// An untrained robot's costs outweigh what tracking pays, and a fall ends them at no cost: falling at once is the best it can do.
// expect: RWD3001 at Fallen
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class FallsToStopPaying
{
    [Signal(-1, 1, Unit = "m/s", Rest = 0)] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float VerticalVelocity { get; init; }

    [Signal(-2000, 2000, Length = 12, Unit = "rad/s^2", Rest = 0, TypicalMin = -300, TypicalMax = 300)] public Vec JointAcceleration { get; init; }

    [Signal] public bool BaseContact { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - ForwardVelocity) / 0.25f);

    [Penalty(2)] private float Bounce => Square(VerticalVelocity);

    [Penalty(2.5e-7, Role = TermRole.Regulariser)] private float Acceleration => SumSquares(JointAcceleration);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] private bool Tracking => Abs(Command - ForwardVelocity) < 0.25f;

    [Termination(EpisodeEnd.Failure)] private bool Fallen => BaseContact;

    /// <summary>Random torques: the joints shake and the base bounces.</summary>
    [Scenario(ScenarioKind.Start, Steps = 1000)]
    private static FallsToStopPaying Untrained => new()
    {
        Command = 1f,
        VerticalVelocity = 0.5f,
        JointAcceleration = [800f, -800f, 800f, -800f, 800f, -800f, 800f, -800f, 800f, -800f, 800f, -800f],
    };
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class FallsToStopPayingFixed
{
    [Signal(-1, 1, Unit = "m/s", Rest = 0)] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float VerticalVelocity { get; init; }

    [Signal(-2000, 2000, Length = 12, Unit = "rad/s^2", Rest = 0, TypicalMin = -300, TypicalMax = 300)] public Vec JointAcceleration { get; init; }

    [Signal] public bool BaseContact { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - ForwardVelocity) / 0.25f);

    [Penalty(2)] private float Bounce => Square(VerticalVelocity);

    [Penalty(2.5e-7, Role = TermRole.Regulariser)] private float Acceleration => SumSquares(JointAcceleration);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] private bool Tracking => Abs(Command - ForwardVelocity) < 0.25f;

    [Termination(EpisodeEnd.Failure, Reward = -20)] private bool Fallen => BaseContact;

    [Scenario(ScenarioKind.Start, Steps = 1000)]
    private static FallsToStopPayingFixed Untrained => new()
    {
        Command = 1f,
        VerticalVelocity = 0.5f,
        JointAcceleration = [800f, -800f, 800f, -800f, 800f, -800f, 800f, -800f, 800f, -800f, 800f, -800f],
    };
}
