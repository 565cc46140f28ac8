// F01 PRM scores summed over steps
// Source: Gao et al., On Designing Effective RL Reward at Training Time for LLM Reasoning, 2024 — https://arxiv.org/abs/2410.15115
// visible: yes
// The answer's reward plus the sum of a process reward over the steps of the solution: the model repeats steps that are right and needless.
// expect: RWD4003 at Process
// also: RWD4009 at Process (the number of steps is the agent's)
// pending: RWD7004 (a process reward summed over steps that the agent adds), not yet a rule
// pending: RWD8002 (a learned reward without an anchor), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ProcessRewardSummed
{
    [Signal] public bool Correct { get; init; }
    [Signal(0, 1, Length = 64, Source = SignalSource.Learned, Model = "process reward model")] public Vec StepScore { get; init; }
    [Signal(Length = 64, AgentSized = true)] public Mask HasStep { get; init; }

    [Term(1)] bool Success => Correct;
    [Term(0.5)] float Process => Sum(StepScore, where: HasStep);
    [Goal] bool Solved => Correct;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ProcessRewardSummedFixed
{
    [Signal] public bool Correct { get; init; }
    [Signal(0, 1, Source = SignalSource.Learned, Model = "process reward model")] public float WorstStepScore { get; init; }

    [Term(1)] bool Success => Correct;
    [Term(0.5)] float Process => Correct ? WorstStepScore : 0f;
    [Goal] bool Solved => Correct;
}
