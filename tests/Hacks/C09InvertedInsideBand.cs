// C09 Alpamayo reasoning reward is sign-inverted inside the passing band
// Source: NVlabs/alpamayo-recipes issue 29 (2026) — https://github.com/NVlabs/alpamayo-recipes/issues/29
// visible: yes
// Below the threshold an answer gets −1, above it (1 − grade)/0.4: among those that pass, the better reasoning is paid less.
// expect: RWD4004 at Reasoning
using RewardDsl;

namespace Hacks;
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class InvertedInsideBand
{
    [Signal(0, 1, Source = SignalSource.Learned, Model = "judge", WritableBy = WriterKind.Nobody), Aim(AimKind.Higher)] public float Grade { get; init; }

    [Gate] private bool Passes => Grade > 0.6f;

    [Term(1, Gate = nameof(Passes), Else = -1)] private float Reasoning => (1f - Grade) / 0.4f;
}

// fixed
[RewardSpec(Consumer = RewardConsumer.GroupRelative)]
public sealed partial class InvertedInsideBandFixed
{
    [Signal(0, 1, Source = SignalSource.Learned, Model = "judge", WritableBy = WriterKind.Nobody), Aim(AimKind.Higher)] public float Grade { get; init; }

    [Gate] private bool Passes => Grade > 0.6f;

    [Term(1, Gate = nameof(Passes), Else = -1)] private float Reasoning => 1f - ((1f - Grade) / 0.4f);
}
