// A12 Pusher/Reacher v4 reward uses the state before the physics step
// Source: Gymnasium issue 821, commit a8f3b652a (2023) — https://github.com/Farama-Foundation/Gymnasium/issues/821
// visible: partly
// Positions are read before the action is simulated, the action is this step's: the distance that is paid is the work of the action before.
// expect: RWD2006 at Far
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class StateBeforeStep
{
    [Signal(-0.41, 0.41, Unit = "m", ReadAt = ReadTime.BeforeStep)] public Vector3 TipToTarget { get; init; }

    [Signal(-1, 1, Length = 2, Rest = 0), Action] public Vec Control { get; init; }

    [Penalty(1)] private float Far => TipToTarget.Length();

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => TipToTarget.Length() < 0.02f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class StateBeforeStepFixed
{
    [Signal(-0.41, 0.41, Unit = "m")] public Vector3 TipToTarget { get; init; }

    [Signal(-1, 1, Length = 2, Rest = 0), Action] public Vec Control { get; init; }

    [Penalty(1)] private float Far => TipToTarget.Length();

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => TipToTarget.Length() < 0.02f;
}
