using System.Numerics;
using QuadrupedVelocity;
using static RewardDsl.RewardMath;

namespace RewardDsl.Benchmarks;

/// <summary>The terms of the velocity reward that have a slope, with their derivatives.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond, Gradient = true)]
public sealed partial class WalkCost
{
    [Signal(-1, 1)]
    public Vector3 Command { get; init; }

    [Signal(-5, 5)]
    public Vector3 BaseVelocity { get; init; }

    [Signal(-1, 1)]
    public Vector3 ProjectedGravity { get; init; }

    [Signal(-80, 80, Axis = typeof(Joint))]
    public Vec JointTorque { get; init; }

    [Signal(-1000, 1000, Axis = typeof(Joint))]
    public Vec JointAcceleration { get; init; }

    [Signal(-3.15, 3.15, Axis = typeof(Joint))]
    public Vec JointPosition { get; init; }

    [Signal(-1, 1, Axis = typeof(Joint)), Action]
    public Vec Action { get; init; }

    [Term(1)]
    private float Track => Exp(-(Square(Command.X - BaseVelocity.X) + Square(Command.Y - BaseVelocity.Y)) / 0.25f);

    [Penalty(2)]
    private float Bounce => Square(BaseVelocity.Z);

    [Penalty(1e-5)]
    private float Torque => SumSquares(JointTorque);

    [Penalty(2.5e-7)]
    private float Acceleration => SumSquares(JointAcceleration);

    [Penalty(0.01)]
    private float ActionRate => SumSquares(Action - Previous.Action);

    [Penalty(5)]
    private float Tilt => Square(ProjectedGravity.X) + Square(ProjectedGravity.Y);

    [Penalty(1)]
    private float Limits => Sum(Max(JointPosition - 1f, 0f) + Max(-1f - JointPosition, 0f));
}
