using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Benchmarks;

/// <summary>
/// The rough-terrain velocity reward of Isaac Lab's quadrupeds (12 joints, 4 feet) with its published weights, without its
/// contact-force term.
/// </summary>
[RewardSpec(StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class VelocityLocomotion
{
    private static readonly Vec s_low = [-0.9f, -0.91f, -0.92f, -0.93f, -0.94f, -0.95f, -0.96f, -0.97f, -0.98f, -0.99f, -1f, -1.01f];
    private static readonly Vec s_high = [0.9f, 0.91f, 0.92f, 0.93f, 0.94f, 0.95f, 0.96f, 0.97f, 0.98f, 0.99f, 1f, 1.01f];

    [Signal(-1, 1)]
    public Vector3 Command { get; init; }

    [Signal(-1, 1)]
    public Vector3 Linear { get; init; }

    [Signal(-1, 1)]
    public Vector3 Angular { get; init; }

    [Signal(-1, 1)]
    public Vector3 Gravity { get; init; }

    [Signal(-40, 40, Length = 12)]
    public Vec Torque { get; init; }

    [Signal(-100, 100, Length = 12)]
    public Vec Acceleration { get; init; }

    [Signal(-1.2, 1.2, Length = 12)]
    public Vec Position { get; init; }

    [Signal(-1, 1, Length = 12)]
    public Vec Command12 { get; init; }

    [Signal(-1, 1, Length = 12)]
    public Vec LastCommand12 { get; init; }

    [Signal(0, 0.2, Length = 4)]
    public Vec ContactTime { get; init; }

    [Signal(0, 0.8, Length = 4)]
    public Vec AirTime { get; init; }

    [Signal]
    public bool Ended { get; init; }

    [Term(1)]
    private float TrackLinear => Exp(-(Square(Command.X - Linear.X) + Square(Command.Y - Linear.Y)) * 4f);

    [Term(0.5)]
    private float TrackAngular => Exp(-Square(Command.Z - Angular.Z) * 4f);

    [Penalty(2)]
    private float VerticalVelocity => Square(Linear.Z);

    [Penalty(0.05)]
    private float RollPitchRate => Square(Angular.X) + Square(Angular.Y);

    [Penalty(1e-5)]
    private float Effort => SumSquares(Torque);

    [Penalty(2.5e-7)]
    private float Jolt => SumSquares(Acceleration);

    [Penalty(0.01)]
    private float ActionRate => SumSquares(Command12 - LastCommand12);

    [Term(0.125)]
    private float FeetAirTime => Square(Command.X) + Square(Command.Y) > 0.01f ? Sum(Where((ContactTime > 0f) & (ContactTime < 0.02f), AirTime - 0.5f, 0f)) : 0f;

    [Penalty(5)]
    private float FlatOrientation => Square(Gravity.X) + Square(Gravity.Y);

    [Penalty(1)]
    private float JointLimits => Sum(Max(s_low - Position, 0f) + Max(Position - s_high, 0f));

    [Penalty(200)]
    private bool Terminated => Ended;
}
