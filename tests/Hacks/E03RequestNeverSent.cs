// E03 Request never sent: vacuous response
// Source: Beer, Ben-David, Eisner & Rodeh 1997; Bustan et al., Regular Vacuity, 2005 — https://mafiadoc.com/regular-vacuity-cs-technion_5c438b1b097c477a1e8b463e.html
// visible: yes
// G(request -> F[0,10] grant) as a positive objective: an agent that never raises the request is paid for nothing.
// expect: RWD6002 at Answered
// dropped: RWD3004 that doing nothing is paid is what RWD6002 says of the formula
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RequestNeverSent
{
    [Signal(Rest = 0), Action] public bool Request { get; init; }
    [Signal(Rest = 0)] public bool Grant { get; init; }

    [Objective(Reward = 1, AtTruncation = ClosingRule.EndOfTrace, Observed = true)] public Formula Answered => Always(Implies(Request, Eventually(Grant, within: 10)));
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RequestNeverSentFixed
{
    [Signal(Rest = 0), Action] public bool Request { get; init; }
    [Signal(Rest = 0)] public bool Grant { get; init; }

    [Constraint(Penalty = 1, Observed = true)] public Formula Answered => Always(Implies(Request, Eventually(Grant, within: 10)));
    [Objective(Reward = 1, Observed = true)] public Formula Asks => Eventually(Request & Eventually(Grant, within: 10));
}
