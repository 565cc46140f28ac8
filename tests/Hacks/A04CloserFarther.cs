// A04 Closer +0.1, farther -0.05
// Source: question and answer with a sample reward for Unity ML-Agents — https://taourl.com/read-2657736.html
// visible: yes
// One step in and one step out pay 0.05 together: rocking back and forth is an income, and steps are paid rather than distance.
// expect: RWD2001 at Approach
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CloserFarther
{
    [Signal(0, 20, Unit = "m")] public float Distance { get; init; }

    [Term(1)] private float Approach => Distance < Previous.Distance ? 0.1f : -0.05f;

    [Goal(Tolerance = 0.5), Bonus(1, RepeatPolicy.Once)] private bool Reached => Distance < 1.5f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class CloserFartherFixed
{
    [Signal(0, 20, Unit = "m")] public float Distance { get; init; }

    [Potential(0.1)] private float Near => -Distance;

    [Goal(Tolerance = 0.5), Bonus(1, RepeatPolicy.Once)] private bool Reached => Distance < 1.5f;
}
