// C18 Legged total reward clipped at zero: nothing but zeros
// Source: ZiwenZhuang/parkour issue 21 (2023); legged_gym only_positive_rewards — https://github.com/ZiwenZhuang/parkour/issues/21
// visible: yes
// The sum is cut at 0 while the costs outweigh it at the start: users see a reward of 0 and resets, and the learner gets no order at all.
// expect: RWD1006 at class
using System.Numerics;
using RewardDsl;
using static RewardDsl.RewardMath;

namespace Hacks;
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02), Clamp(0, 10000)]
public sealed partial class NothingButZeros
{
    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public Vector2 VelocityError { get; init; }

    /// <summary>Σ|τ·ω| over the substeps.</summary>
    [Signal(0, 100000, Rest = 0)] public float LegEnergy { get; init; }

    [Signal] public bool Collapsed { get; init; }

    [Term(2)] private bool Alive => !Collapsed;

    [Penalty(1)] private float WorldVelocity => VelocityError.LengthSquared();

    [Penalty(2e-5)] private float Energy => LegEnergy;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] private bool Tracking => VelocityError.Length() < 0.5f;

    [Termination(EpisodeEnd.Failure)] private bool Fallen => Collapsed;

    /// <summary>An untrained policy: off the commanded velocity, with shaking legs.</summary>
    [Scenario(ScenarioKind.Start, Steps = 1000)] private static NothingButZeros Untrained => new() { VelocityError = new Vector2(1f, 0.5f), LegEnergy = 60000f };
}

// fixed
[RewardSpec(Discount = 0.99, Horizon = 1000, TimeLimit = TimeLimitKind.Truncates, StepSeconds = 0.02)]
public sealed partial class NothingButZerosFixed
{
    [Signal(-2, 2, Unit = "m/s", Rest = 0)] public Vector2 VelocityError { get; init; }

    [Signal(0, 100000, Rest = 0)] public float LegEnergy { get; init; }

    [Signal] public bool Collapsed { get; init; }

    /// <summary>Each cost is scaled to what living pays, so nothing has to be cut.</summary>
    [Term(2)] private bool Alive => !Collapsed;

    [Penalty(0.1)] private float WorldVelocity => VelocityError.LengthSquared();

    [Penalty(1e-5)] private float Energy => LegEnergy;

    [Goal(Kind = GoalKind.Survive, Tolerance = 0.1)] private bool Tracking => VelocityError.Length() < 0.5f;

    [Termination(EpisodeEnd.Failure)] private bool Fallen => Collapsed;

    [Scenario(ScenarioKind.Start, Steps = 1000)] private static NothingButZerosFixed Untrained => new() { VelocityError = new Vector2(1f, 0.5f), LegEnergy = 60000f };
}
