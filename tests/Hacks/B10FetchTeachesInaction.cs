// B10 MiniGrid Fetch: negative reward taught inaction
// Source: Farama Minigrid issue 170 (2022, a maintainer's comment) — https://github.com/Farama-Foundation/Minigrid/issues/170
// visible: yes
// The wrong object costs as much as the right one pays, either ends the episode and waiting is free: not to act is the safe choice.
// expect: RWD3004 at PickedWrong
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 256, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class FetchTeachesInaction
{
    [Signal] public bool HoldsRight { get; init; }

    [Signal] public bool HoldsWrong { get; init; }

    [Assume] private bool OneHand => !(HoldsRight && HoldsWrong);

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] private bool Fetched => HoldsRight;

    [Termination(EpisodeEnd.Failure, Reward = -1)] private bool PickedWrong => HoldsWrong;

    [Scenario(ScenarioKind.Idle, Steps = 256)] private static FetchTeachesInaction Waiting => new();
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 256, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class FetchTeachesInactionFixed
{
    [Signal] public bool HoldsRight { get; init; }

    [Signal] public bool HoldsWrong { get; init; }

    [Assume] private bool OneHand => !(HoldsRight && HoldsWrong);

    [Penalty(0.02)] private float Time => 1f;

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] private bool Fetched => HoldsRight;

    [Termination(EpisodeEnd.Failure, Reward = -2.5)] private bool PickedWrong => HoldsWrong;

    [Scenario(ScenarioKind.Idle, Steps = 256)] private static FetchTeachesInactionFixed Waiting => new();
}
