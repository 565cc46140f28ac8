// G01 RLHF over-optimisation
// Source: Gao, Schulman & Hilton 2022; Stiennon et al. 2020 — https://arxiv.org/abs/2210.10760
// visible: yes
// The score of a reward model with no or little cost of divergence: the proxy rises and the true score falls.
// also: RWD1001 at Score (the raw score has no limit)
// also: RWD9001 at ModelScore (no range is declared)
// pending: RWD8001 (a raw learned score), not yet a rule
// pending: RWD8002 (a learned reward without an anchor), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class RewardModelAlone
{
    [Signal(Source = SignalSource.Learned, Model = "reward model")] public float ModelScore { get; init; }

    [Term(1)] float Score => ModelScore;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class RewardModelAloneFixed
{
    [Signal(Source = SignalSource.Learned, Model = "reward model")] public float ModelScore { get; init; }
    [Signal(0, 1000, Source = SignalSource.Policy, TypicalMin = 0, TypicalMax = 20)] public float Divergence { get; init; }

    [Term(1)] float Score => Sigmoid(ModelScore);
    [Penalty(0.05)] float Kl => Divergence;
}
