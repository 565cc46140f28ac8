// A07 LunarLander shaping without discount, terminal reward overwrites
// Source: Gymnasium box2d/lunar_lander.py; rlevo issue 646 — https://github.com/anthonytorlucci/rlevo/issues/646
// visible: yes
// The difference telescopes only for a discount of 1, and the last one is replaced by ±100, so the potential of the last state is never
// given back: under 0.99 the shaping moves the optimum.
// expect: RWD2002 at Shaped
// expect: RWD2003 at Shaped
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class LunarLanderShaping
{
    [Signal(-1.5, 1.5)] public Vector2 Position { get; init; }

    [Signal(-5, 5)] public Vector2 Velocity { get; init; }

    [Signal(-3.15, 3.15, Unit = "rad")] public float Angle { get; init; }

    [Signal] public bool LeftContact { get; init; }

    [Signal] public bool RightContact { get; init; }

    [Signal] public bool Asleep { get; init; }

    [Signal] public bool Collided { get; init; }

    [Signal(0, 1, Rest = 0), Action] public float MainPower { get; init; }

    [Signal(0, 1, Rest = 0), Action] public float SidePower { get; init; }

    private float Shaping => (-100f * Position.Length()) - (100f * Velocity.Length()) - (100f * Abs(Angle))
        + (LeftContact ? 10f : 0f) + (RightContact ? 10f : 0f);

    [Term(1)] private float Shaped => Shaping - Previous.Shaping;

    [Penalty(0.3, Role = TermRole.Regulariser)] private float MainFuel => MainPower;

    [Penalty(0.03, Role = TermRole.Regulariser)] private float SideFuel => SidePower;

    [Goal, Termination(EpisodeEnd.Success, Reward = 100, Replaces = true)] private bool Landed => Asleep && !Crashed;

    [Termination(EpisodeEnd.Failure, Reward = -100, Replaces = true)] private bool Crashed => Collided || Abs(Position.X) >= 1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class LunarLanderShapingFixed
{
    [Signal(-1.5, 1.5)] public Vector2 Position { get; init; }

    [Signal(-5, 5)] public Vector2 Velocity { get; init; }

    [Signal(-3.15, 3.15, Unit = "rad")] public float Angle { get; init; }

    [Signal] public bool LeftContact { get; init; }

    [Signal] public bool RightContact { get; init; }

    [Signal] public bool Asleep { get; init; }

    [Signal] public bool Collided { get; init; }

    [Signal(0, 1, Rest = 0), Action] public float MainPower { get; init; }

    [Signal(0, 1, Rest = 0), Action] public float SidePower { get; init; }

    [Potential(1)] private float Shaping => (-100f * Position.Length()) - (100f * Velocity.Length()) - (100f * Abs(Angle))
        + (LeftContact ? 10f : 0f) + (RightContact ? 10f : 0f);

    [Penalty(0.3, Role = TermRole.Regulariser)] private float MainFuel => MainPower;

    [Penalty(0.03, Role = TermRole.Regulariser)] private float SideFuel => SidePower;

    [Goal, Termination(EpisodeEnd.Success, Reward = 100)] private bool Landed => Asleep && !Crashed;

    [Termination(EpisodeEnd.Failure, Reward = -100)] private bool Crashed => Collided || Abs(Position.X) >= 1f;
}
