// E11 Reward machine with a profitable loop
// Source: general hazard of payments for transitions; Camacho et al., IJCAI 2019 — https://github.com/RodrigoToroIcarte/reward_machines
// visible: yes
// u0 -a/+1-> u1, u1 -b/0-> u0, u1 -goal/+5-> end: each pass through a and b pays 1, so going round is worth more than finishing.
// expect: RWD3005 at Arrived
// expect: RWD6004 at Task
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

/// <summary>The states of the machine.</summary>
public enum LoopState
{
    Start,
    Halfway,
    Finished,
}

/// <summary>The same as a machine.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class ProfitableMachine
{
    [Signal] public bool AtA { get; init; }
    [Signal] public bool AtB { get; init; }
    [Signal] public bool AtEnd { get; init; }

    bool Leaves => AtB && !AtEnd;

    [RewardMachine(LoopState.Start, Final = [LoopState.Finished], EndsEpisode = true, Observed = true)]
    [Transition(LoopState.Start, LoopState.Halfway, When = nameof(AtA), Reward = 1)]
    [Transition(LoopState.Halfway, LoopState.Finished, When = nameof(AtEnd), Reward = 5)]
    [Transition(LoopState.Halfway, LoopState.Start, When = nameof(Leaves))]
    public partial LoopState Task { get; }
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

/// <summary>The states of the machine.</summary>
public enum LoopStateFixed
{
    Start,
    Halfway,
    Finished,
}

/// <summary>The same as a machine.</summary>
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class ProfitableMachineFixed
{
    [Signal] public bool AtA { get; init; }
    [Signal] public bool AtB { get; init; }
    [Signal] public bool AtEnd { get; init; }

    bool Leaves => AtB && !AtEnd;

    [RewardMachine(LoopStateFixed.Start, Final = [LoopStateFixed.Finished], EndsEpisode = true, Observed = true)]
    [Transition(LoopStateFixed.Start, LoopStateFixed.Halfway, When = nameof(AtA), Reward = 1)]
    [Transition(LoopStateFixed.Halfway, LoopStateFixed.Finished, When = nameof(AtEnd), Reward = 5)]
    [Transition(LoopStateFixed.Halfway, LoopStateFixed.Start, When = nameof(Leaves), Reward = -1)]
    public partial LoopStateFixed Task { get; }
}
