// B21 Policy discount too short for the task
// Source: Booth et al., The perils of trial-and-error reward design, AAAI 2023 (user study) — https://github.com/serenabooth/reward-design-perils
// visible: partly
// Food and water lie several moves apart and the learner's discount is 0.8: what eating pays after the walk is worth less than drinking here and now.
// expect: RWD3008 at class
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.8, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class DiscountTooShort
{
    [Signal] public bool Thirsty { get; init; }

    /// <summary>Moves to the food; the corners of the grid are up to 10 apart.</summary>
    [Signal(0, 10, MaxStep = 1)] public float MovesToFood { get; init; }

    [Term(1)] private bool Eats => Fed;

    [Term(0.25)] private bool Drunk => !Thirsty && MovesToFood > 0f;

    [Goal] private bool Fed => MovesToFood <= 0f && !Thirsty;

    /// <summary>At the water in the opposite corner.</summary>
    [Scenario(ScenarioKind.Start)] private static DiscountTooShort AtWater => new() { MovesToFood = 10f };
}
