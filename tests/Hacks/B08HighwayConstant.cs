// B08 Highway reward collapses to a constant
// Source: HighwayEnv issue 241 (2021) — https://github.com/Farama-Foundation/HighwayEnv/issues/241
// visible: yes
// With the weights of speed and lane at 0 and −5 for a collision the same mapping pays exactly 1 in every state without a collision.
// expect: RWD3003 at Normalised
// expect: RWD4002 at HighSpeed
// expect: RWD4002 at RightLane
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.95, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class HighwayConstant
{
    [Signal] public bool Crashed { get; init; }

    [Signal(0, 1)] public float Lane { get; init; }

    [Signal(-40, 40, Unit = "m/s", Rest = 0)] public float ForwardSpeed { get; init; }

    [Penalty(5)] private bool Collision => Crashed;

    [Term(0), Bounds(0, 1)] private float HighSpeed => Saturate((ForwardSpeed - 20f) / 10f);

    [Term(0)] private float RightLane => Lane;

    [Total] private float Normalised => (WeightedSum + 5f) / 5f;

    [Goal(Tolerance = 1)] private bool Driving => ForwardSpeed > 25f;

    [Termination(EpisodeEnd.Failure)] private bool Crash => Crashed;
}
