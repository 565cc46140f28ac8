using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>The sum replaced by a weighted mean.</summary>
[RewardSpec(Discount = 0.9)]
[Clamp(-0.75, 0.75)]
public sealed partial class WeightedMean
{
    [Signal(-1, 1)] public float A { get; init; }

    [Signal(-1, 1)] public float B { get; init; }

    [Parameter(0.1, 5)] public float Emphasis { get; set; } = 2f;

    [Term(1.5)] float Left => A;

    [Penalty(Weight = nameof(Emphasis))] float Right => B * B;

    [Bonus(0.25, RepeatPolicy.WhileTrue)] bool Both => A > 0f && B > 0f;

    [Total] float Mean => SafeDiv(WeightedSum, WeightTotal) * 2f;

    [Potential(0.5)] float Near => -Abs(A);

    [Termination(EpisodeEnd.Failure, Reward = -3)] bool Lost => A < -0.9f;

    [Metric] float Distance => Abs(A - B);

    [Metric] bool Fine => A > B;
}

/// <summary>The increment of the whole sum.</summary>
[RewardSpec(StepSeconds = 0.05)]
[Progress, Clamp(-2, 2)]
public sealed partial class SumProgress
{
    [Signal(-1, 1)] public float Height { get; init; }

    [Signal(0, 1)] public float Effort { get; init; }

    [Term(2.0), Progress] float Climb => Height;

    [Term(1.0), BestSoFar] float Record => Height;

    [Penalty(0.5, Rate = PayRate.PerSecond)] float Cost => Effort;

    [Term(1.0, OnTermination = false)] float Alive => 1f - Effort;

    [Termination(EpisodeEnd.Success, Reward = 5)] bool Top => Height > 0.95f;
}

/// <summary>The best of the whole sum, up to a budget.</summary>
[RewardSpec]
[BestSoFar, Budget(4)]
public sealed partial class SumBest
{
    [Signal(-3, 3)] public float Score { get; init; }

    [Signal] public bool Open { get; init; }

    [Gate] bool IsOpen => Open;

    [Term(1.0, Gate = nameof(IsOpen))] float Points => Score;

    [Term(0.5), Once] float First => Score * 0.5f;

    [Potential(1.0)] float Near => Score;
}

/// <summary>The whole sum once.</summary>
[RewardSpec(NonFinite = NonFinitePolicy.ToLowerBound)]
[Once, Bounds(-1, 10)]
public sealed partial class SumOnce
{
    [Signal(0, 4)] public float Value { get; init; }

    [Term(1.0)] float Late => Value > 3f ? Value : 0f;

    [Termination(EpisodeEnd.Failure, Reward = -2, Replaces = true)] bool Failed => Value < 0.2f;
}

/// <summary>A replaced sum that progresses: Total × Progress × NonFinite.</summary>
[RewardSpec(NonFinite = NonFinitePolicy.ToLowerBound)]
[Progress, Clamp(-3, 3)]
public sealed partial class TotalProgress
{
    [Signal(0, 5)] public float X { get; init; }

    [Signal(-5, 5)] public float Y { get; init; }

    [Term(1.0)] float Grow => Log(X);

    [Penalty(0.3)] float Shrink => Y;

    [Total] float Root => Sqrt(Abs(WeightedSum)) + Previous.Y + WeightTotal;
}

/// <summary>Several value functions, assumptions, stages and a goal.</summary>
[RewardSpec(Discount = 0.99)]
public sealed partial class SeveralCritics
{
    [Signal(-2, 2)] public float Position { get; init; }

    [Signal(-2, 2)] public float Speed { get; init; }

    [Signal(0, 1)] public float Style { get; init; }

    [Assume] bool Slow => Abs(Position - Previous.Position) <= 1.5f;

    [Assume] bool Consistent => !(Position > 1.8f && Speed > 1f);

    [Stage(1)] bool Started => Position > 0f;

    [Stage(2)] bool Halfway => Position > 1f;

    [Goal(Kind = GoalKind.Reach, Tolerance = 0.1, MinSteps = 3, Resampled = true), Bonus(2, RepeatPolicy.Once)] bool Reached => Position > 1.9f;

    [Term(1.0, Critic = "task")] float Task => Position;

    [Term(0.5, Critic = "style", Role = TermRole.Regulariser)] float Smooth => Style;

    [Penalty(0.1, Critic = "style", Role = TermRole.Regulariser)] float Effort => Square(Speed);

    [Potential(1.0)] float Near => -Abs(2f - Position);

    [Cost(5, Estimator = CostEstimator.EpisodeSum)] bool Over => Speed > 1.5f;

    [Termination(EpisodeEnd.Failure, Reward = -1)] bool Lost => Position < -1.9f;
}

/// <summary>Parameters of each environment: in a body, as a weight, in a potential, at a reset.</summary>
[RewardSpec(Discount = 0.9)]
public sealed partial class OwnParameters
{
    [Signal(-1, 1)] public float X { get; init; }

    [Parameter(0.5, 3, PerEnvironment = true)] public float Scale { get; set; } = 1f;

    [Parameter(0, 2, PerEnvironment = true)] public float Gain { get; set; } = 0.5f;

    [Parameter(0, 1)] public float Shared { get; set; } = 0.25f;

    [Term(Weight = nameof(Gain)), BestSoFar] float Scaled => X * Scale;

    [Penalty(1.0), Clamp(0, 1)] float Cost => Square(X) * Shared / Scale;

    [Potential(1.0)] float Near => -Abs(X) * Scale;

    [State(0)] float Leak => (Previous.Leak * Shared) + (X * Scale);

    [Term(0.1)] float Leaked => Leak;
}
