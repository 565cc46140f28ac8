// G08 Hand fakes the grasp in front of the camera
// Source: Christiano et al., Deep Reinforcement Learning from Human Preferences, 2017 — https://arxiv.org/abs/1706.03741
// visible: no
// The reward is learned from comparisons of camera images: the hand hovers between camera and object so that it looks grasped.
// unseen: the reward model is trained on a partial view; nothing in the expression says so
// pending: RWD8002 (a learned reward without an anchor), not yet a rule
// pending: RWD8004 (a single view), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class FakedGrasp
{
    // Scores have mean 0 and a fixed standard deviation; none beyond 10 of them.
    [Signal(-10, 10, Source = SignalSource.Learned, Model = "preferences of camera images")] public float Score { get; init; }

    [Term(1)] float Preference => Score;
}
