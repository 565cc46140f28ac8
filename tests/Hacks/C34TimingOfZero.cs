// C34 Fastest kernel: a timing of zero collapses the geometric mean
// Source: gpu-mode/reference-kernels issue 162 (2026) — https://github.com/gpu-mode/reference-kernels/issues/162
// visible: yes
// The score is the geometric mean of reported times: one shape's time driven to 0 makes the whole score 0, and made-up timings came first.
// expect: RWD4009 at Score
// pending: RWD7007 the verifier's input is under the agent's control
// dropped: RWD1001 a mean of times up to 1 s is bounded
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Consumer = RewardConsumer.Filter)]
public sealed partial class TimingOfZero
{
    [Signal(0, 1, Length = 6, Unit = "s", WritableBy = WriterKind.Agent), Aim(AimKind.Lower)] public Vec Time { get; init; }

    [Penalty(1)] private float Score => GeometricMean(Time);
}

// fixed
[RewardSpec(Consumer = RewardConsumer.Filter)]
public sealed partial class TimingOfZeroFixed
{
    /// <summary>Measured by a process that the submission cannot reach; no shape can be faster than its memory traffic.</summary>
    [Signal(1e-5, 1, Length = 6, Unit = "s", WritableBy = WriterKind.Nobody), Aim(AimKind.Lower)] public Vec Time { get; init; }

    [Penalty(1)] private float Score => Mean(Time);
}
