// F12 Empty answer is always correct
// Source: Visual-RFT issue 176 (2025) — https://github.com/Liuziyu77/Visual-RFT/issues/176
// visible: yes
// Right if the label is in the answer or the answer in the label: the empty text is in every label, and the model learns to say nothing.
// pending: RWD7005 (a matcher that accepts the empty answer), not yet a rule; text matchers are not in the language, here their results are signals
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class EmptyAnswer
{
    [Signal(Source = SignalSource.Proxy)] public bool AnswerContainsLabel { get; init; }
    [Signal(Source = SignalSource.Proxy)] public bool LabelContainsAnswer { get; init; }

    [Term(1)] bool Accuracy => AnswerContainsLabel || LabelContainsAnswer;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class EmptyAnswerFixed
{
    [Signal] public bool AnswerEqualsLabel { get; init; }

    [Term(1)] bool Accuracy => AnswerEqualsLabel;
}
