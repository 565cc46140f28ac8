// E05 Rabin-acceptance reward misranks policies
// Source: scheme of Sadigh et al. 2014, counter-example in Hahn et al., TACAS 2019 — https://link.springer.com/chapter/10.1007/978-3-030-17462-0_27
// visible: partly
// +1 at the accepting and -1 at the rejecting states of each Rabin pair: no fixed payments of pairs are faithful, and an optimal policy
// for them can fail the objective. Automata are not in the language: here their sets are flags.
// dropped: RWD6004 the pairs are flags here, and an automaton with several pairs is not in the language
// unseen: which of the flags belong to one pair, and which objective they stand for, is not in the reward
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RabinPairs
{
    [Signal] public bool InGoodOfFirst { get; init; }
    [Signal] public bool InBadOfFirst { get; init; }
    [Signal] public bool InGoodOfSecond { get; init; }
    [Signal] public bool InBadOfSecond { get; init; }

    [Term(1)] bool Good => InGoodOfFirst;
    [Term(1)] bool OtherGood => InGoodOfSecond;
    [Penalty(1)] bool Bad => InBadOfFirst;
    [Penalty(1)] bool OtherBad => InBadOfSecond;
    [Goal(Resampled = true)] bool Accepting => (InGoodOfFirst && !InBadOfFirst) || (InGoodOfSecond && !InBadOfSecond);
}
