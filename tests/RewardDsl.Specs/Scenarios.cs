using System;
using System.Numerics;
using static RewardDsl.RewardMath;

namespace RewardDsl.Specs;

/// <summary>States of every type, held, one after the other, and preferences between them. Kernels know nothing of it.</summary>
[RewardSpec(Discount = 0.97, Horizon = 500, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.05)]
[Prefer(nameof(Parked), over: nameof(Crashed))]
[Prefer(nameof(Cruising), over: nameof(Parked))]
[Prefer(nameof(Arrived), over: nameof(Cruising))]
public partial record Drive
{
    [Signal(0, 30, Unit = "m/s")] public float Speed { get; init; }

    [Signal(-1, 1, UnitNorm = true)] public Vector2 Heading { get; init; }

    [Signal(0, 50, Rest = 50, Unit = "m", Length = 3)] public Vec Clearance { get; init; }

    [Signal(Length = 2)] public Mask Lights { get; init; }

    [Signal(-1, 1, Order = QuaternionOrder.Wxyz)] public Quaternion Attitude { get; init; }

    [Signal(0, 1)] public float? Score { get; init; }

    [Signal(0, 1, History = 2)] public History<float> Load { get; init; }

    [Signal] public bool Collision { get; init; }

    [Signal(0, 100)] public int Lane { get; init; }

    [Signal(-1, 1, Length = 2), Action] public Vec Pedals { get; init; }

    [Parameter(0.01, 0.5)] public float Comfort { get; set; } = 0.01f;

    [State(0)] float Distance => Previous.Distance + (Speed * Step.Seconds);

    [Assume] bool Grounded => Abs(Attitude.X) < 0.1f;

    [Term(0.01)] float Progress => Speed * Heading.X;

    [Penalty(Weight = nameof(Comfort))] float Jerk => SumSquares(Pedals - Previous.Pedals);

    [Penalty(0.1)] float Near => Min(Clearance) < 1f ? 1f : 0f;

    [Term(0.1)] float? Rating => Score;

    [Bonus(20, RepeatPolicy.Once)] bool Far => Distance > 100f && Any(Lights);

    [Termination(EpisodeEnd.Failure, Reward = -50)] bool Crash => Collision;

    [Scenario(ScenarioKind.Idle, Steps = 500)] static Drive Parked => new() { Heading = Vector2.UnitX };

    [Scenario(ScenarioKind.Typical, Steps = 100)] static Drive Cruising { get; } = new() { Speed = 10f, Heading = new(0.6f, 0.8f), Pedals = [0.5f, 0f], Load = [0.5f, 0.25f], Lane = 2 };

    [Scenario(ScenarioKind.Failure, After = nameof(Cruising))] static Drive Crashed => Cruising with { Collision = true, Clearance = [0f, 10f, MathF.PI], Score = 0f };

    [Scenario(ScenarioKind.Success, Steps = 120, After = nameof(Cruising))] static Drive Arrived => Cruising with { Speed = 20f, Lights = [true, false], Score = 0.5f };
}
