// D08 Collision can be bought
// Source: Knox et al., Artificial Intelligence 2023 (indifference points) — https://arxiv.org/abs/2104.13906
// visible: yes
// A finite price of a collision against a reward for each metre: the break-even rates of collisions that published rewards imply
// range from thousands of times worse than a drunk teenager to far stricter than a sober adult.
// expect: RWD5007 at Collision
// expect: RWD9003 at class
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
[Prefer(nameof(Careful), over: nameof(Reckless))]
public sealed partial class CollisionBought
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Collided { get; init; }

    [Term(1)] float Progress => Speed;
    [Bonus(-100, RepeatPolicy.EachRise)] bool Collision => Collided;

    [Scenario(ScenarioKind.Typical, Steps = 100)] static CollisionBought Careful => new() { Speed = 15 };
    [Scenario(ScenarioKind.Custom, Steps = 50)] static CollisionBought Rushing => new() { Speed = 30 };
    [Scenario(ScenarioKind.Custom, Steps = 1, After = nameof(Rushing))] static CollisionBought Crash => new() { Speed = 30, Collided = true };
    [Scenario(ScenarioKind.Exploit, Steps = 49, After = nameof(Crash))] static CollisionBought Reckless => new() { Speed = 30 };
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
[Prefer(nameof(Careful), over: nameof(Reckless))]
public sealed partial class CollisionBoughtFixed
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Collided { get; init; }

    [Term(1)] float Progress => Speed;
    [Termination(EpisodeEnd.Failure, Reward = -3000)] bool Collision => Collided;

    [Scenario(ScenarioKind.Typical, Steps = 100)] static CollisionBoughtFixed Careful => new() { Speed = 15 };
    [Scenario(ScenarioKind.Custom, Steps = 50)] static CollisionBoughtFixed Rushing => new() { Speed = 30 };
    [Scenario(ScenarioKind.Exploit, Steps = 1, After = nameof(Rushing))] static CollisionBoughtFixed Reckless => new() { Speed = 30, Collided = true };
}
