// F05 Additive format reward under GRPO
// Source: open-instruct pull request 659 (2025) — https://github.com/allenai/open-instruct/pull/659
// visible: yes
// 10 for a verified answer and 1 for the format, normalised in the group: on unsolved prompts the format is all that varies and becomes
// a full advantage, and the length of the answers turns unstable.
// pending: RWD7001 (form is paid without correctness), not yet a rule
// pending: RWD7008 (the weight has no scale after normalisation), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class AdditiveFormat
{
    [Signal] public bool Correct { get; init; }
    [Signal] public bool WellFormed { get; init; }

    [Term(10)] bool Verified => Correct;
    [Term(1)] bool Format => WellFormed;
    [Goal] bool Solved => Correct;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class AdditiveFormatFixed
{
    [Signal] public bool Correct { get; init; }
    [Signal] public bool WellFormed { get; init; }

    [Term(10)] bool Verified => Correct && WellFormed;
    [Goal] bool Solved => Correct && WellFormed;
}
