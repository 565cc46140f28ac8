using System;
using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>The smallest spec.</summary>
[RewardSpec]
public sealed partial class OneTerm
{
    [Signal(-1, 1)]
    public float X { get; init; }

    [Term(2)]
    private float Value => X;
}

/// <summary>Every scalar function of RewardMath.</summary>
[RewardSpec]
public sealed partial class ScalarKernels
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-3, 3)]
    public float Y { get; init; }

    [Term(1)]
    private float Smooth => Exp(-Square(X)) + Tanh(Y) + Sigmoid(X - Y) + SmoothStep(-1f, 1f, X) + Huber(Y, 0.5f);

    [Term(0.5)]
    private float Trigonometric => Sin(X) + Cos(Y) * Sin(X * 3f) + Atan2(Y, X) + Atan(X) + Tan(Y * 0.25f);

    [Penalty(0.25)]
    private float Rounded => Floor(X) + Ceiling(Y) + Round(X + Y) + Truncate(X) + Sign(Y) + Abs(X);

    [Term(0.125)]
    private float Guarded => SafeDiv(X, Y) + SafeDiv(1f, Floor(X), -1f) + Sqrt(Abs(X)) + Log(Abs(Y)) + Log2(Abs(X) + 1f);

    [Term(1)]
    private float Limited => Clamp(X, -1f, 1f) + Saturate(Y) + Hinge(X) + Outside(Y, -1f, 1f) + Min(X, Y) + Max(X, 0f) + Min(Y, 0f) + Max(X, Y);

    [Term(0.75)]
    private float Angular => WrapAngle(X * 2f) + Asin(Saturate(X)) + Acos(Clamp(Y, -1f, 1f)) + Pow(Abs(X), 1.5f) + Lerp(X, Y, 0.3f);
}

/// <summary>The same through System.MathF, Math and float.</summary>
[RewardSpec]
public sealed partial class SystemMath
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-3, 3)]
    public float Y { get; init; }

    [Term(1)]
    private float Transcendental => MathF.Exp(-MathF.Abs(X)) + MathF.Tanh(Y) + MathF.Sin(X) * MathF.Cos(Y) + MathF.Atan2(Y, X);

    [Term(1)]
    private float Exact => MathF.Sqrt(MathF.Abs(X)) + MathF.Max(X, Y) - MathF.Min(X, Y) + MathF.Floor(Y) + Math.Clamp(X, -1f, 1f) + Math.Abs(Y) + float.Abs(X);

    [Penalty(0.1)]
    private float Logs => MathF.Log(MathF.Abs(X) + 0.5f) + MathF.Pow(MathF.Abs(Y), 0.7f);
}

/// <summary>Bool terms, comparisons and logic.</summary>
[RewardSpec]
public sealed partial class Logic
{
    [Signal]
    public bool Pressed { get; init; }

    [Signal(-2, 2)]
    public float X { get; init; }

    [Signal(-2, 2)]
    public float Y { get; init; }

    private bool Inside => X >= -1f && X <= 1f && Y > -1f && Y < 1f;

    [Term(1)]
    private bool InsideAndPressed => Inside & Pressed;

    [Penalty(0.5)]
    private bool Either => (X > Y) ^ Pressed || X == Y;

    [Term(0.25)]
    private bool Same => Pressed == Inside && X != 0f;

    [Term(0.125)]
    private float Chosen => !Inside ? X : Pressed ? Y : -1f;

    [Bonus(0.25, RepeatPolicy.EachRise)]
    private bool Either2 => X > 0f ? Pressed : Y > 0f;

    [Penalty(0.25)]
    private bool Staged
    {
        get
        {
            bool result = Pressed;
            if (X > 1f)
            {
                result = Y > 1f;
            }

            return result switch { true => X < 1.5f, _ => Inside };
        }
    }
}

