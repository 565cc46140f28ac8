// C33 Glucose risk instead of treatment cost
// Source: Pan et al., ICLR 2022; the risk of Magni et al. — https://github.com/aypan17/reward-misspecification
// visible: no
// The risk index is paid, the cost of treatment is meant: the agent uses too much insulin. The omitted cost would show if it were declared as a metric.
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 480, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 180)]
public sealed partial class GlucoseRisk
{
    /// <summary>What the sensor can show.</summary>
    [Signal(39, 600, Unit = "mg/dL")] public float Glucose { get; init; }

    [Penalty(10)] private float Risk => Square(3.5506f * (Pow(Log(Glucose), 0.8353f) - 3.7932f));

    [Goal(Kind = GoalKind.Survive)] private bool InRange => Glucose > 70f && Glucose < 180f;
}
