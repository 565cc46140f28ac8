// G03 Image RM pushes saturation
// Source: Pref-GRPO issue 2 (2025) — https://github.com/CodeGoat24/Pref-GRPO/issues/2
// visible: no
// A learned preference score of single images: longer training yields over-saturated images, and comparing pairs only delays it.
// unseen: nothing in the expression; only that a learned score stands alone
// pending: RWD8002 (a learned reward without an anchor), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class SaturatedImages
{
    [Signal(0, 1, Source = SignalSource.Learned, Model = "HPS")] public float PreferenceScore { get; init; }

    [Term(1)] float Preference => PreferenceScore;
}
