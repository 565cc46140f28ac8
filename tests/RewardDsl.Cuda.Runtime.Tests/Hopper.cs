using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Cuda.Runtime.Tests;

/// <summary>The joints of <see cref="Hopper"/>.</summary>
public enum Joint
{
    LeftHip,
    LeftKnee,
    RightHip,
    RightKnee,
}

/// <summary>Every kind of signal, a window, memory, an assumption, a parameter for each environment.</summary>
[RewardSpec(Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Hopper
{
    [Signal(-3, 3, Axis = typeof(Joint))] public Vec Angles { get; init; }
    [Signal(-1, 1, Axis = typeof(Joint), History = 3)] public History<Vec> Forces { get; init; }
    [Signal(Axis = typeof(Joint))] public Mask Contact { get; init; }
    [Signal(0, 9)] public int Steps { get; init; }
    [Signal(0, 2)] public float? Depth { get; init; }
    [Signal(-1, 1)] public Vector3 Velocity { get; init; }
    [Signal(-1, 1), Action] public float Push { get; init; }

    [Parameter(0, 4, PerEnvironment = true)] public float Gain { get; set; } = 1f;

    [Term(1)] float Posture => Exp(-SumSquares(Angles)) * Gain;
    [Term(0.5)] float Feet => Sum(Angles, where: Contact) + Steps * 0.125f;
    [Term(0.25)] float? Deep => Depth;
    [Term(0.125)] float Pressed => Max(Forces[0]) + Sum(Forces[2] * Forces[1]);
    [Penalty(0.1)] float Jerk => Square(Push - Previous.Push);
    [Term(0.2)] float Ahead => Velocity.X - 0.5f * Velocity.Z;
    [Potential(2)] float Height => Angles[1] - Angles[2];
    [State(0)] float Walked => Previous.Walked + Abs(Velocity.X);
    [Term(0.01)] float Way => Walked;
    [Assume] bool Gentle => Abs(Push) <= 0.5f;
    [Termination(EpisodeEnd.Failure, Reward = -5)] bool Fallen => Angles[0] > 2.5f;
}

/// <summary>A reward with derivatives.</summary>
[RewardSpec(Gradient = true, Discount = 0.99, Horizon = 100, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Slope
{
    [Signal(-2, 2, Length = 3)] public Vec Point { get; init; }
    [Signal(0, 4)] public float Speed { get; init; }
    [Signal] public bool Held { get; init; }

    [Term(2)] float Near => Exp(-SumSquares(Point));
    [Term(0.5)] float Fast => Held ? Speed * Point[1] : Sqrt(Speed);
    [Penalty(0.25)] float Change => Abs(Speed - Previous.Speed);
}
