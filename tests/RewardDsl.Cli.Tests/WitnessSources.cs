namespace RewardDsl.Cli.Tests;

/// <summary>Specs that the tests search for states that pay without the goal.</summary>
internal static class WitnessSources
{
    /// <summary>Four conditions; the success ends the episode, and hovering beside it returns more.</summary>
    public const string Place = """
        using System.Numerics;
        using RewardDsl;
        using static RewardDsl.RewardMath;

        [RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
        public sealed partial class Place
        {
            [Signal(0, 2, Unit = "m")] public float Gap { get; init; }
            [Signal(0, 3, Unit = "m/s")] public float Speed { get; init; }
            [Signal(-1, 1, UnitNorm = true)] public Vector3 Up { get; init; }
            [Signal] public bool Held { get; init; }
            [Signal(-1, 1, Length = 2), Action] public Vec Action { get; init; }

            [Goal(Tolerance = 0.01), Termination(EpisodeEnd.Success, Reward = 10)]
            bool Placed => Gap < 0.02f && Speed < 0.1f && !Held && Up.Z > 0.9f;

            [Term(1)] float Near => Exp(-Gap / 0.1f);
            [Term(0.5)] float Upright => Saturate(Up.Z);
            [Term(0.25)] float Slow => 1f - Speed / 3f;
            [Penalty(0.1)] bool Grasped => Held;
            [Penalty(0.01)] float Effort => SumSquares(Action);
            [Penalty(0.1)] float Rate => SumSquares(Action - Previous.Action);
            [Bonus(2, RepeatPolicy.Once)] bool Touched => Gap < 0.5f;
        }
        """;

    /// <summary>A signal of each type, each of which pays most away from its rest, and a type that a member hides.</summary>
    public const string Types = """
        using System.Numerics;
        using RewardDsl;
        using static RewardDsl.RewardMath;

        namespace Robots.Deep;

        public enum Gait { Stand = 2, Walk = 5, @event = 9 }

        public enum Side { Left, Right }

        public static partial class Outer
        {
            [RewardSpec(Discount = 0.9, Horizon = 50, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.1)]
            public sealed partial record Types
            {
                [Signal(-2, 2, Unit = "m")] public float Gap { get; init; }
                [Signal(-1, 1)] public required float Bias { get; init; }
                [Signal(1, 3)] public float? Score { get; init; }
                [Signal(1, 3, Rest = 2)] public float? Missing { get; init; }
                [Signal] public bool Ready { get; init; }
                [Signal(-4, 7)] public int Count { get; init; }
                [Signal] public Gait Mode { get; init; }
                [Signal(-1, 1)] public Vector2 Plane { get; init; }
                [Signal(-1, 1, UnitNorm = true)] public Vector3 Up { get; init; }
                [Signal(Lower = [-1, -2, -3, -4], Upper = [1, 2, 3, 4])] public Vector4 Four { get; init; }
                [Signal(-1, 1, UnitNorm = true, Order = QuaternionOrder.Wxyz)] public Quaternion Turn { get; init; }
                [Signal(-1, 1, UnitNorm = true, Order = QuaternionOrder.Xyzw)] public Quaternion Tilt { get; init; }
                [Signal(-1, 1, Length = 3)] public Vec Joints { get; init; }
                [Signal(0, 9, Axis = typeof(Side))] public Vec Load { get; init; }
                [Signal(Length = 2)] public Mask Contact { get; init; }
                [Signal(-1, 1, Length = 2)] public Vec<Vector3> Feet { get; init; }
                [Signal(-1, 1, History = 2)] public History<float> Past { get; init; }
                [Signal(-1, 1, History = 2, Length = 2)] public History<Vec> Forces { get; init; }
                [Signal(-1, 1, History = 2)] public History<Vector2> Ways { get; init; }
                [Signal(History = 3)] public History<bool> Bumps { get; init; }
                [Signal(-1, 1, Length = 2), Action] public Vec @switch { get; init; }

                /// <summary>Hides the enum.</summary>
                float Gait => 1f;

                [Goal(Tolerance = 0.1)] bool Near => Abs(Gap) < 0.5f;

                [Term(1)] float A => Bias + (Score ?? 0f) - (Missing ?? 0f) + (Ready ? 1f : 0f) + Gap;
                [Term(1)] float B => Count + (Mode == Robots.Deep.Gait.@event ? 1f : 0f) + Plane.X - Plane.Y;
                [Term(1)] float C => Up.X + Four.X - Four.Y + Four.Z - Four.W;
                [Term(1)] float D => Turn.X + Tilt.W * Tilt.X;
                [Term(1)] float E => Sum(Joints) - Joints[1] * 2f + Sum(Load);
                [Term(1)] float F => (Contact[0] && !Contact[1] ? 1f : 0f) + Feet[0].X - Feet[1].Z;
                [Term(1)] float G => Past[0] - Past[1] + Forces[0][1] - Forces[1][0] + Ways[0].X - Ways[1].Y;
                [Term(1)] float H => (Bumps[1] ? 1f : 0f) + @switch[0] * Gait;
                [Bonus(1, RepeatPolicy.EachRise)] bool Rise => Gap > 0f;
            }
        }
        """;

    /// <summary>What is paid depends on how long a state lasts.</summary>
    public const string Dwell = """
        using RewardDsl;
        using static RewardDsl.RewardMath;

        [RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
        public sealed partial class Dwell
        {
            [Signal(-2, 2, Unit = "m")] public float Gap { get; init; }
            [Signal(0, 1)] public float Open { get; init; }
            [State(0)] float For => Abs(Gap) < 0.1f ? Previous.For + Step.Seconds : 0f;
            [Goal(Tolerance = 0.01)] bool Done => For > 1f && Open < 0.3f;
            [Term(1)] float Near => Exp(-Abs(Gap) / 0.1f);
            [Term(1)] float Patience => Saturate(For);
        }
        """;

    /// <summary>Assumptions that tie signals together, a parameter, a schedule, progress, the best so far, a budget, a potential, a clamp, pay per second.</summary>
    public const string Edge = """
        using RewardDsl;
        using static RewardDsl.RewardMath;

        [RewardSpec(Discount = 0.99, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02, Rate = PayRate.PerSecond), Clamp(-1, 1)]
        public sealed partial class Edge
        {
            [Signal(-2, 2, Unit = "m", MaxStep = 0.1)] public float Gap { get; init; }
            [Signal(-2, 2, Unit = "m")] public float Low { get; init; }
            [Signal(1, 2, Unit = "m")] public float High { get; init; }
            [Parameter(0, 5)] public float Gain { get; set; } = 2f;
            [Assume] bool Ordered => Low + 1.5f < High - Gap;
            [Assume] bool Circle => Square(Gap) + Square(Low) > 1f;
            [Goal(Tolerance = 0.05)] bool Done => Abs(Gap) < 0.3f && Low > -1.5f;
            [Term(1, Schedule = nameof(Ramp))] float Near => Exp(-Abs(Gap)) * Gain;
            [Term(20), Progress] float Closer => -Abs(Gap);
            [Term(3), BestSoFar] float Best => -Abs(Low);
            [Term(30), Budget(2)] float Some => High;
            [Potential(5)] float Phi => -Abs(Gap);
            [Schedule] static float Ramp(TrainingClock clock) => 1f + clock.Progress;
        }
        """;
}
