// F13 No boxed answer: whole text is graded
// Source: PrimeIntellect verifiers pull request 1028 (2026) — https://github.com/PrimeIntellect-ai/verifiers/pull/1028
// visible: yes
// Where there is no boxed answer the whole text is compared, and any number in it that fits counts: "just the number" scores 1.00, a
// full solution with a boxed answer 0.67.
// pending: RWD7006 (an extractor that falls back to the whole text), not yet a rule; here their results are signals
// pending: RWD7005 (a lenient matcher), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class WholeTextGraded
{
    // Absent where the text has no boxed answer.
    [Signal(0, 1)] public float? BoxedEqualsAnswer { get; init; }
    [Signal(0, 1)] public float AnyNumberEqualsAnswer { get; init; }

    [Term(1)] float Accuracy => BoxedEqualsAnswer ?? AnyNumberEqualsAnswer;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class WholeTextGradedFixed
{
    [Signal(0, 1)] public float? BoxedEqualsAnswer { get; init; }

    [Term(1)] float Accuracy => BoxedEqualsAnswer ?? 0f;
}
