// F03 Length penalty on correct answers collapses accuracy
// Source: Dai et al., GRPO-λ, 2025 — https://arxiv.org/abs/2505.18086
// visible: partly
// A length penalty relative to the group, on right answers: as answers shorten, accuracy drops early in training. The fix of the paper
// switches the penalty off for groups with few right answers.
// pending: RWD7003 (in a group of right answers only length varies), not yet a rule
// pending: RWD7008 (the weight has no scale after normalisation), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ShorterWhenCorrect
{
    [Signal] public bool Correct { get; init; }

    // Length of the answer against the mean of its group, in standard deviations; a group of 16 has no more than √15.
    [Signal(-3.88, 3.88)] public float LengthScore { get; init; }

    [Term(1)] float Answer => Correct ? 1f - (0.2f * Sigmoid(LengthScore)) : 0f;
    [Goal] bool Solved => Correct;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class ShorterWhenCorrectFixed
{
    [Signal] public bool Correct { get; init; }
    [Signal(-3.88, 3.88)] public float LengthScore { get; init; }
    [Signal(0, 1)] public float GroupAccuracy { get; init; }

    [Term(1)] float Answer => !Correct ? 0f : GroupAccuracy > 0.5f ? 1f - (0.2f * Sigmoid(LengthScore)) : 1f;
    [Goal] bool Solved => Correct;
}
