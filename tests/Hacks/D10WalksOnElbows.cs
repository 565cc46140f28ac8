// D10 Feet-contact minimisation solved upside down
// Source: Cully et al., Nature 2015; Lehman et al., The Surprising Creativity of Digital Evolution, 2020 — https://arxiv.org/abs/1803.03453
// visible: partly
// Walk while the feet touch the ground as little as possible: the robot flips and walks on its elbows, with no foot on the ground.
// expect: RWD9004 at Uprightness
// expect: RWD5006 at Walking
// also: RWD3006 at Forward (to walk upside down pays as much)
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class WalksOnElbows
{
    // Six legs.
    [Signal(Length = 6)] public Mask FootContact { get; init; }
    [Signal(-1, 1, Unit = "m/s")] public float ForwardSpeed { get; init; }
    [Signal(-1, 1)] public float TorsoUp { get; init; }

    [Term(1)] float Forward => ForwardSpeed;
    [Penalty(1)] float Contact => Count(FootContact) / 6f;
    [Metric] float Uprightness => TorsoUp;
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.05)] bool Walking => ForwardSpeed > 0.2f && TorsoUp > 0.8f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class WalksOnElbowsFixed
{
    [Signal(Length = 6)] public Mask FootContact { get; init; }
    [Signal(-1, 1, Unit = "m/s")] public float ForwardSpeed { get; init; }
    [Signal(-1, 1)] public float TorsoUp { get; init; }

    float Upright => Tolerance(TorsoUp, 0.8f, 1f, 1.8f, SigmoidKind.Linear, 0f);

    [Term(2)] float Forward => Upright * Saturate(ForwardSpeed / 0.5f);
    [Term(1)] float Light => Upright * (1f - (Count(FootContact) / 6f));
    [Metric] float Uprightness => TorsoUp;
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.05)] bool Walking => ForwardSpeed > 0.2f && TorsoUp > 0.8f;
}
