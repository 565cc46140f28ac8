// F25 Judge accepts 'Thought process:'
// Source: Zhao et al., One Token to Fool LLM-as-a-Judge, 2025 — https://arxiv.org/abs/2507.08794
// visible: partly
// A judge says whether the answer fits the reference, and that is all: a colon or the opening of a reasoning is enough, and training
// collapsed to outputs of less than 30 tokens.
// pending: RWD8002 (a learned reward without an anchor), not yet a rule
// pending: RWD7005 (no guard of the judge's input), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class JudgeFooled
{
    [Signal(Source = SignalSource.Learned, Model = "judge")] public bool JudgedToMatch { get; init; }

    [Term(1)] bool Match => JudgedToMatch;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class JudgeFooledFixed
{
    [Signal(Source = SignalSource.Learned, Model = "judge")] public bool JudgedToMatch { get; init; }
    [Signal] public bool HasAnswer { get; init; }
    [Signal] public bool AnswerParses { get; init; }

    [Term(1)] bool Match => JudgedToMatch && HasAnswer && AnswerParses;
}
