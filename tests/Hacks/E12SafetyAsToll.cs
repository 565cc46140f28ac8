// E12 Safety formula already violated keeps being paid for other goals
// Source: constraints as penalties; Alshiekh et al., Safe Reinforcement Learning via Shielding, 2018 — https://arxiv.org/abs/1708.08611
// visible: yes
// G(not crash) is penalised at its first violation and the episode goes on with all rewards: what cannot be undone becomes a toll.
// expect: RWD5007 at Crash
// expect: RWD6004 at NoCrash
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class SafetyAsToll
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Crashed { get; init; }

    [Term(1)] float Forward => Speed;
    [Bonus(-10, RepeatPolicy.Once)] bool Crash => Crashed;
}

/// <summary>The same as a formula.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class SafetyFormulaAsToll
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Crashed { get; init; }

    [Term(1)] float Forward => Speed;
    [Constraint(Penalty = 10)] Formula NoCrash => Always(!Crashed);
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class SafetyAsTollFixed
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Crashed { get; init; }

    [Term(1)] float Forward => Speed;
    [Termination(EpisodeEnd.Failure, Reward = -10)] bool Crash => Crashed;
}

/// <summary>The same as a formula.</summary>
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class SafetyFormulaAsTollFixed
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }
    [Signal] public bool Crashed { get; init; }

    [Term(1)] float Forward => Speed;
    [Constraint(Penalty = 10, Hard = true)] Formula NoCrash => Always(!Crashed);
}
