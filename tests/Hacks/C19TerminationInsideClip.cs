// C19 MuJoCo Playground Go1: termination cost inside the clip
// Source: mujoco_playground locomotion/go1/joystick.py — https://github.com/google-deepmind/mujoco_playground
// visible: yes
// The cost of a fall is multiplied by 0.02 and clipped with the sum at 0: it is at most 0.02 and vanishes where the rest is smaller.
// expect: RWD1006 at class
// expect: RWD1009 at Fell
// expect: RWD4008 at Fell
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.97, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond), Clamp(0, 10000)]
public sealed partial class TerminationInsideClip
{
    [Signal(-1.5, 1.5, Unit = "m/s")] public Vector2 Command { get; init; }

    [Signal(-5, 5, Unit = "m/s", Rest = 0)] public Vector3 BaseVelocity { get; init; }

    [Signal(-1, 1)] public Vector3 Up { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-(Command - BaseVelocity.Xy()).LengthSquared() / 0.25f);

    [Penalty(0.5)] private float Bounce => Square(BaseVelocity.Z);

    [Penalty(5)] private float Tilt => Square(Up.X) + Square(Up.Y);

    [Penalty(1)] private bool Fell => Flipped;

    [Goal(Kind = GoalKind.Survive)] private bool Standing => Up.Z >= 0f;

    [Termination(EpisodeEnd.Failure)] private bool Flipped => Up.Z < 0f;
}
