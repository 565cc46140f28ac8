using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Gates and potentials: a gate that applies to all leaves potentials and payoffs alone.</summary>
[RewardSpec(Discount = 0.9)]
public sealed partial class GateAndPotential
{
    [Signal(-1, 1)] public float X { get; init; }

    [Signal(0, 1)] public float Soft { get; init; }

    [Gate(AppliesToAll = true)] float Openness => Soft - 0.2f;

    [Gate] bool Right => X > 0f;

    [Term(1.0, Gate = nameof(Right), Else = 0.25)] float Along => X;

    [Bonus(2, RepeatPolicy.Once)] bool Far => X > 0.8f;

    [Potential(2.0)] float Near => -Abs(X);

    [Termination(EpisodeEnd.Success, Reward = 3)] bool Done => X > 0.95f;
}

/// <summary>A payoff that replaces a clamped sum, with once, budget and best behind it.</summary>
[RewardSpec(Discount = 0.8)]
[Clamp(-0.5, 0.5)]
public sealed partial class ReplaceAndClamp
{
    [Signal(-2, 2)] public float X { get; init; }

    [Term(1.0), Once] float First => X > 0f ? X : 0f;

    [Penalty(1.0), Budget(1.5), Clamp(0, 1)] float Size => Abs(X);

    [Term(1.0), BestSoFar, OnceAfter] float Record => X;

    [Potential(1.0)] float Level => X;

    [Termination(EpisodeEnd.Failure, Reward = -4, Replaces = true)] bool Lost => X < -1.5f;

    [Termination(EpisodeEnd.Success, Reward = 2)] bool Won => X > 1.8f;
}

/// <summary>An attribute of somebody else on a spec's member says nothing.</summary>
[System.AttributeUsage(System.AttributeTargets.Property)]
public sealed class OnceAfterAttribute : System.Attribute;

/// <summary>Progress, rises and truncation, with states that count steps; what a reset must clear.</summary>
[RewardSpec(Discount = 0.95, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
public sealed partial class ProgressAndTruncation
{
    [Signal(0, 10)] public float Travelled { get; init; }

    [Signal] public bool Pressed { get; init; }

    [State(0)] float Steps => Previous.Steps + 1f;

    [State(false)] bool Ever => Previous.Ever || Pressed;

    [Term(1.0), Progress, Clamp(-1, 1)] float Way => Travelled;

    [Bonus(1, RepeatPolicy.EachRise)] bool Press => Pressed;

    [Bonus(0.5, RepeatPolicy.Once)] bool Begun => Ever && !Step.IsFirst;

    [Penalty(0.01, Rate = PayRate.PerSecond)] float Time => Steps;

    [Potential(1.0)] float Ahead => Travelled - Initial.Travelled;
}

/// <summary>Absent values in sums, states, gates and vectors.</summary>
[RewardSpec]
public sealed partial class AbsentAndSums
{
    [Signal(0, 5)] public float? Lidar { get; init; }

    [Signal(0, 5)] public float? Radar { get; init; }

    [Signal(0, 1, Length = 5)] public Vec Weights { get; init; }

    float Fused => Lidar is { } l ? (Radar is { } r ? (l + r) * 0.5f : l) : Radar ?? 5f;

    [State(5)] float Last => Lidar ?? Previous.Last;

    [Gate] bool Seen => Lidar.HasValue || Radar.HasValue;

    [Gate] float Trust => Lidar is null ? 0f : Radar is null ? 0.5f : 1f;

    [Penalty(1.0, Gate = nameof(Seen), Else = 2)] float Close => Hinge(1f - Fused);

    [Term(1.0, Gate = nameof(Trust))] float Stable => 1f - Abs(Fused - Last);

    [Term(0.5)] float? Spread => Lidar - Radar;

    [Term(0.2)] float Mixed => Sum(Weights * (Radar ?? 1f)) + Count(Weights > (Lidar.GetValueOrDefault() / 5f));

    [Term(0.1)] float Gap => (Lidar is null && Previous.Lidar is not null) ? 1f : 0f;
}

/// <summary>Vectors and masks of many lengths side by side, with carries of each.</summary>
[RewardSpec]
public sealed partial class ManyLengths
{
    [Signal(-1, 1, Length = 1)] public Vec One { get; init; }

    [Signal(-1, 1, Length = 2)] public Vec Two { get; init; }

    [Signal(-1, 1, Length = 3)] public Vec Three { get; init; }

    [Signal(-1, 1, Length = 16)] public Vec Sixteen { get; init; }

    [Signal(-1, 1, Length = 33)] public Vec Many { get; init; }

    [Signal(Length = 33)] public Mask Flags { get; init; }

    [Signal(-1, 1, Length = 9)] public Vec<Vector2> Pairs { get; init; }

    [Term(1.0)] float Sums => Sum(One) + Sum(Two) + Sum(Three) + Sum(Sixteen) + Sum(Many);

    [Penalty(1.0)] float Changes => SumSquares(One - Previous.One) + SumSquares(Two - Previous.Two) + SumSquares(Many - Previous.Many);

    [Term(0.5)] float Flagged => Sum(Where(Flags, Many, 0f)) + Count(Flags ^ Previous.Flags);

    [Term(0.25)] float Pairwise => Sum(Norms(Pairs - Initial.Pairs)) + Pairs[8].Y;

    [State(0.5)] Vec Average => (Previous.Average * 0.9f) + (Many * 0.1f);

    [State(1)] Vec<Vector2> Smooth => (Previous.Smooth + Pairs) * 0.5f;

    [Term(0.125)] float Filtered => Max(Average) - Min(Average) + Sum(Smooth).X;
}
