// D14 Side effects: the vase
// Source: Amodei et al., Concrete Problems in AI Safety, 2016 — https://arxiv.org/abs/1606.06565
// visible: no
// The box at its place is all that is paid: the shortest way breaks the vase.
// unseen: nothing in the definition mentions the vase; once it is declared as a metric, the rule about uncovered metrics sees it
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Vase
{
    [Signal(0, 10, Unit = "m")] public float BoxToPlace { get; init; }

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] bool BoxAtPlace => BoxToPlace < 0.1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class VaseFixed
{
    [Signal(0, 10, Unit = "m")] public float BoxToPlace { get; init; }
    [Signal] public bool VaseBroken { get; init; }

    [Termination(EpisodeEnd.Failure, Reward = -1)] bool Broken => VaseBroken;
    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] bool BoxAtPlace => BoxToPlace < 0.1f;
}
