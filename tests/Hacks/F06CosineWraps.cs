// F06 Cosine length reward wraps around
// Source: open-r1 rewards.py, get_cosine_scaled_reward; schedule of Yeo et al. 2025, arXiv:2502.03373 — https://github.com/huggingface/open-r1
// visible: yes
// The length is not limited by the largest one: beyond it the cosine rises again, and a right answer of twice that length gets the
// most. Lengths are characters, not tokens.
// expect: RWD1007 at Wave
// pending: RWD7003 (a wrong answer is paid for its length), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class CosineWraps
{
    const float Pi = 3.14159265f;

    [Signal] public bool Correct { get; init; }
    [Signal(0, 16000, Unit = "chars")] public int Length { get; init; }

    float Wave => Cos(Pi * (Length / 1000f));

    [Term(1)] float Cosine => Correct ? 0.5f + (0.25f * (1f + Wave)) : -0.5f + (0.25f * (1f + Wave));
    [Goal] bool Solved => Correct;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class CosineWrapsFixed
{
    const float Pi = 3.14159265f;

    [Signal] public bool Correct { get; init; }
    [Signal(0, 16000, Unit = "chars")] public int Length { get; init; }

    float Wave => Cos(Pi * Saturate(Length / 1000f));

    [Term(1)] float Cosine => Correct ? 0.5f + (0.25f * (1f + Wave)) : -1f;
    [Goal] bool Solved => Correct;
}
