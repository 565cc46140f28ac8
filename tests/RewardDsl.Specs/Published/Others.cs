using static RewardDsl.RewardMath;

namespace RewardDsl.Specs.Published;

/// <summary>Flow <c>flow/core/rewards.py</c>, desired velocity: max(‖v_d‖ − ‖v_d − v‖, 0) / ‖v_d‖, and 0 after a crash.</summary>
[RewardSpec(Discount = 0.999, Horizon = 3000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1), Bounds(0, 1)]
public sealed partial class FlowDesiredVelocity
{
    private static readonly float s_target = 10f;

    [Signal(0, 30, Length = 14, Unit = "m/s")]
    public Vec Velocity { get; init; }

    [Signal]
    public bool Crashed { get; init; }

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.5)]
    private bool Flowing => Min(Velocity) > 9f;

    /// <summary>‖v_d‖: the wanted speed in each of the 14 vehicles.</summary>
    private float Largest => s_target * Sqrt(14f);

    [Term(1), Bounds(0, 1)]
    private float Speed => Crashed ? 0f : Max(Largest - Norm(Velocity - s_target), 0f) / Largest;

    [Termination(EpisodeEnd.Failure)]
    private bool Crash => Crashed;
}

/// <summary>MiniGrid <c>minigrid_env.py</c>: 1 − 0.9 t/T at the goal.</summary>
[RewardSpec(Discount = 0.99, Horizon = 256, TimeLimit = TimeLimitKind.Truncates), Bounds(0, 1)]
public sealed partial class MiniGrid
{
    [Signal]
    public bool OnGoal { get; init; }

    [State(0), Bounds(0, 256)]
    private float Steps => Min(Previous.Steps + 1f, 256f);

    [Term(1), Bounds(0, 1)]
    private float Arrive => OnGoal ? 1f - (0.9f * (Steps / 256f)) : 0f;

    [Goal, Termination(EpisodeEnd.Success)]
    private bool Reached => OnGoal;
}

/// <summary>Lucy-SKG (arXiv:2305.15801): a geometric mean of factors that is negative as soon as one of them is.</summary>
[RewardSpec(Discount = 0.995, Horizon = 4500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.0667), Bounds(-1, 1)]
public sealed partial class LucyKinesthetic
{
    [Signal(-1, 1)]
    public float TowardsBall { get; init; }

    [Signal(-1, 1)]
    public float BallTowardsGoal { get; init; }

    [Signal(-1, 1)]
    public float Aligned { get; init; }

    [Signal]
    public bool Scored { get; init; }

    [Goal]
    private bool Goal => Scored;

    [Term(1), Bounds(-1, 1)]
    private float Combined => (TowardsBall >= 0f && BallTowardsGoal >= 0f && Aligned >= 0f ? 1f : -1f) * Pow(Abs(TowardsBall * BallTowardsGoal * Aligned), 1f / 3f);
}

/// <summary>HighwayEnv <c>envs/highway_env.py</c>: crash, lane and speed mapped from [−1, 0.5] to [0, 1], 0 off the road.</summary>
[RewardSpec(Discount = 0.95, Horizon = 40, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 1), Bounds(0, 1)]
public sealed partial class Highway
{
    [Signal]
    public bool Crashed { get; init; }

    [Signal]
    public bool OnRoad { get; init; }

    [Signal(0, 3)]
    public int Lane { get; init; }

    [Signal(-40, 40, Unit = "m/s")]
    public float ForwardSpeed { get; init; }

    [Goal(Kind = GoalKind.Survive)]
    private bool Safe => !Crashed && OnRoad;

    private float Fast => Saturate((ForwardSpeed - 20f) / 10f);

    [Term(1), Bounds(0, 1)]
    private float Drive => OnRoad ? ((Crashed ? -1f : 0f) + (0.1f * (Lane / 3f)) + (0.4f * Fast) + 1f) / 1.5f : 0f;

    [Termination(EpisodeEnd.Failure)]
    private bool Crash => Crashed;
}

/// <summary>DAPO (arXiv:2503.14476, eq. 13) with ±1 for the answer: overlong answers lose up to 1 in the last window of the budget.</summary>
[RewardSpec(Consumer = RewardConsumer.GroupRelative), Bounds(-2, 1)]
public sealed partial class DapoOverlong
{
    private const float MaxLength = 20480f;
    private const float Cache = 4096f;

    [Signal]
    public bool Correct { get; init; }

    [Signal(1, 32768, Unit = "tokens")]
    public int Length { get; init; }

    [Goal]
    private bool Solved => Correct;

    [Term(1)]
    private float Answer => Correct ? 1f : -1f;

    [Penalty(1), Bounds(0, 1)]
    private float Overlong => Length <= MaxLength - Cache ? 0f : Length <= MaxLength ? (Length - (MaxLength - Cache)) / Cache : 1f;
}

/// <summary>open-r1 <c>rewards.py</c>, length reward of Kimi k1.5 with 0/1 accuracy: shorter pays only when right.</summary>
[RewardSpec(Consumer = RewardConsumer.GroupRelative), Bounds(-0.5, 1.5)]
public sealed partial class KimiLength
{
    [Signal]
    public bool Correct { get; init; }

    [Signal(1, 32768, Unit = "tokens")]
    public float Length { get; init; }

    /// <summary>The shortest answer of the group.</summary>
    [Signal(1, 32768, Unit = "tokens")]
    public float Shortest { get; init; }

    /// <summary>The longest answer of the group.</summary>
    [Signal(1, 32768, Unit = "tokens")]
    public float Longest { get; init; }

    [Assume]
    private bool InGroup => Shortest <= Length && Length <= Longest;

    [Goal]
    private bool Solved => Correct;

    private float Short => Shortest < Longest ? 0.5f - ((Length - Shortest) / (Longest - Shortest)) : 0f;

    [Term(1)]
    private bool Accuracy => Correct;

    [Term(1), Bounds(-0.5, 0.5)]
    private float Brevity => Correct ? Short : Min(Short, 0f);
}

/// <summary>verl <c>utils/reward_score/gsm8k.py</c>: 1 for the right number after the marker.</summary>
[RewardSpec(Consumer = RewardConsumer.GroupRelative), Bounds(0, 1)]
public sealed partial class Gsm8kStrict
{
    [Signal]
    public bool LastNumberEqualsAnswer { get; init; }

    [Goal]
    private bool Solved => LastNumberEqualsAnswer;

    [Term(1)]
    private bool Accuracy => Solved;
}

/// <summary>TRL <c>rewards</c>, n-gram repetition: p (1 − unique / total), 0 for an answer shorter than n.</summary>
[RewardSpec(Consumer = RewardConsumer.GroupRelative), Bounds(-1, 0)]
public sealed partial class RepetitionPenalty
{
    /// <summary>Different n-grams of the answer.</summary>
    [Signal(0, 32768)]
    public float Unique { get; init; }

    /// <summary>All n-grams of the answer; 0 if it is too short.</summary>
    [Signal(0, 32768)]
    public float Total { get; init; }

    [Assume]
    private bool Counted => Unique <= Total;

    [Penalty(1), Bounds(0, 1)]
    private float Repeated => Total >= 1f ? 1f - (Unique / Total) : 0f;
}
