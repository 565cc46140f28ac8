// C12 RL-Stock: +1 or -100, declared range (0,max)
// Source: wangshub/RL-Stock issue 25 (2021) — https://github.com/wangshub/RL-Stock/issues/25
// visible: yes
// The declared range of the reward starts at 0 and it pays −100; a gain of any size is 1 and a loss of any size −100, so not to trade is best.
// The declared range is a claim on the class here, and the rule about claims sees it.
// expect: RWD1010 Error at class
// expect: RWD1006 at Result
// dropped: RWD9001 is about the ranges of signals
// dropped: RWD4001 there is only one term
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 20000, TimeLimit = TimeLimitKind.Truncates), Bounds(0, 2147483647)]
public sealed partial class OneOrMinusHundred
{
    [Signal(-1000000, 1000000, Unit = "CNY", Rest = 0)] public float Profit { get; init; }

    [Term(1)] private float Result => Profit > 0f ? 1f : -100f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 20000, TimeLimit = TimeLimitKind.Truncates), Bounds(-1, 1)]
public sealed partial class OneOrMinusHundredFixed
{
    [Signal(-1000000, 1000000, Unit = "CNY", Rest = 0)] public float Profit { get; init; }

    [Term(1)] private float Result => Profit / 1000000f;
}
