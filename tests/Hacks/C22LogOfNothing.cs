// C22 Portfolio log-return hits log of a non-positive number
// Source: TorchTrade pull request 181 (2026); stable-baselines issue 279 — https://github.com/TorchTrade/torchtrade/pull/181
// visible: yes
// After a liquidation the account can be 0 or below, and of constant returns the deviation is 0: the reward is −∞ or no number and spoils the weights.
// expect: RWD1004 at LogReturn
// expect: RWD1003 at Sharpe
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class LogOfNothing
{
    /// <summary>The account at the end of each of the last 20 bars.</summary>
    [Signal(-1000000, 1000000, Length = 20, Unit = "USD")] public Vec Value { get; init; }

    /// <summary>The account at their start.</summary>
    [Signal(1, 1000000, Length = 20, Unit = "USD")] public Vec ValueBefore { get; init; }

    private Vec LogReturn => Log(Value / ValueBefore);

    private float Deviation => Sqrt(Mean(Square(LogReturn - Mean(LogReturn))));

    [Term(1)] private float Sharpe => Mean(LogReturn) / Deviation;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class LogOfNothingFixed
{
    /// <summary>Ended at a tenth of the start, so it is never 0.</summary>
    [Signal(0.1, 10, Length = 20)] public Vec Growth { get; init; }

    private Vec LogReturn => Log(Growth);

    private float Deviation => Sqrt(Mean(Square(LogReturn - Mean(LogReturn))));

    [Term(1)] private float Sharpe => Clamp(Mean(LogReturn) / (Deviation + 0.1f), -3f, 3f);
}
