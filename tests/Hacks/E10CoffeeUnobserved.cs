// E10 Sequence task rewarded from the current state only
// Source: Toro Icarte et al., ICML 2018 and JAIR 2022 (reward machines) — https://github.com/RodrigoToroIcarte/reward_machines
// visible: yes
// Coffee is paid at the office after it has been picked up, and the history is not in the policy's observation: the same observation
// earns different rewards, and learning on it oscillates.
// expect: RWD6006 at HasCoffee
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.9, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CoffeeUnobserved
{
    [Signal] public bool AtCoffee { get; init; }
    [Signal] public bool AtOffice { get; init; }

    [State(false)] bool HasCoffee => Previous.HasCoffee || AtCoffee;

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] bool Delivered => AtOffice && HasCoffee;
}

// fixed
[RewardSpec(Discount = 0.9, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CoffeeUnobservedFixed
{
    [Signal] public bool AtOffice { get; init; }

    // In the observation.
    [Signal] public bool HasCoffee { get; init; }

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] bool Delivered => AtOffice && HasCoffee;
}
