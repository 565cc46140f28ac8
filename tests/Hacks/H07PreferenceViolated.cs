// H07 Evaluation preference violated by the submitted reward
// Source: Booth et al., AAAI 2023 — https://github.com/serenabooth/reward-design-perils
// visible: yes
// Submitted tables pay being hungry and not thirsty 0.15 and being fed and thirsty 0.05, and are judged by the steps without hunger.
// expect: RWD9003 at class
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
[Prefer(nameof(FedAndThirsty), over: nameof(HungryAndNotThirsty))]
public sealed partial class PreferenceViolated
{
    [Signal] public bool Hungry { get; init; }
    [Signal] public bool Thirsty { get; init; }

    [Term(1)] float Table => Hungry ? (Thirsty ? -0.05f : 0.15f) : (Thirsty ? 0.05f : 1f);
    [Goal(Kind = GoalKind.Survive)] bool Fed => !Hungry;

    [Scenario(ScenarioKind.Custom)] static PreferenceViolated FedAndThirsty => new() { Hungry = false, Thirsty = true };
    [Scenario(ScenarioKind.Custom)] static PreferenceViolated HungryAndNotThirsty => new() { Hungry = true, Thirsty = false };
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 200, TimeLimit = TimeLimitKind.Truncates)]
[Prefer(nameof(FedAndThirsty), over: nameof(HungryAndNotThirsty))]
public sealed partial class PreferenceViolatedFixed
{
    [Signal] public bool Hungry { get; init; }
    [Signal] public bool Thirsty { get; init; }

    [Term(1)] float Table => Hungry ? (Thirsty ? -0.05f : 0.05f) : (Thirsty ? 0.5f : 1f);
    [Goal(Kind = GoalKind.Survive)] bool Fed => !Hungry;

    [Scenario(ScenarioKind.Custom)] static PreferenceViolatedFixed FedAndThirsty => new() { Hungry = false, Thirsty = true };
    [Scenario(ScenarioKind.Custom)] static PreferenceViolatedFixed HungryAndNotThirsty => new() { Hungry = true, Thirsty = false };
}
