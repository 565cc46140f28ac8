// C30 Traffic: under-penalised acceleration / lane changes
// Source: Pan et al., ICLR 2022 (two proxies of misweighting) — https://arxiv.org/abs/2201.03544
// visible: no
// The weight of the acceleration is lower than the true one: aggressive driving. The sum itself is well formed.
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.999, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class AccelerationTooCheap
{
    [Signal(0, 30, Unit = "m/s")] public float MeanSpeed { get; init; }

    [Signal(-5, 5, Unit = "m/s^2", Rest = 0), Action] public float Acceleration { get; init; }

    [Term(1)] private float DesiredVelocity => MeanSpeed / 30f;

    [Penalty(0.05)] private float Harsh => Abs(Acceleration);

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.5)] private bool Flowing => MeanSpeed > 10f;
}
