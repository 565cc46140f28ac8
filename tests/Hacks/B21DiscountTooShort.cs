// B21 Policy discount too short for the task
// Source: Booth et al., The perils of trial-and-error reward design, AAAI 2023 (user study) — https://github.com/serenabooth/reward-design-perils
// visible: partly
// Food and water lie several moves apart and the learner's discount is 0.8: what eating pays after the walk is worth less than what being not thirsty
// pays here and now.
// expect: RWD3008 at class
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.8, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class DiscountTooShort
{
    [Signal] public bool Hungry { get; init; }

    [Signal] public bool Thirsty { get; init; }

    [Term(1)] private float Needs => Hungry ? (Thirsty ? -1f : 0.25f) : (Thirsty ? 0f : 1f);

    /// <summary>The corners of the grid are at least this far apart with the wall between them.</summary>
    [Goal(MinSteps = 8)] private bool Fed => !Hungry;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class DiscountTooShortFixed
{
    [Signal] public bool Hungry { get; init; }

    [Signal] public bool Thirsty { get; init; }

    [Term(1)] private float Needs => Hungry ? (Thirsty ? -1f : 0.25f) : (Thirsty ? 0f : 1f);

    [Goal(MinSteps = 8)] private bool Fed => !Hungry;
}
