// G09 Cleaning robot closes its eyes
// Source: Amodei et al., Concrete Problems in AI Safety, 2016 — https://arxiv.org/abs/1606.06565
// visible: yes
// A penalty for each mess that is seen: not to look is best.
// expect: RWD3004 at Seen
// also: RWD9004 at Clean (the goal is about the messes that there are, and no term reads them)
// pending: RWD8004 (a sensor that the agent can cover), not yet a rule
using RewardDsl;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class EyesClosed
{
    [Signal(Rest = 0), Action] public bool LooksAround { get; init; }
    [Signal(0, 20, Source = SignalSource.Sensor, WritableBy = WriterKind.Agent)] public int MessesInView { get; init; }

    // A robot that does nothing leaves the 10 messes of the morning.
    [Signal(0, 20, Rest = 10, Observed = false)] public int Messes { get; init; }

    [Penalty(1)] float Seen => LooksAround ? MessesInView : 0f;
    [Goal(Kind = GoalKind.Survive)] bool Clean => Messes == 0;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1)]
public sealed partial class EyesClosedFixed
{
    [Signal(0, 20, Rest = 10, Observed = false)] public int Messes { get; init; }

    [Penalty(1)] float Left => Messes;
    [Goal(Kind = GoalKind.Survive)] bool Clean => Messes == 0;
}
