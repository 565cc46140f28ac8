// A11 Hovering above the place goal earns ~90% of the budget
// Source: johnsutor/so101-nexus pull request 123 (2026) — https://github.com/johnsutor/so101-nexus/pull/123
// visible: yes
// Being near is paid at each step, finishing adds a tenth: the arm holds the object above the disc for ever.
// expect: RWD3006 at Progressing
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class HoverAboveGoal
{
    [Signal(0, 0.5, Unit = "m")] public float DiscDistance { get; init; }

    [Signal(0, 0.3, Unit = "m")] public float Height { get; init; }

    [Signal(0, 1, Unit = "m/s")] public float Speed { get; init; }

    /// <summary>Near the disc in the plane, off the table, and still.</summary>
    private float TaskProgress => (1f - Tanh(5f * DiscDistance)) * Saturate(Height / 0.03f) * (1f - Tanh(5f * Speed));

    [Term(0.9), Bounds(0, 1)] private float Progressing => TaskProgress;

    [Term(0.1)] private bool Completed => Placed;

    [Goal(Tolerance = 0.01)] private bool Placed => DiscDistance < 0.02f && Height < 0.02f && Speed < 0.05f;
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
public sealed partial class HoverAboveGoalFixed
{
    [Signal(0, 0.5, Unit = "m")] public float DiscDistance { get; init; }

    [Signal(0, 0.3, Unit = "m")] public float Height { get; init; }

    [Signal(0, 1, Unit = "m/s")] public float Speed { get; init; }

    [Potential(0.9)] private float TaskProgress => (1f - Tanh(5f * DiscDistance)) * Saturate(Height / 0.03f) * (1f - Tanh(5f * Speed));

    [Term(0.1)] private bool Completed => Placed;

    [Goal(Tolerance = 0.01)] private bool Placed => DiscDistance < 0.02f && Height < 0.02f && Speed < 0.05f;
}
