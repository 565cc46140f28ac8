// G12 Sycophancy
// Source: Sharma et al., Towards Understanding Sycophancy in Language Models, 2023 — https://arxiv.org/abs/2310.13548
// visible: no
// A preference model trained on ratings of people: to agree with the user is paid above being right.
// unseen: what the model prefers is not in the expression
// pending: RWD8002 (a learned reward without an anchor), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class Sycophancy
{
    [Signal(0, 1, Source = SignalSource.Learned, Model = "preference model")] public float PreferenceScore { get; init; }

    [Term(1)] float Preference => PreferenceScore;
}
