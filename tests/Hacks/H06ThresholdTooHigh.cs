// H06 Reward threshold above the attainable maximum
// Source: Gymnasium FrozenLake, its threshold changed in gym commit 43145a074 (2021) — https://github.com/Farama-Foundation/Gymnasium
// visible: no
// The environment counts as solved at a mean return of 0.78, and the best policy reaches about 0.74 within 100 steps.
// unseen: what can be reached needs the dynamics of the ice, and a threshold of the return is not declared in the language
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class ThresholdTooHigh
{
    [Signal] public bool AtGift { get; init; }
    [Signal] public bool InHole { get; init; }

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] bool Reached => AtGift;
    [Termination(EpisodeEnd.Failure)] bool Fallen => InHole;
}
