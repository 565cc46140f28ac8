// C20 Unbounded action-rate penalty blows up the critic
// Source: unitree_rl_lab issue 13 (2025); rsl_rl issue 59 — https://github.com/unitreerobotics/unitree_rl_lab/issues/13
// visible: yes
// The penalty squares actions of a Gaussian policy that nothing clips: one spike took it from −0.44 to −65 882 and the value loss to 1e12.
// expect: RWD1002 at ActionRate
// also: RWD9001 at Action (the action has no range, which is the cause)
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class ActionRateWithoutLimit
{
    [Signal(-1, 1, Unit = "m/s")] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float Velocity { get; init; }

    [Signal(Length = 29, Rest = 0), Action] public Vec Action { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - Velocity));

    [Penalty(0.05, Role = TermRole.Regulariser)] private float ActionRate => SumSquares(Action - Previous.Action);

    [Goal(Kind = GoalKind.Survive)] private bool Tracking => Abs(Command - Velocity) < 0.25f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond)]
public sealed partial class ActionRateWithoutLimitFixed
{
    [Signal(-1, 1, Unit = "m/s")] public float Command { get; init; }

    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public float Velocity { get; init; }

    /// <summary>The action as it is applied, after the clip.</summary>
    [Signal(-1, 1, Length = 29, Rest = 0), Action] public Vec Action { get; init; }

    [Term(1), Bounds(0, 1)] private float TrackVelocity => Exp(-Square(Command - Velocity));

    [Penalty(0.05, Role = TermRole.Regulariser)] private float ActionRate => Mean(Square(Action - Previous.Action));

    [Goal(Kind = GoalKind.Survive)] private bool Tracking => Abs(Command - Velocity) < 0.25f;
}
