using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

public enum Foot
{
    Left,
    Right,
}

/// <summary>The spec of the design document, without its temporal formula.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class VelocityTracking
{
    [Signal(-1, 1, Unit = "m/s")]
    public Vector2 Command { get; init; }

    [Signal(-5, 5, Unit = "m/s")]
    public Vector3 BaseVelocity { get; init; }

    [Signal(-1, 1)]
    public Vector3 Up { get; init; }

    [Signal(-40, 40, Length = 12, Unit = "N*m")]
    public Vec JointTorque { get; init; }

    [Signal(-1, 1, Length = 12), Action]
    public Vec Action { get; init; }

    [Signal(Axis = typeof(Foot))]
    public Mask InContact { get; init; }

    [State(0)]
    private Vec AirTime => Where(InContact, 0f, Previous.AirTime + Step.Seconds);

    private Vector2 Error => Command - BaseVelocity.Xy();

    [Term(1.0), Bounds(0, 1)]
    private float TrackVelocity => Exp(-Error.LengthSquared() / 0.25f);

    [Term(0.25)]
    private float Stride => Sum(Where(InContact & !Previous.InContact, Previous.AirTime - 0.5f, 0f));

    [Penalty(2.5e-5)]
    private float Torque => SumSquares(JointTorque);

    [Penalty(0.01)]
    private float ActionRate => SumSquares(Action - Previous.Action);

    [Gate(AppliesToAll = true)]
    private bool Upright => Up.Z > 0.5f;

    [Termination(EpisodeEnd.Failure, Reward = -5)]
    private bool Fallen => Up.Z < 0.2f;
}
