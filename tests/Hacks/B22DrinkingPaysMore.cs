// B22 Not-thirsty pays more than eating
// Source: Booth et al., AAAI 2023 (user study, submission 1) — https://github.com/serenabooth/reward-design-perils
// visible: partly
// Only steps without hunger count, but to be hungry and not thirsty pays 0.25 while fed and thirsty pays 0: staying at the water is a safe income.
// unseen: the best state of the goal, fed and not thirsty, pays most; that it is lost again by chance, and drinking is safe, is knowledge of the world
// dropped: RWD5004 best is compared with best, and to be fed and not thirsty pays 1
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class DrinkingPaysMore
{
    [Signal] public bool Hungry { get; init; }

    [Signal] public bool Thirsty { get; init; }

    [Term(1)] private float Needs => Hungry ? (Thirsty ? -1f : 0.25f) : (Thirsty ? 0f : 1f);

    [Stage(1)] private bool OnlyDrunk => Hungry && !Thirsty;

    [Stage(2)] private bool Fed => !Hungry;

    [Goal(Kind = GoalKind.Survive)] private bool Eaten => !Hungry;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class DrinkingPaysMoreFixed
{
    [Signal] public bool Hungry { get; init; }

    [Signal] public bool Thirsty { get; init; }

    [Term(1)] private float Needs => Hungry ? (Thirsty ? -1f : -0.5f) : (Thirsty ? 0.5f : 1f);

    [Stage(1)] private bool OnlyDrunk => Hungry && !Thirsty;

    [Stage(2)] private bool Fed => !Hungry;

    [Goal(Kind = GoalKind.Survive)] private bool Eaten => !Hungry;
}
