// D13 Nail driven without the hammer
// Source: Irpan, Deep Reinforcement Learning Doesn't Work Yet, 2018 — https://www.alexirpan.com/2018/02/14/rl-hard.html
// visible: partly
// Only the depth of the nail was paid: the arm pushed it in with its own links, and later threw the hammer away.
// expect: RWD5006 at Hammered
// expect: RWD9004 at HammerUsed
// also: RWD3006 at Depth (a nail that is in pays as much without the hammer)
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;

[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class NailWithoutHammer
{
    [Signal(0, 0.1, Unit = "m")] public float NailDepth { get; init; }
    [Signal(0, 2, Unit = "m")] public float HandToHammer { get; init; }

    bool Held => HandToHammer < 0.02f;

    [Term(10)] float Depth => NailDepth / 0.1f;
    [Metric] bool HammerUsed => Held;
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] bool Hammered => NailDepth > 0.09f && Held;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 300, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class NailWithoutHammerFixed
{
    [Signal(0, 0.1, Unit = "m")] public float NailDepth { get; init; }
    [Signal(0, 2, Unit = "m")] public float HandToHammer { get; init; }

    [Gate] bool Held => HandToHammer < 0.02f;
    [Term(1)] float Reach => 1f - Tanh(2f * HandToHammer);
    [Term(10, Gate = nameof(Held))] float Depth => NailDepth / 0.1f;
    [Metric] bool HammerUsed => Held;
    [Goal(Kind = GoalKind.Survive, Tolerance = 0.005)] bool Hammered => NailDepth > 0.09f && Held;
}
