// C37 Meta-World pick-place: best return, zero success
// Source: Metaworld issue 303 (2021) — https://github.com/Farama-Foundation/Metaworld/issues/303
// visible: partly
// In version 1 the stages are summed as levels: MAML reached the highest reward of all methods and never placed the puck, since holding it near pays nearly as much.
// unseen: each step at the goal pays most; that few get there and many collect on the way is a matter of training
using RewardDsl;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 150, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0125)]
public sealed partial class PickPlaceStages
{
    [Signal(0, 1, Unit = "m")] public float ReachDistance { get; init; }

    [Signal(0, 0.3, Unit = "m")] public float LiftedHeight { get; init; }

    [Signal(0, 0.7, Unit = "m")] public float PlaceDistance { get; init; }

    [Penalty(1)] private float Reaching => ReachDistance;

    [Term(100)] private float Lifting => LiftedHeight;

    [Term(1000)] private float Placing => 0.7f - PlaceDistance;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.01)] private bool Placed => PlaceDistance < 0.07f;
}
