// C24 LLM-written reward with a dead kernel
// Source: Ma et al., Eureka, ICLR 2024, its prompts on components whose values stay nearly the same — https://github.com/eureka-research/Eureka
// visible: yes
// A temperature of 1 cm on distances up to 2 m: the component is the same everywhere but at the goal, beside a success of 100.
// expect: RWD1005 at Near
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0167)]
public sealed partial class DeadKernel
{
    [Signal(0, 2, Unit = "m")] public float Distance { get; init; }

    [Term(1), Bounds(0, 1)] private float Near => Exp(-Distance / 0.01f);

    [Term(100)] private bool Success => Reached;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => Distance < 0.02f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0167)]
public sealed partial class DeadKernelFixed
{
    [Signal(0, 2, Unit = "m")] public float Distance { get; init; }

    [Term(1), Bounds(0, 1)] private float Near => Exp(-Distance / 0.5f);

    [Term(2)] private bool Success => Reached;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] private bool Reached => Distance < 0.02f;
}
