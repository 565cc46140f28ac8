// G04 Noisy TV
// Source: Burda et al., Large-Scale Study of Curiosity-Driven Learning, 2019 — https://arxiv.org/abs/1808.04355
// visible: yes
// Prediction error is paid beside the goal: the agent watches noise that cannot be predicted, for ever.
// expect: RWD1001 at Curiosity
// also: RWD9001 at PredictionError (no upper limit is declared)
// pending: RWD8003 (novelty that is never annealed), not yet a rule
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 5000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class NoisyTv
{
    [Signal(0, double.PositiveInfinity, Source = SignalSource.Intrinsic)] public float PredictionError { get; init; }
    [Signal] public bool AtExit { get; init; }

    [Term(0.5)] float Curiosity => PredictionError;
    [Goal, Bonus(1, RepeatPolicy.Once)] bool Exit => AtExit;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 5000, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class NoisyTvFixed
{
    [Signal(0, double.PositiveInfinity, Source = SignalSource.Intrinsic)] public float PredictionError { get; init; }
    [Signal] public bool AtExit { get; init; }

    [Term(0.01, Schedule = nameof(Annealed)), Budget(0.3)] float Curiosity => Min(PredictionError, 1f);
    [Goal, Bonus(1, RepeatPolicy.Once)] bool Exit => AtExit;

    [Schedule] static float Annealed(TrainingClock clock) => 1f - clock.Progress;
}
