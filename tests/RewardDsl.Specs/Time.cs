using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>Potential shaping with two potentials, a termination and an external end.</summary>
[RewardSpec(Discount = 0.97, Horizon = 50, TimeLimit = TimeLimitKind.Truncates)]
public sealed partial class Shaped
{
    [Signal(-10, 10)]
    public Vector2 Position { get; init; }

    [Potential(3)]
    private float Closeness => 1f / (1f + Position.LengthSquared());

    [Potential(0.5)]
    private float Right => Tanh(Position.X);

    [Penalty(0.01)]
    private float Time => 1f;

    [Termination(EpisodeEnd.Success, Reward = 5)]
    private bool Home => Position.LengthSquared() < 1f;
}

/// <summary>States that read themselves and each other, across steps.</summary>
[RewardSpec(StepSeconds = 0.1)]
public sealed partial class States
{
    [Signal(-2, 2)]
    public float X { get; init; }

    [Signal]
    public bool Contact { get; init; }

    [State(0)]
    private float Integral => Clamp(Previous.Integral + X * Step.Seconds, -1f, 1f);

    [State(false)]
    private bool EverTouched => Previous.EverTouched || Contact;

    [State(1.5)]
    private float Filtered => 0.9f * Previous.Filtered + 0.1f * Previous.Integral;

    [State(10)]
    private Vector3 Trail => new(X, Previous.Trail.X, Previous.Trail.Y);

    [State(0)]
    private float Count => Step.IsFirst ? 1f : Previous.Count + 1f;

    [Term(1)]
    private float Value => Integral + Filtered - Trail.Z;

    [Term(0.5)]
    private bool Touched => EverTouched && !Previous.EverTouched;

    [Penalty(0.001)]
    private float Age => Count;

    [Term(0.25)]
    private float SinceStart => X - Initial.X;
}

/// <summary>Helpers read through Previous, also of helpers that read Previous themselves.</summary>
[RewardSpec]
public sealed partial class Chains
{
    [Signal(-2, 2)]
    public float X { get; init; }

    [Signal(-2, 2), Action]
    public float Push { get; init; }

    private float Speed => X - Previous.X;

    private float Acceleration => Speed - Previous.Speed;

    private float Jerk => Acceleration - Previous.Acceleration;

    [Penalty(0.5)]
    private float Smoothness => Square(Jerk) + Abs(Previous.Push - Push) + Previous.Push * X;

    [Term(1)]
    private float Started => Step.IsFirst ? 1f : 0f;
}

/// <summary>Carries of vectors that are made of each other's old values.</summary>
[RewardSpec]
public sealed partial class VectorStates
{
    [Signal(-1, 1, Length = 6)]
    public Vec Q { get; init; }

    [Signal(Length = 6)]
    public Mask Touch { get; init; }

    [Signal(-1, 1)]
    public float Gain { get; init; }

    [State(0)]
    private Vec Fast => 0.5f * Previous.Fast + Gain * Q;

    [State(0.25)]
    private Vec Slow => 0.9f * Previous.Slow + 0.1f * Previous.Fast;

    [State(false)]
    private Mask Ever => Previous.Ever | Touch;

    [State(0)]
    private Vec Swap => Previous.Slow - Previous.Swap * Norm(Q);

    [Term(1)]
    private float Energy => SumSquares(Fast) - Mean(Slow) + Dot(Swap, Q);

    [Term(0.5)]
    private float Covered => Count(Ever) - Count(Previous.Ever);
}