/// <summary>Locals, assignments, if with and without return, static methods, constants.</summary>
[RewardSpec]
public sealed partial class ControlFlow
{
    private const float Near = 0.25f;
    private static readonly float s_far = 2.5f;

    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal(-4, 4)]
    public float Y { get; init; }

    private static float Gap => 0.125f;

    [Term(1)]
    private float Staged
    {
        get
        {
            float distance = Distance(X, Y);
            if (distance < Near)
            {
                return 1f;
            }

            float scale = 0.5f;
            if (X > 0f)
            {
                scale *= 2f;
                if (Y > 0f)
                {
                    scale += Gap;
                }
            }
            else
            {
                scale = -scale;
            }

            if (distance > s_far)
            {
                return -scale;
            }

            return scale * Bonus(distance);
        }
    }

    private static float Distance(float a, float b)
    {
        float dx = a * a;
        float dy = b * b;
        return MathF.Sqrt(dx + dy);
    }

    private static float Bonus(float d) => d < 1f ? 1f - d : Outside2(x: d, limit: 2f);

    private static float Outside2(float limit, float x) => x > limit ? x - limit : 0f;
}

/// <summary>Switch expressions and patterns.</summary>
[RewardSpec]
public sealed partial class Patterns
{
    [Signal(-4, 4)]
    public float X { get; init; }

    [Signal]
    public bool On { get; init; }

    [Term(1)]
    private float Stage => X switch
    {
        float.NaN => -9f,
        < -2f => -1f,
        >= -1f and < 1f when On => Square(X),
        0f or 1f or > 3f => 2f,
        not (<= 2f) => X,
        _ => 0.5f,
    };

    [Penalty(0.5)]
    private bool Inside => X is > -1f and < 1f && On is true;

    [Term(0.25)]
    private float Chosen => On switch { true => X, _ => -X };
}

/// <summary>Vector2 and Vector3 arithmetic.</summary>
[RewardSpec]
public sealed partial class SmallVectors
{
    [Signal(-3, 3)]
    public Vector3 P { get; init; }

    [Signal(-3, 3)]
    public Vector3 Q { get; init; }

    [Signal(-1, 1)]
    public Vector2 U { get; init; }

    private Vector3 Delta => (P - Q) * 0.5f + new Vector3(0.1f, 0.2f, 0.3f);

    [Term(1)]
    private float Close => Exp(-Delta.LengthSquared());

    [Term(0.5)]
    private float Aligned => Vector3.Dot(P, Q) + Vector2.Dot(U, P.Xy()) + Vector3.Cross(P, Q).Z;

    [Penalty(0.25)]
    private float Far => Vector3.Distance(P, Q) + P.Xz().Length() + Q.LengthXy() + Vector3.Abs(P).X;

    [Term(0.5)]
    private float Upright => Vector3.Dot(Vector3.UnitZ, P) - Vector3.Max(P, Vector3.Zero).Y + (-U).X + new Vector3(U, 1f).Z;
}

/// <summary>A record with keywords for names.</summary>
[RewardSpec]
public sealed partial record Keywords
{
    [Signal(-1, 1)]
    public float @float { get; init; }

    [Signal(-1, 1)]
    public float @event { get; init; }

    [Signal]
    public bool @class { get; init; }

    [Gate]
    private bool @if => @class;

    [Term(1, Gate = nameof(@if))]
    private float @return => @float * @event;

    [State(0)]
    private float @value => Previous.@value + @float;

    [Penalty(0.5)]
    private float @this => @value;

    [Termination(EpisodeEnd.Failure, Reward = -1)]
    private bool @default => @value > 3f;
}

/// <summary>Nested in another type.</summary>
public static partial class Outer
{
    public partial struct Middle
    {
        /// <summary>A nested spec.</summary>
        [RewardSpec(Discount = 0.9)]
        internal sealed partial class OneTerm
        {
            [Signal(0, 1)]
            public float Height { get; init; }

            [Potential(2)]
            private float Tall => Height * Height;

            [Term(1)]
            private float Alive => 0.1f;
        }
    }
}
