// A03 CoastRunners boat farms respawning targets
// Source: Clark & Amodei, Faulty reward functions in the wild, 2016 — https://openai.com/index/faulty-reward-functions/
// visible: yes
// Targets respawn and pay each time, finishing the race pays nothing: the boat circles in a lagoon, on fire, with a higher score than people.
// expect: RWD3005 at Target
// expect: RWD9004 at Finished
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 2000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CoastRunners
{
    /// <summary>Share of the course that is done.</summary>
    [Signal(0, 1)] public float Course { get; init; }

    [Signal] public bool TargetHit { get; init; }

    [Bonus(1, RepeatPolicy.EachRise)] private bool Target => TargetHit;

    [Goal] private bool Finished => Course >= 1f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 2000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CoastRunnersFixed
{
    [Signal(0, 1)] public float Course { get; init; }

    [Signal] public bool TargetHit { get; init; }

    /// <summary>The way counts, and what the targets add is capped.</summary>
    [Term(100), BestSoFar] private float Way => Course;

    [Term(0.1), Budget(1)] private bool Target => TargetHit;

    [Goal, Termination(EpisodeEnd.Success, Reward = 100)] private bool Finished => Course >= 1f;
}
