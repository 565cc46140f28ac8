// B13 Legged robot stands despite velocity commands
// Source: IsaacLab issue 458 (2024) — https://github.com/isaac-sim/IsaacLab/issues/458
// visible: partly
// At rest under a command of 1 m/s the kernel pays e⁻⁴ and is nearly flat, every cost is lowest and stepping risks a fall: some robots stand.
// expect: RWD1005 at TrackVelocity
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class StandsDespiteCommand
{
    [Signal(-1, 1, Unit = "m/s")] public Vector2 Command { get; init; }

    [Signal(-1, 1, Unit = "rad/s")] public float TurnCommand { get; init; }

    [Signal(-5, 5, Unit = "m/s", Rest = 0)] public Vector2 Velocity { get; init; }

    [Signal(-10, 10, Unit = "rad/s", Rest = 0)] public float TurnRate { get; init; }

    [Signal(-80, 80, Length = 12, Unit = "N*m", Rest = 0)] public Vec JointTorque { get; init; }

    [Signal] public bool BaseContact { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-(Command - Velocity).LengthSquared() / 0.25f);

    [Term(0.5), Bounds(0, 1)] private float TrackTurn => Exp(-Square(TurnCommand - TurnRate) / 0.25f);

    [Penalty(1e-5, Role = TermRole.Regulariser)] private float Torque => SumSquares(JointTorque);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] private bool Tracking => (Command - Velocity).Length() < 0.25f;

    [Termination(EpisodeEnd.Failure)] private bool Fallen => BaseContact;
}
