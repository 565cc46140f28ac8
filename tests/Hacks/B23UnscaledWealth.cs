// B23 Undiscounted continuing objective
// Source: FinRL issue 77 — https://github.com/AI4Finance-Foundation/FinRL/issues/77
// visible: partly
// The change of the account is paid as it is, leverage leaves it without limit and ruin does not end the episode: a total reward of −2.9e20 was reported.
// expect: RWD1001 at Gain
// dropped: RWD1002 the change of the account is a term, without an upper limit, not a penalty
// expect: RWD9001 at Wealth
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 1, Horizon = 2000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class UnscaledWealth
{
    [Signal(Unit = "USD")] public float Wealth { get; init; }

    [Term(1)] private float Gain => Wealth - Previous.Wealth;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 2000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class UnscaledWealthFixed
{
    /// <summary>The account over what it started with; there is no leverage above tenfold.</summary>
    [Signal(0.01, 100)] public float RelativeWealth { get; init; }

    [Term(1), Progress] private float Growth => Log(RelativeWealth);

    [Termination(EpisodeEnd.Failure, Reward = -5)] private bool Ruined => RelativeWealth < 0.05f;
}
