// F14 Tool call bonus per call, correct or not
// Source: DeepEyes issue 83 (2025) — https://github.com/Visual-Agent/DeepEyes/issues/83
// visible: yes
// The paper pays the use of a tool where the answer is right, once; the code pays 0.5 for each call whatever the answer: calling the
// tool in every turn earns more than answering.
// expect: RWD3005 at ToolCall
// also: RWD4003 at ToolCall (six calls at 0.5 earn more than the answer)
// pending: RWD7001 (form is paid without correctness), not yet a rule
// pending: RWD7002 (a wrong answer outscores a right one), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 1, Horizon = 6, TimeLimit = TimeLimitKind.Truncates, Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ToolCallBonus
{
    [Signal(Rest = 0), Action] public bool CallsTool { get; init; }
    [Signal] public bool AnsweredRight { get; init; }

    [Bonus(0.5, RepeatPolicy.WhileTrue)] bool ToolCall => CallsTool;
    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] bool Solved => AnsweredRight;
}

// fixed
[RewardSpec(Discount = 1, Horizon = 6, TimeLimit = TimeLimitKind.Truncates, Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ToolCallBonusFixed
{
    [Signal(Rest = 0), Action] public bool CallsTool { get; init; }
    [Signal] public bool AnsweredRight { get; init; }

    [State(false)] bool HasCalled => Previous.HasCalled || CallsTool;

    [Bonus(0.5, RepeatPolicy.Once)] bool ToolCall => HasCalled && AnsweredRight;
    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] bool Solved => AnsweredRight;
}
