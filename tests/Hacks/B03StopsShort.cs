// B03 Meta-World: terminate on success and the arm stops short
// Source: Farama Metaworld issue 378 (2023) — https://github.com/Farama-Foundation/Metaworld/issues/378
// visible: yes
// Each step pays up to 10, success ends the episode and pays nothing more: the arm halts just before the goal and keeps its income.
// expect: RWD3002 at Success
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125)]
public sealed partial class StopsShort
{
    [Signal(0, 2, Unit = "m")] public float Distance { get; init; }

    [Term(10), Bounds(0, 1)] private float Reach => Tolerance(Distance, 0f, 0.05f, 0.5f, SigmoidKind.LongTail);

    [Goal(Tolerance = 0.01), Termination(EpisodeEnd.Success)] private bool Success => Distance <= 0.05f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125)]
public sealed partial class StopsShortFixed
{
    [Signal(0, 2, Unit = "m")] public float Distance { get; init; }

    [Term(10), Bounds(0, 1)] private float Reach => Tolerance(Distance, 0f, 0.05f, 0.5f, SigmoidKind.LongTail);

    [Goal(Tolerance = 0.01), Termination(EpisodeEnd.Success, Reward = 1200)] private bool Success => Distance <= 0.05f;
}
