// H03 Trial-and-error reward overfits the learner
// Source: Booth et al., AAAI 2023 — https://github.com/serenabooth/reward-design-perils
// visible: no
// Weights were tuned until one algorithm with one set of hyper-parameters looked good: the same reward ranks otherwise for others.
// unseen: how the weights were found is no property of the definition; a preference between scenarios would be checked
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class TrialAndError
{
    [Signal] public bool Hungry { get; init; }
    [Signal] public bool Thirsty { get; init; }

    [Term(0.35)] bool Drunk => !Thirsty;
    [Penalty(1)] bool Starving => Hungry && Thirsty;
    [Term(1)] bool Fed => !Hungry;
}
