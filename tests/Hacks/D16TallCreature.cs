// D16 Tall creature falls over
// Source: Sims 1994; Lehman et al., The Surprising Creativity of Digital Evolution, 2020 — https://arxiv.org/abs/1803.03453
// visible: no
// Fitness is the highest speed over the ground in a short episode, and the body is evolved: tall towers fall over.
// unseen: the height of the body is no signal of the reward, and a burst of speed is what a maximum asks for
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 1, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class TallCreature
{
    [Signal(0, 20, Unit = "m/s")] public float GroundSpeed { get; init; }

    [Term(1), BestSoFar] float Fastest => GroundSpeed;
}
