using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>A picked vector has the length of the set, also where it is carried; so has a frame of a window.</summary>
[RewardSpec]
public sealed partial class FoundLengths
{
    static readonly Leg[] Twice = [Leg.RearRight, Leg.RearRight, Leg.FrontLeft, Leg.RearLeft, Leg.RearLeft];

    [Signal(-1, 1, Axis = typeof(Leg))] public Vec<Vector3> Feet { get; init; }

    [Signal(History = 3, Axis = typeof(Leg))] public History<Mask> Contact { get; init; }

    [Signal(-1, 1, History = 2, Length = 6)] public History<Vec> Joints { get; init; }

    Vec<Vector3> Chosen => Pick(Feet, Twice);

    Mask Newest => Contact[2];

    Vec Middle => Mean(Joints);

    [Term(1.0)] float Moved => Sum(Norms(Chosen - Previous.Chosen));

    [Term(0.5)] float Changed => Count(Newest ^ Previous.Newest);

    [Penalty(0.5)] float Drift => SumSquares(Middle - Previous.Middle);
}

/// <summary>Tests for null by operator, on either side.</summary>
[RewardSpec]
public sealed partial class FoundNullTests
{
    [Signal(-1, 1)] public float? Score { get; init; }

    [Signal] public bool Ready { get; init; }

    [Term(1.0)] bool Missing => Score == null;

    [Penalty(0.5)] bool There => null != Score && Ready;
}

/// <summary>The sum of the reset observation: with the weights in use, and paid even where a termination holds there.</summary>
[RewardSpec]
[BestSoFar]
public sealed partial class FoundFirstSum
{
    [Signal(-1, 1)] public float X { get; init; }

    [Schedule] static float Late(TrainingClock clock) => clock.Steps < 1500f ? 0.5f : 0.25f;

    [Penalty(2.0, Schedule = nameof(Late))] float Cost => X;

    [Termination(EpisodeEnd.Failure, Reward = -2, Replaces = true)] bool Lost => X < -0.2f;
}

/// <summary>A base that replaces its sum.</summary>
[RewardSpec]
public partial class FoundTotal
{
    [Signal(-1, 1)] public float X { get; init; }

    [Term(1.0)] float Value => X;

    [Total] float Halved => WeightedSum / (1f + WeightTotal);
}

/// <summary>The sum that the base replaces is the derived spec's own.</summary>
[RewardSpec]
public sealed partial class FoundTotalDerived : FoundTotal
{
    [Penalty(2.0)] float Cost => X * X;
}

/// <summary>A carried vector of picked elements of a carried vector of another length.</summary>
[RewardSpec]
public sealed partial class FoundPickedCarry
{
    static readonly Leg[] Ends = [Leg.RearRight, Leg.FrontLeft];

    [Signal(-1, 1, Axis = typeof(Leg))] public Vec Load { get; init; }

    [Signal(-1, 1, Length = 2)] public Vec Limit { get; init; }

    [State(true)] Mask Over => Pick(Previous.Load, Ends) > Limit;

    [Term(1.0)] float First => Previous.Over[1] ? 1f : 0f;
}

/// <summary>Comparisons that meet constant truths: the run-time compiler folds some of their masks wrongly, so none may reach it.</summary>
[RewardSpec]
public sealed partial class FoundConstantTruths
{
    [Signal(-3, 3)] public float Y { get; init; }

    [Gate] bool Hard => true != (Y is not (0f or 1f));

    [Term(1, Gate = nameof(Hard), Else = -0.5)] float Paid => 1f;

    [Term(0.5)] bool Chosen => Y > 1f ? true : Y < -1f;

    [Term(0.25)] bool Other => Y > 1f ? Y < 2f : false;
}

/// <summary>What holds of an element of a picked vector says nothing of the same element of the vector.</summary>
[RewardSpec]
public sealed partial class FoundPickedConditions
{
    public enum Side { Left, Right }

    static readonly Side[] Swapped = [Side.Right, Side.Left];

    [Signal(-2, 2, Axis = typeof(Side))] public Vec Load { get; init; }

    [Gate] float Balanced => SumSquares(Load - 1f, 1f < Pick(Load, Swapped));

    [Term(1.0)] float Kept => Initial.Balanced;
}

/// <summary>The same bits as indices, numbers and truths of long vectors: each has its own table.</summary>
[RewardSpec]
public sealed partial class FoundSharedBits
{
    public enum Side { Left, Right }

    static readonly Side[] Rights =
    [
        Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right,
        Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right,
        Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right, Side.Right
    ];

    static readonly Vec Tiny =
    [
        float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon,
        float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon,
        float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon, float.Epsilon
    ];

    static readonly Mask All =
    [
        true, true, true, true, true, true, true, true, true, true, true,
        true, true, true, true, true, true, true, true, true, true, true,
        true, true, true, true, true, true, true, true, true, true, true
    ];

    [Signal(-2, 2, Axis = typeof(Side))] public Vec Load { get; init; }

    [Signal(-1, 1, Length = 33)] public Vec Many { get; init; }

    [Term(1.0)] float Picked => Sum(Pick(Load, Rights)) + Sum(Many * Tiny);

    [Term(0.5)] float Counted => Mean(Many, All, 0f);
}
