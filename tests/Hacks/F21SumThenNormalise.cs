// F21 Sum-then-normalise makes different outcomes equal
// Source: GDPO, arXiv:2601.05242; TRL pull request 4785 — https://github.com/huggingface/trl/pull/4785
// visible: yes
// Two rewards are summed and then normalised in the group: totals of (0, 1) and (0, 2) give the same advantages, and weights lose their meaning.
// pending: RWD7008 (a sum of discrete terms that is normalised), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class SumThenNormalise
{
    [Signal] public bool Correct { get; init; }
    [Signal] public bool WellFormed { get; init; }

    [Term(1)] bool Accuracy => Correct;
    [Term(0.5)] bool Format => WellFormed;
    [Goal] bool Solved => Correct;
}
