// E03 Request never sent: vacuous response
// Source: Beer, Ben-David, Eisner & Rodeh 1997; Bustan et al., Regular Vacuity, 2005 — https://mafiadoc.com/regular-vacuity-cs-technion_5c438b1b097c477a1e8b463e.html
// visible: yes
// G(request -> F[0,10] grant) as a positive objective: an agent that never raises the request is paid for nothing. Here
// with an answer in the same step instead of a window of ten.
// expect: RWD3004 at Answered
// also: RWD3006 at Answered (without a request each step pays as much as with one that is served)
// pending: RWD6002 (a formula that is vacuous), not yet a rule; formulas are not in the language
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RequestNeverSent
{
    [Signal(Rest = 0), Action] public bool Request { get; init; }
    [Signal(Rest = 0)] public bool Grant { get; init; }

    [Term(1)] bool Answered => !Request || Grant;
    [Goal(Resampled = true)] bool Served => Request && Grant;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class RequestNeverSentFixed
{
    [Signal(Rest = 0), Action] public bool Request { get; init; }
    [Signal(Rest = 0)] public bool Grant { get; init; }

    [Penalty(1)] bool Refused => Request && !Grant;
    [Term(1)] bool Answered => Request && Grant;
    [Goal(Resampled = true)] bool Served => Request && Grant;
}
