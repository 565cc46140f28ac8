// E11 Reward machine with a profitable loop
// Source: general hazard of payments for transitions; Camacho et al., IJCAI 2019 — https://github.com/RodrigoToroIcarte/reward_machines
// visible: yes
// u0 -a/+1-> u1, u1 -b/0-> u0, u1 -goal/+5-> end: each pass through a and b pays 1, so going round is worth more than finishing.
// expect: RWD3005 at Arrived
// dropped: RWD6004 the machine is written out as a state here: what its loop pays is an event that can be farmed
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class ProfitableLoop
{
    [Signal] public bool AtA { get; init; }
    [Signal] public bool AtB { get; init; }
    [Signal] public bool AtEnd { get; init; }

    // Whether the machine is in u1.
    [State(false, Observed = true)] bool Halfway => AtA || (Previous.Halfway && !AtB);

    [Bonus(1, RepeatPolicy.EachRise)] bool Arrived => Halfway;
    [Goal, Termination(EpisodeEnd.Success, Reward = 5)] bool Finished => AtEnd && Previous.Halfway;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class ProfitableLoopFixed
{
    [Signal] public bool AtA { get; init; }
    [Signal] public bool AtB { get; init; }
    [Signal] public bool AtEnd { get; init; }

    [State(false, Observed = true)] bool Halfway => AtA || (Previous.Halfway && !AtB);

    [Bonus(1, RepeatPolicy.Once)] bool Arrived => Halfway;
    [Goal, Termination(EpisodeEnd.Success, Reward = 5)] bool Finished => AtEnd && Previous.Halfway;
}
