// C13 Dota bot: hero kill worth three wins
// Source: TimZaman/dotaclient issue 32 (2019) — https://github.com/TimZaman/dotaclient/issues/32
// visible: yes
// A win pays 1, each hero kill 3 and each last hit 0.16: a won game ends the kills, so the agent farms.
// expect: RWD3005 at HeroKill
// expect: RWD3005 at CreepKill
// expect: RWD4003 at HeroKill
// also: RWD4001 at HeroKill (one event carries nearly all)
// dropped: RWD3002 kills are events, not an income that waiting keeps
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.998, Horizon = 4000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.2)]
public sealed partial class KillWorthThreeWins
{
    [Signal] public bool KilledHero { get; init; }

    [Signal] public bool LastHit { get; init; }

    [Signal] public bool AncientDestroyed { get; init; }

    [Bonus(3, RepeatPolicy.EachRise)] private bool HeroKill => KilledHero;

    [Bonus(0.16, RepeatPolicy.EachRise)] private bool CreepKill => LastHit;

    [Goal, Termination(EpisodeEnd.Success, Reward = 1)] private bool Win => AncientDestroyed;
}

// fixed
[RewardSpec(Discount = 0.998, Horizon = 4000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.2)]
public sealed partial class KillWorthThreeWinsFixed
{
    [Signal] public bool KilledHero { get; init; }

    [Signal] public bool LastHit { get; init; }

    [Signal] public bool AncientDestroyed { get; init; }

    [Term(0.03), Budget(0.3)] private bool HeroKill => KilledHero && !Previous.KilledHero;

    [Term(0.002), Budget(0.2)] private bool CreepKill => LastHit && !Previous.LastHit;

    [Goal, Termination(EpisodeEnd.Success, Reward = 10)] private bool Win => AncientDestroyed;
}
