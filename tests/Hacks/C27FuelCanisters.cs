// C27 Riverraid: fuel canisters worth ten times more
// Source: Pan et al., ICLR 2022 (fuel_multiplier) — https://github.com/aypan17/reward-misspecification
// visible: partly
// A canister counts 800 instead of 80: the plane hunts canisters. Whether that is wrong needs the true scores, but one event carries nearly all there is to earn.
// expect: RWD4001 at Canister
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 5000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class FuelCanisters
{
    [Signal] public bool CanisterHit { get; init; }

    [Signal] public bool TankerHit { get; init; }

    [Signal] public bool HelicopterHit { get; init; }

    [Signal(0, 3)] public int Lives { get; init; }

    [Bonus(800, RepeatPolicy.EachRise)] private bool Canister => CanisterHit;

    [Bonus(30, RepeatPolicy.EachRise)] private bool Tanker => TankerHit;

    [Bonus(60, RepeatPolicy.EachRise)] private bool Helicopter => HelicopterHit;

    [Goal(Kind = GoalKind.Survive)] private bool Flying => Lives > 0;

    [Termination(EpisodeEnd.Failure)] private bool Lost => Lives == 0;
}
