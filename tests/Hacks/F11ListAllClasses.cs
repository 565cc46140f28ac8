// F11 Listing all classes is always correct
// Source: Visual-RFT issue 79 (2025) — https://github.com/Liuziyu77/Visual-RFT/issues/79
// visible: yes
// An answer counts as right if it contains the label: "A or B or C" always scores.
// pending: RWD7005 (a matcher that is satisfied by more text), not yet a rule; text matchers are not in the language, here their result is a signal
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ListAllClasses
{
    [Signal(Source = SignalSource.Proxy)] public bool AnswerContainsLabel { get; init; }

    [Term(1)] bool Accuracy => AnswerContainsLabel;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ListAllClassesFixed
{
    [Signal] public bool AnswerEqualsLabel { get; init; }

    [Term(1)] bool Accuracy => AnswerEqualsLabel;
}
