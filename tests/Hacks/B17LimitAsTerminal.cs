// B17 Time limit stored as a true terminal
// Source: Pardo et al., ICML 2018; Gymnasium, Handling time limits — https://gymnasium.farama.org/tutorials/gymnasium_basics/handling_time_limits/
// visible: yes
// The limit is stored as a true end and the policy cannot see the time: the value of states near the limit collapses, like states have unlike values.
// expect: RWD3007 at class
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Terminates, StepSeconds = 0.05)]
public sealed partial class LimitAsTerminal
{
    [Signal(-20, 20, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 1, Length = 6, Rest = 0), Action] public Vec Control { get; init; }

    [Term(1)] private float Forward => ForwardVelocity;

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive)] private bool Running => ForwardVelocity > 1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class LimitAsTerminalFixed
{
    [Signal(-20, 20, Unit = "m/s", Rest = 0)] public float ForwardVelocity { get; init; }

    [Signal(-1, 1, Length = 6, Rest = 0), Action] public Vec Control { get; init; }

    [Term(1)] private float Forward => ForwardVelocity;

    [Penalty(0.1, Role = TermRole.Regulariser)] private float Effort => SumSquares(Control);

    [Goal(Kind = GoalKind.Survive)] private bool Running => ForwardVelocity > 1f;
}
