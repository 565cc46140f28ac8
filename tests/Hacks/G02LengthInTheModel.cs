// G02 Length explains most of the RM gain
// Source: Singhal et al., A Long Way to Go, 2023 — https://arxiv.org/abs/2310.03716
// visible: partly
// The score of a reward model less a cost of divergence: 70 to 90 % of what training gains comes from longer outputs.
// also: RWD1001 at Score (the raw score has no limit)
// also: RWD9001 at ModelScore (no range is declared)
// pending: RWD8001 (a raw learned score), not yet a rule
// pending: RWD7003 (nothing holds the length), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class LengthInTheModel
{
    [Signal(Source = SignalSource.Learned, Model = "reward model")] public float ModelScore { get; init; }
    [Signal(0, 1000, Source = SignalSource.Policy, TypicalMin = 0, TypicalMax = 20)] public float Divergence { get; init; }

    [Term(1)] float Score => ModelScore;
    [Penalty(0.05)] float Kl => Divergence;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class LengthInTheModelFixed
{
    [Signal(Source = SignalSource.Learned, Model = "reward model")] public float ModelScore { get; init; }
    [Signal(0, 1000, Source = SignalSource.Policy, TypicalMin = 0, TypicalMax = 20)] public float Divergence { get; init; }
    [Signal(1, 4096, Unit = "tokens")] public int Length { get; init; }

    [Term(1)] float Score => Sigmoid(ModelScore);
    [Penalty(0.05)] float Kl => Divergence;
    [Penalty(0.5)] float Long => Saturate((Length - 512f) / 512f);
}
