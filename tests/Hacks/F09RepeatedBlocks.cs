// F09 Several think/answer blocks still count as well-formed
// Source: open-r1 pull request 418 (2025) — https://github.com/huggingface/open-r1/pull/418
// visible: yes
// The pattern of the format has lazy quantifiers and accepts text that contains its blocks more than once: ^<think>.*?</think>\s*<answer>.*?</answer>$.
// pending: RWD7005 (a matcher that accepts repetition), not yet a rule; text matchers are not in the language, here their result is a signal
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class RepeatedBlocks
{
    [Signal] public bool Correct { get; init; }
    [Signal(Source = SignalSource.Proxy)] public bool PatternMatches { get; init; }

    [Term(1)] bool Accuracy => Correct;
    [Term(0.5)] bool Format => PatternMatches;
    [Goal] bool Solved => Correct;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class RepeatedBlocksFixed
{
    [Signal] public bool Correct { get; init; }
    [Signal(Source = SignalSource.Proxy)] public bool PatternMatches { get; init; }
    [Signal(0, 100)] public int ThinkTags { get; init; }
    [Signal(0, 100)] public int AnswerTags { get; init; }

    bool Once => ThinkTags == 1 && AnswerTags == 1;

    [Term(1)] bool Accuracy => Correct;
    [Term(0.5)] bool Format => Correct && PatternMatches && Once;
    [Goal] bool Solved => Correct;
}
