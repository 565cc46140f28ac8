using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace ReachAvoid;

/// <summary>
/// Reach the goal within 8 s and stay for one, never touch a pillar, never leave the arena: paid by how much that holds, in metres, once the episode
/// is over. One instance is one robot at one step.
/// <para>The trainer picks the best of n policies by what whole episodes pay (<see cref="RewardConsumer.Filter"/>). One that learns from single
/// steps would have to see what the formulas remember; rule RWD6006 says so when the consumer is left out.</para>
/// </summary>
[RewardSpec(Discount = 1, Horizon = 100, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1, Consumer = RewardConsumer.Filter)]
[Objective("G (Clear & Inside) & F[0,80] G[0,10] AtGoal", Name = "Solved", Reward = 1, AtTruncation = ClosingRule.EndOfTrace)]
public sealed partial class ReachAvoidReward
{
    public const float Fence = 8f;
    public const float Arena = 5f;
    public const float GoalX = 3.5f;
    public const float GoalY = 1.5f;
    public const float GoalRadius = 0.6f;
    public const float MaxPush = 4f;

    public static readonly Vec PillarX = [-0.8f, 1.6f, 1.2f];
    public static readonly Vec PillarY = [0.4f, -1.8f, 3.2f];
    public static readonly Vec PillarRadius = [1.3f, 0.9f, 0.8f];

    [Signal(-Fence, Fence, Unit = "m")]                 public Vector2 Position { get; init; }
    [Signal(-MaxPush, MaxPush, Unit = "m/s^2"), Action] public Vector2 Push { get; init; }

    // How far each condition is from failing, in metres. The log of them is what the formulas are computed from again, offline.
    [Metric(LogOnly = true)] public float Clearance => Min(Sqrt(Square(PillarX - Position.X) + Square(PillarY - Position.Y)) - PillarRadius);
    [Metric(LogOnly = true)] public float Inset => Arena - Max(Abs(Position.X), Abs(Position.Y));
    [Metric(LogOnly = true)] public float Arrival => GoalRadius - (Position - new Vector2(GoalX, GoalY)).Length();

    public bool Clear => Clearance > 0f;
    public bool Inside => Inset > 0f;
    public bool AtGoal => Arrival > 0f;

    // A metre of distance is worth as much as one of arrival; a metre too close costs ten.
    [Constraint(Reward = 1, Penalty = 10, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace)]
    public Formula Safe => Always(Clear & Inside);

    [Objective(Reward = 1, Semantics = FormulaSemantics.Robustness, AtTruncation = ClosingRule.EndOfTrace)]
    public Formula Reaches => Eventually(Always(AtGoal, withinSeconds: 1), withinSeconds: 8);

    [Penalty(0.001)] public float Effort => (Push / MaxPush).LengthSquared();
}
